import { EmbeddedKnowledgeGraph } from '../../../../src/graph/embedded/embedded-knowledge-graph.js';
import { forgottenPreferenceContract } from '../../../contracts/forgotten-preference.contract.js';

forgottenPreferenceContract('embedded engine', () => EmbeddedKnowledgeGraph.open({ path: null }));

import { EmbeddedKnowledgeGraph } from '../../../src/graph/embedded/embedded-knowledge-graph.js';
import { walkParityContract } from '../../contracts/walk-parity.contract.js';

walkParityContract('embedded engine', () => EmbeddedKnowledgeGraph.open({ path: null }));

import { EmbeddedKnowledgeGraph } from '../../../src/graph/embedded/embedded-knowledge-graph.js';
import { statementsContract } from '../../contracts/statements.contract.js';

statementsContract('embedded engine', () => EmbeddedKnowledgeGraph.open({ path: null }));

import { EmbeddedKnowledgeGraph } from '../../../src/graph/embedded/embedded-knowledge-graph.js';
import { situationFeedbackContract } from '../../contracts/situation-feedback.contract.js';

situationFeedbackContract('embedded engine', () => EmbeddedKnowledgeGraph.open({ path: null }));

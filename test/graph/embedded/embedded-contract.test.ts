import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedKnowledgeGraph } from '../../../src/graph/embedded/embedded-knowledge-graph.js';
import { knowledgeGraphContract } from '../../contracts/knowledge-graph.contract.js';

knowledgeGraphContract('embedded engine in memory', {
  create: () => EmbeddedKnowledgeGraph.open({ path: null }),
  reopen: null,
});

let path = '';
knowledgeGraphContract('embedded engine on file', {
  create: async () => {
    path = join(await mkdtemp(join(tmpdir(), 'isthmus-graph-')), 'graph');
    return EmbeddedKnowledgeGraph.open({ path });
  },
  reopen: () => EmbeddedKnowledgeGraph.open({ path }),
});

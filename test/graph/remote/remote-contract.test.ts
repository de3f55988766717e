import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { knowledgeGraphContract } from '../../contracts/knowledge-graph.contract.js';
import { HostedGraph } from './hosted-graph.js';

const opened: HostedGraph[] = [];
const open = async (dataDir: string, path: string | null) => {
  const hosted = await HostedGraph.open({ dataDir, path });
  opened.push(hosted);
  return hosted.connect();
};
const newFolder = () => mkdtemp(join(tmpdir(), 'isthmus-remote-'));
afterAll(() => Promise.all(opened.map((hosted) => hosted.close())));

knowledgeGraphContract('a store of another process, in memory', {
  create: async () => open(await newFolder(), null),
  reopen: null,
});

let dataDir = '';
knowledgeGraphContract('a store of another process, on file', {
  create: async () => {
    dataDir = await newFolder();
    return open(dataDir, join(dataDir, 'graph'));
  },
  // The process that has the store open ends, and another one opens it.
  reopen: async () => {
    const before = opened.pop();
    await before?.stopListening();
    await before?.graph.close();
    return open(dataDir, join(dataDir, 'graph'));
  },
});

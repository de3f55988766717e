import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDemoWorld } from '../../src/demo/create-demo-world.js';
import { Ontology } from '../../src/domain/ontology.js';
import { EmbeddedKnowledgeGraph } from '../../src/graph/embedded/embedded-knowledge-graph.js';
import { GraphReader } from '../../src/graph/graph-reader.js';
import { GraphWriter } from '../../src/graph/graph-writer.js';
import { DryRunSink } from '../../src/ingest/dry-run-sink.js';
import { FILE_KINDS } from '../../src/ingest/file-kinds.js';
import { GraphSink } from '../../src/ingest/graph-sink.js';
import { NOW_MS, WORLD_TIMEOUT_MS } from './demo-catalogue.js';
import { WORLD_FOLDER } from './world-files.js';

const DAY_MS = 86_400_000;

test(
  'the world is in the graph, and making it again, even weeks later, changes nothing',
  async () => {
    const graph = await EmbeddedKnowledgeGraph.open({ path: null });
    try {
      const ontology = new Ontology();
      const reader = new GraphReader(graph);
      const sink = new GraphSink(new GraphWriter({ graph, ontology, clock: () => NOW_MS }), reader, ontology);
      const options = { folder: WORLD_FOLDER, userCount: 80 };
      const made = await createDemoWorld(sink, { ...options, nowMs: NOW_MS });
      const counts = await reader.counts();
      expect(counts.nodes).toMatchObject({ Domain: 5, Scene: 10, Item: made.catalogue.works.length, User: 80 });
      expect(counts.interactions).toBe(made.simulated.interactions.length);
      expect(counts.relations).toMatchObject({
        FRIEND_OF: made.simulated.social.length,
        PREFERS: made.simulated.relations.length,
      });
      const [dune] = [...(await reader.entities(['universe:dune'])).values()];
      expect(dune).toMatchObject({ label: 'Dune', labelZh: '沙丘' });

      const digest = await reader.digest();
      const again = await createDemoWorld(sink, { ...options, nowMs: NOW_MS + 40 * DAY_MS });
      expect(again.added).toEqual({ users: 0, relations: 0, interactions: 0 });
      expect(await reader.digest()).toBe(digest);
    } finally {
      await graph.close();
    }
  },
  WORLD_TIMEOUT_MS,
);

test(
  'a demo folder with a row that cannot be used is refused, and the message names file and reason',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'isthmus-demo-'));
    try {
      cpSync(WORLD_FOLDER, folder, { recursive: true });
      writeFileSync(
        join(folder, 'relations.broken.csv'),
        'subject,subjectType,predicate,object,objectType\nfilm:arrival,item,BASED_ON,book:nowhere,item\n',
      );
      const sink = new DryRunSink(new Ontology(), new Set(FILE_KINDS));
      await expect(createDemoWorld(sink, { folder, nowMs: NOW_MS })).rejects.toThrow(
        /relations\.broken\.csv.*line 2.*book:nowhere/s,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  WORLD_TIMEOUT_MS,
);

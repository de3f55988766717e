import { EmbeddedKnowledgeGraph } from '../../../src/graph/embedded/embedded-knowledge-graph.js';
import { GraphReader } from '../../../src/graph/graph-reader.js';
import { loadOntology } from '../../../src/graph/load-ontology.js';
import { type MigrateOptions, migrateGraph } from '../../../src/ingest/migrate/migrate-graph.js';
import { awkwardWorld } from '../export/awkward-world.js';
import { IngestWorld, NOW_MS } from '../ingest-world.js';

describe('migrateGraph', () => {
  let world: IngestWorld;
  let target: EmbeddedKnowledgeGraph;
  beforeEach(async () => {
    world = await awkwardWorld();
    target = await EmbeddedKnowledgeGraph.open({ path: null });
  });
  afterEach(async () => {
    await world.close();
    await target.close();
  });

  const migrated = (more: Partial<MigrateOptions> = {}) =>
    migrateGraph({ source: world.graph, target, nowMs: () => NOW_MS, ...more });

  test('makes the target equal, in the order of events and the relations of the ontology, too', async () => {
    const report = await migrated();
    const reader = new GraphReader(target);
    expect(report).toEqual({
      digest: await world.reader.digest(),
      written: 73,
      resumed: 0,
      hasChangedMeanwhile: false,
    });
    expect(await reader.digest()).toBe(report.digest);
    expect(await reader.history('u1', null, 10)).toEqual(await world.reader.history('u1', null, 10));
    expect((await loadOntology(target)).find('FILMED_IN')).toEqual(world.sink.ontology.find('FILMED_IN'));
  });

  test('lets further events of the target come after those that were copied', async () => {
    await migrated();
    const counter = { key: 'counters/read-counter', parameters: { id: 'interactions' } } as const;
    expect(await target.read(counter)).toEqual(await world.graph.read(counter));
  });

  test('tells readers of the change feed to read everything', async () => {
    await migrated();
    expect((await target.changesSince(0, 10)).changes).toMatchObject([{ kind: 'bulk' }]);
  });

  test('goes on after every batch at which it can be stopped', async () => {
    for (let stops = 0, rowsBefore = 0; ; stops += 1) {
      const interruption = new AbortController();
      let batches = 0;
      const onRows = (_: number, what: string) => {
        if (what !== 'copied before' && ++batches === 1) interruption.abort(new Error('stopped'));
      };
      try {
        const { resumed, written, digest } = await migrated({ signal: interruption.signal, onRows });
        expect([resumed, written]).toEqual([73, 0]);
        expect(stops).toBeGreaterThan(10);
        expect(await new GraphReader(target).digest()).toBe(digest);
        return;
      } catch (error) {
        expect(interruption.signal.aborted ? error : null).toMatchObject({
          message: expect.stringMatching(/stopped|cancel/i),
        });
      }
      const [progress] = await target.read<{ rows: number }>({ key: 'copy/progress', parameters: { limit: 1 } });
      expect(progress.rows).toBeGreaterThan(rowsBefore);
      rowsBefore = progress.rows;
    }
  });

  test('only compares again when a run was killed before it had compared', async () => {
    let steps = 0;
    const onStep = () => {
      steps += 1;
      if (steps === 2) throw new Error('killed');
    };
    await expect(migrated({ onStep })).rejects.toThrow('killed');
    expect(await migrated()).toMatchObject({ written: 0, resumed: 73 });
    const counter = { key: 'counters/read-counter', parameters: { id: 'interactions' } } as const;
    expect(await target.read(counter)).toEqual(await world.graph.read(counter));
  });

  test('refuses a target that holds anything', async () => {
    await migrated();
    await expect(migrated()).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      message: expect.stringMatching(/^The target is not empty: it holds 11 User, .*Choose an empty one\.$/),
    });
  });

  test('refuses to go on with a graph that has changed since', async () => {
    const interruption = new AbortController();
    const onRows = (rows: number) => {
      if (rows > 0) interruption.abort(new Error('stopped'));
    };
    await expect(migrated({ signal: interruption.signal, onRows })).rejects.toThrow();
    await world.sink.upsertUsers([{ id: 'new', attributes: {} }]);
    await expect(migrated()).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      message: expect.stringContaining('unfinished migration of another graph'),
    });
  });

  /** The source, to which somebody adds a user when the copying comes to a statement. */
  const writtenToAt = (key: string): EmbeddedKnowledgeGraph => {
    const source: EmbeddedKnowledgeGraph = Object.create(world.graph);
    source.read = async (call, options) => {
      if (call.key === key) await world.sink.upsertUsers([{ id: 'new', attributes: {} }]);
      return world.graph.read(call, options);
    };
    return source;
  };

  test('refuses a copy that mixes two states of a source that is written to', async () => {
    await expect(migrated({ source: writtenToAt('ontology/declared-relations') })).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: expect.stringContaining('The source was written to while it was copied.'),
    });
  });

  test('says when the source has gone on after it was copied', async () => {
    expect(await migrated({ source: writtenToAt('counters/read-counter') })).toMatchObject({
      hasChangedMeanwhile: true,
    });
  });

  test('moves what scripts have added: properties of any type and relations without a declaration', async () => {
    await world.graph.runCypher({
      text: "MATCH (i:Item {id: 'i1'}) SET i.vector = [0.5, 1.25], i.`Page rank` = 2",
      parameters: {},
    });
    await world.graph.runCypher({
      text: "MATCH (a:User {id: 'u1'}), (b:User {id: 'u2'}) CREATE (a)-[:SIMILAR {score: 0.5}]->(b)",
      parameters: {},
    });
    const { digest } = await migrated();
    expect(await world.reader.digest()).toBe(digest);
  });

  test('refuses edges that no ontology can name, and says which', async () => {
    await world.graph.runCypher({
      text: "MATCH (a:User {id: 'u1'}), (b:User {id: 'u2'}) CREATE (a)-[:knows]->(b)",
      parameters: {},
    });
    await expect(migrated()).rejects.toMatchObject({
      code: 'UNKNOWN_RELATION',
      message: expect.stringContaining('edges called "knows" from User to User'),
    });
  });
});

test('an empty graph makes an empty graph', async () => {
  const [source, target] = await Promise.all([IngestWorld.create(), IngestWorld.create()]);
  const report = await migrateGraph({ source: source.graph, target: target.graph, nowMs: () => NOW_MS });
  expect(report).toEqual({ digest: await source.reader.digest(), written: 0, resumed: 0, hasChangedMeanwhile: false });
  await Promise.all([source.close(), target.close()]);
});

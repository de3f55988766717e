import type { CypherRunner, CypherRunOptions, CypherValue } from '../../src/graph/cypher-runner.js';
import type { KnowledgeGraph } from '../../src/graph/knowledge-graph.js';

type Graph = KnowledgeGraph & CypherRunner;

/** Makes an empty graph whose clock always says 42; `close` ends what else was opened for it. */
export type MakeGraph = () => Promise<{ readonly graph: Graph; readonly close: () => Promise<void> }>;

/** What a statement gave, with its rows. */
export async function runCypher(
  graph: CypherRunner,
  text: string,
  options: CypherRunOptions = {},
  parameters: Readonly<Record<string, unknown>> = {},
) {
  const rows: (readonly CypherValue[])[] = [];
  const summary = await graph.runCypher(
    { text, parameters },
    { ...options, onRows: (_, more) => void rows.push(...more) },
  );
  return { ...summary, rows };
}

/** What every engine keeps that runs people's statements; an engine's test binds it with a factory. */
export function cypherRunnerContract(name: string, make: MakeGraph): void {
  describe(`${name} as a runner of people's statements`, () => {
    let graph: Graph;
    let close: () => Promise<void>;
    beforeEach(async () => {
      ({ graph, close } = await make());
    });
    afterEach(() => close());

    const run = (text: string, options?: CypherRunOptions, parameters?: Record<string, unknown>) =>
      runCypher(graph, text, options, parameters);
    const changes = async () => (await graph.changesSince(0, 100)).changes;
    const count = async (label: string) => (await run(`MATCH (n:${label}) RETURN count(n) AS n`)).rows[0][0];

    test('nodes, relationships, paths, lists and maps have one form', async () => {
      await run("CREATE (:User {id: 'u', f: 1.5})-[:LIKES {at: 3}]->(:Item:Thing {id: 'i', big: 9007199254740993})");
      const { columns, rows } = await run(
        'MATCH p = (b:Item)<-[r:LIKES]-(a:User) RETURN a, r, p, [b.big, null, true] AS l, {r: r, t: $t} AS m',
        {},
        { t: 'text' },
      );
      const user = { type: 'node', labels: ['User'], properties: { id: 'u', f: 1.5 } };
      const item = { type: 'node', labels: ['Item', 'Thing'], properties: { id: 'i', big: 9007199254740993n } };
      const likes = { type: 'relationship', name: 'LIKES', properties: { at: 3 } };
      expect(columns).toEqual(['a', 'r', 'p', 'l', 'm']);
      const path = { type: 'path', parts: [item, likes, user] };
      expect(rows).toEqual([[user, likes, path, [9007199254740993n, null, true], { r: likes, t: 'text' }]]);
    });

    test('a writing statement leaves one bulk change in the feed, a reading or fruitless one none', async () => {
      const written = await run('UNWIND range(1, 3) AS i CREATE (n:A {i: i}) RETURN n.i AS i');
      expect(written).toMatchObject({ nodesCreated: 3, propertiesSet: 3, rowCount: 3, rows: [[1], [2], [3]] });
      await run('MATCH (n:A) RETURN n');
      await run('MATCH (n:Nothing) SET n.x = 1');
      await run('CREATE INDEX a_by_i IF NOT EXISTS FOR (n:A) ON (n.i)');
      await run('DROP INDEX a_by_i');
      expect(await changes()).toMatchObject([{ sequence: 1, kind: 'bulk', ids: [], at: 42 }]);
    });

    test('a statement that fails half-way changes nothing and leaves no change', async () => {
      const failing = run('UNWIND [1, 0] AS i CREATE (:A {x: 1 / i})');
      await expect(failing).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
      expect(await count('A')).toBe(0);
      expect(await changes()).toEqual([]);
    });

    test.each(['CREATE (:A)', 'MATCH (n) DETACH DELETE n', 'CREATE INDEX i FOR (n:A) ON (n.x)', 'PROFILE CREATE (:A)'])(
      'read-only refuses %s before it runs',
      async (text) => {
        await expect(run(text, { isReadOnly: true })).rejects.toMatchObject({
          code: 'INVALID_ARGUMENT',
          message: 'This statement writes, and only reading is allowed. Run it without --read-only.',
        });
        expect(await count('A')).toBe(0);
      },
    );

    test('read-only allows reading and the plan of a writing statement', async () => {
      expect((await run('RETURN 1 AS one', { isReadOnly: true })).rows).toEqual([[1]]);
      expect((await run('EXPLAIN CREATE (:A)', { isReadOnly: true })).plan).toContain('Create');
      expect(await count('A')).toBe(0);
    });

    test('a profile of a writing statement says how it was written', async () => {
      expect((await run('CREATE (:A)', { isProfiled: true })).plan).toContain('Create');
      expect(await count('A')).toBe(1);
      expect(await changes()).toHaveLength(1);
    });

    test('a cancelled write is rolled back, and the store goes on', async () => {
      const cancellation = new AbortController();
      const writing = run('UNWIND range(1, 200000) AS i CREATE (:A {i: i})', { signal: cancellation.signal });
      setTimeout(() => cancellation.abort(), 50);
      await expect(writing).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
      await run('CREATE (:B)');
      expect([await count('A'), await count('B')]).toEqual([0, 1]);
    });

    test('rows come in parts, and the statement waits for whoever takes them', async () => {
      let taking = 0;
      const sizes: number[] = [];
      const { rowCount } = await graph.runCypher(
        { text: 'UNWIND range(1, 5000) AS i RETURN i', parameters: {} },
        {
          onRows: async (_, rows) => {
            expect(++taking).toBe(1);
            await new Promise((resolve) => setTimeout(resolve, 5));
            sizes.push(rows.length);
            taking--;
          },
        },
      );
      expect(rowCount).toBe(5000);
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(5000);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(2000);
    });
  });
}

import { Ontology } from '../../src/domain/ontology.js';
import { appendChange } from '../../src/graph/change-feed.js';
import type { KnowledgeGraph, Row, StatementCall } from '../../src/graph/knowledge-graph.js';
import { SCHEMA_VERSION } from '../../src/graph/upgrade-graph.js';
import { eventFromBeforeSituations } from './statements.contract.js';

/** How a suite gets an empty store, and how it opens the same store again after `close`; null when it cannot. */
export interface GraphFactory {
  readonly create: () => Promise<KnowledgeGraph>;
  readonly reopen: (() => Promise<KnowledgeGraph>) | null;
}

const createNodes = (subjectType: 'Item' | 'Entity' | 'User', ...ids: string[]): StatementCall => ({
  key: 'nodes/create-nodes',
  subjectType,
  parameters: { rows: ids.map((id) => ({ properties: { id } })) },
});

async function idsOf(graph: KnowledgeGraph): Promise<string[]> {
  const rows: string[] = [];
  const pages = graph.pages<Row & { readonly cursor: string }>({ key: 'nodes/page-ids', subjectType: 'Item' }, 2);
  for await (const page of pages) rows.push(...page.map((row) => row.cursor));
  return rows;
}

/** What every implementation of the graph port keeps. */
export function knowledgeGraphContract(name: string, factory: GraphFactory): void {
  describe(`knowledge graph contract: ${name}`, () => {
    let graph: KnowledgeGraph;
    beforeEach(async () => {
      graph = await factory.create();
    });
    afterEach(() => graph.close());

    test('a write is read back by the next read', async () => {
      const summary = await graph.write([createNodes('Item', 'a', 'b')]);
      expect(summary.nodesCreated).toBe(2);
      expect(await idsOf(graph)).toEqual(['a', 'b']);
    });

    test('a summary counts the edges that were made and deleted', async () => {
      await graph.write([createNodes('Item', 'a'), createNodes('Entity', 'e')]);
      const relation = new Ontology().relation('ABOUT').name;
      const rows = [{ subject: 'a', object: 'e', weight: 0.5, source: 'catalogue' }];
      const made = await graph.write([
        {
          key: 'relations/create-relations',
          subjectType: 'Item',
          relation,
          objectType: 'Entity',
          parameters: { rows },
        },
      ]);
      expect(made).toMatchObject({ relationshipsCreated: 1, nodesCreated: 0 });
      const gone = await graph.write([{ key: 'deletions/delete-node', subjectType: 'Item', parameters: { id: 'a' } }]);
      expect(gone).toMatchObject({ nodesDeleted: 1, relationshipsDeleted: 1 });
    });

    test('a write is all or nothing: a failing statement undoes the ones before it', async () => {
      await graph.write([createNodes('Item', 'a')]);
      await expect(graph.write([createNodes('Item', 'b'), createNodes('Item', 'a')])).rejects.toMatchObject({
        code: 'INVALID_ARGUMENT',
      });
      expect(await idsOf(graph)).toEqual(['a']);
    });

    test('a refused write does not stop the next one', async () => {
      await graph.write([createNodes('Item', 'a')]);
      await expect(graph.write([createNodes('Item', 'a')])).rejects.toThrow();
      await graph.write([createNodes('Item', 'b')]);
      expect(await idsOf(graph)).toEqual(['a', 'b']);
    });

    test('values come back as they went in: texts of any language, numbers, truth values and lists', async () => {
      const properties = {
        id: 'x',
        text: '沙丘 „Dune“ \u{1f3ac} \\ \' "',
        whole: 1_700_000_000_000,
        part: 0.1,
        negative: -7,
        isTrue: true,
        list: ['a', '', '乙'],
      };
      await graph.write([{ key: 'nodes/create-nodes', subjectType: 'Item', parameters: { rows: [{ properties }] } }]);
      const [row] = await graph.read<Row & { readonly properties: unknown }>({
        key: 'nodes/find-nodes',
        subjectType: 'Item',
        parameters: { ids: ['x'] },
      });
      expect(row.properties).toEqual(properties);
    });

    test('text from outside stays data, whatever it looks like', async () => {
      const id = "x'}) DETACH DELETE n //";
      await graph.write([createNodes('Item', id, 'other')]);
      expect(await idsOf(graph)).toEqual(['other', id].sort());
    });

    test('pages have at most the asked number of rows, in order, each row once', async () => {
      await graph.write([createNodes('Item', 'c', 'a', 'e', 'b', 'd')]);
      const sizes: number[] = [];
      const pages = graph.pages<Row & { readonly cursor: string }>({ key: 'nodes/page-ids', subjectType: 'Item' }, 2);
      for await (const page of pages) sizes.push(page.length);
      expect(sizes).toEqual([2, 2, 1]);
      expect(await idsOf(graph)).toEqual(['a', 'b', 'c', 'd', 'e']);
    });

    test('a missing parameter is an INVALID_ARGUMENT that names the statement', async () => {
      await expect(graph.read({ key: 'nodes/find-nodes', subjectType: 'Item' })).rejects.toMatchObject({
        code: 'INVALID_ARGUMENT',
        message: expect.stringContaining('nodes/find-nodes'),
      });
    });

    test('a call that is already cancelled does nothing', async () => {
      const signal = AbortSignal.abort();
      await expect(graph.write([createNodes('Item', 'a')], { signal })).rejects.toMatchObject({
        code: 'DEADLINE_EXCEEDED',
      });
      await expect(graph.read({ key: 'schema/ping' }, { signal })).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
      expect(await idsOf(graph)).toEqual([]);
    });

    test('a write that runs out of time is undone as a whole', async () => {
      const ids = Array.from({ length: 2_000 }, (_, k) => `i${k}`);
      const calls = [createNodes('Item', ...ids), createNodes('Entity', ...ids), createNodes('User', ...ids)];
      await expect(graph.write(calls, { timeoutMs: 1 })).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
      await graph.write([createNodes('Item', 'next')]);
      expect(await idsOf(graph)).toEqual(['next']);
    });

    test('writes that come at the same time all go in, one after the other', async () => {
      await Promise.all(Array.from({ length: 40 }, (_, k) => graph.write([appendChange('nodes', [`Item/${k}`], k)])));
      const { changes } = await graph.changesSince(0, 100);
      expect(changes.map((change) => change.sequence)).toEqual(Array.from({ length: 40 }, (_, k) => k + 1));
      expect(new Set(changes.flatMap((change) => change.ids)).size).toBe(40);
    });

    test('changes come in the order of their commits and continue after a cursor', async () => {
      for (const id of ['a', 'b', 'c']) await graph.write([appendChange('nodes', [`Item/${id}`], 5)]);
      const first = await graph.changesSince(0, 2);
      expect(first).toEqual({
        changes: [
          { sequence: 1, kind: 'nodes', ids: ['Item/a'], at: 5, commitId: '' },
          { sequence: 2, kind: 'nodes', ids: ['Item/b'], at: 5, commitId: '' },
        ],
        cursor: 2,
      });
      const second = await graph.changesSince(first.cursor, 2);
      expect(second.changes.map((change) => change.ids)).toEqual([['Item/c']]);
      expect(await graph.changesSince(second.cursor, 2)).toEqual({ changes: [], cursor: 3 });
    });

    test('a reader of changes that has fallen behind is told to read everything again', async () => {
      for (const id of ['a', 'b', 'c']) await graph.write([appendChange('nodes', [`Item/${id}`], 5)]);
      await graph.write([{ key: 'changes/forget-changes', parameters: { until: 2 } }]);
      const { changes, cursor } = await graph.changesSince(1, 10);
      expect(changes.map(({ sequence, kind }) => [sequence, kind])).toEqual([
        [2, 'bulk'],
        [3, 'nodes'],
      ]);
      expect(cursor).toBe(3);
    });

    test('a change of a refused write is not in the feed', async () => {
      await graph.write([createNodes('Item', 'a'), appendChange('nodes', ['Item/a'], 1)]);
      await expect(graph.write([appendChange('nodes', ['Item/a'], 2), createNodes('Item', 'a')])).rejects.toThrow();
      expect((await graph.changesSince(0, 10)).changes).toHaveLength(1);
    });

    test('it answers a ping until it is closed, and refuses every call afterwards', async () => {
      await expect(graph.ping()).resolves.toBeUndefined();
      await graph.close();
      const refused = { code: 'STORE_UNAVAILABLE' };
      await expect(graph.ping()).rejects.toMatchObject(refused);
      await expect(graph.write([createNodes('Item', 'a')])).rejects.toMatchObject(refused);
      await expect(graph.changesSince(0, 1)).rejects.toMatchObject(refused);
      await expect(graph.close()).resolves.toBeUndefined();
    });

    const { reopen } = factory;
    (reopen === null ? test.skip : test)('what was written is there after closing and opening again', async () => {
      await graph.write([createNodes('Item', 'a', 'b'), appendChange('nodes', ['Item/a', 'Item/b'], 1)]);
      await graph.close();
      graph = await reopen!();
      expect(await idsOf(graph)).toEqual(['a', 'b']);
      await graph.write([appendChange('nodes', ['Item/a'], 2)]);
      expect((await graph.changesSince(0, 10)).changes.map((change) => change.sequence)).toEqual([1, 2]);
      await expect(graph.write([createNodes('Item', 'a')])).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    });

    (reopen === null ? test.skip : test)(
      'events from before there were situations have theirs once it is opened again',
      async () => {
        await graph.write([
          createNodes('Item', 'a'),
          ...eventFromBeforeSituations('ann', 'a', 'e1', { context_weather: 'sunny', context_device: 'phone' }),
          ...eventFromBeforeSituations('bob', 'a', 'e1', { context_modelVersion: 'v1', context_rank: '2' }),
          ...eventFromBeforeSituations('cleo', 'a', 'e1', {
            context_weather: 'rainy',
            situation: '{"weather":"rainy"}',
          }),
          { key: 'schema/save-version', parameters: { version: 1 } },
        ]);
        for (let opening = 0; opening < 2; opening++) {
          await graph.close();
          graph = await reopen!();
          const call = { key: 'projection/events-of-users', parameters: { ids: ['ann', 'bob', 'cleo'] } } as const;
          const rows = await graph.read<Row & { readonly user: string; readonly situation: string }>(call);
          expect(Object.fromEntries(rows.map(({ user, situation }) => [user, situation]))).toEqual({
            ann: '{"device":"phone","weather":"sunny"}',
            bob: '',
            cleo: '{"weather":"rainy"}',
          });
          expect(await graph.read({ key: 'schema/read-version' })).toEqual([{ version: SCHEMA_VERSION }]);
        }
      },
    );

    (reopen === null ? test.skip : test)('a graph of a newer version is refused, and left as it is', async () => {
      await graph.write([{ key: 'schema/save-version', parameters: { version: SCHEMA_VERSION + 1 } }]);
      await graph.close();
      await expect(reopen!()).rejects.toMatchObject({
        code: 'CONFIG_INVALID',
        message: expect.stringMatching(/set up by a newer Isthmus.*Update Isthmus, or name another/),
      });
    });
  });
}

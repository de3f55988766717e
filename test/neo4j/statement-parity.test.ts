import { EmbeddedKnowledgeGraph } from '../../src/graph/embedded/embedded-knowledge-graph.js';
import { GraphReader } from '../../src/graph/graph-reader.js';
import type { KnowledgeGraph } from '../../src/graph/knowledge-graph.js';
import { CALLED_KEYS, fillForStatements, STATEMENT_CALLS } from '../contracts/statements.contract.js';
import { openEmptyNeo4j } from './open-empty-neo4j.js';

let embedded: KnowledgeGraph;
let neo4j: KnowledgeGraph;

beforeEach(async () => {
  [embedded, neo4j] = await Promise.all([EmbeddedKnowledgeGraph.open({ path: null }), openEmptyNeo4j()]);
  await fillForStatements(embedded);
  await fillForStatements(neo4j);
});
afterEach(() => Promise.all([embedded.close(), neo4j.close()]));

/** Rows without what depends on chance: orders that the statement does not give, and the last digits of sums. */
function comparable(rows: readonly object[], isOrdered: boolean): string[] {
  const texts = rows.map((row) =>
    JSON.stringify(withSortedLists(row), (_, value: unknown) => {
      if (typeof value === 'number') return Number(value.toPrecision(9));
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
      return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
    }),
  );
  return isOrdered ? texts : texts.sort();
}

/** Lists that were collected side by side come in any order, but in the same one. */
function withSortedLists(row: object): object {
  const lists = Object.entries(row).filter((entry): entry is [string, unknown[]] => Array.isArray(entry[1]));
  if (lists.length < 2) return row;
  const entries = lists[0][1].map((_, at) => JSON.stringify(lists.map(([name, list]) => [name, list[at]])));
  return { ...row, ...Object.fromEntries(lists.map(([name]) => [name, 'below'])), entries: entries.sort() };
}

test.each(CALLED_KEYS)('both engines give or do the same: %s', async (key) => {
  const [call, expected] = STATEMENT_CALLS[key];
  if (Array.isArray(expected)) {
    const isOrdered = /^(walks|read|nodes\/page)/.test(key);
    const [ours, theirs] = await Promise.all([embedded.read({ key, ...call }), neo4j.read({ key, ...call })]);
    expect(comparable(theirs, isOrdered)).toEqual(comparable(ours, isOrdered));
    return;
  }
  const counted = async (graph: KnowledgeGraph) => {
    const { propertiesSet: _, ...summary } = await graph.write([{ key, ...call }]);
    return { summary, digest: await new GraphReader(graph).digest() };
  };
  expect(await counted(neo4j)).toEqual(await counted(embedded));
});

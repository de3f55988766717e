import type { KnowledgeGraph } from '../../src/graph/knowledge-graph.js';
import { encodeGlobalId } from '../../src/schema/global-id.js';
import { smallWorld, startTestServer, type TestServer } from '../server/test-server.js';
import { testServices } from '../server/test-services.js';

/** Counts the statements that are read; everything else goes through untouched. */
class CountingGraph implements KnowledgeGraph {
  reads = 0;

  constructor(private readonly graph: KnowledgeGraph) {}

  readonly read: KnowledgeGraph['read'] = (call, options) => {
    this.reads++;
    return this.graph.read(call, options);
  };
  readonly write: KnowledgeGraph['write'] = (calls, options) => this.graph.write(calls, options);
  readonly pages: KnowledgeGraph['pages'] = (call, rows, options) => this.graph.pages(call, rows, options);
  readonly changesSince: KnowledgeGraph['changesSince'] = (...args) => this.graph.changesSince(...args);
  readonly ping: KnowledgeGraph['ping'] = (options) => this.graph.ping(options);
  readonly close: KnowledgeGraph['close'] = () => this.graph.close();
}

let server: TestServer;
let counter: CountingGraph;
beforeAll(async () => {
  const services = await testServices(smallWorld, (graph) => {
    counter = new CountingGraph(graph);
    return counter;
  });
  server = await startTestServer({ services });
}, 60_000);
afterAll(() => server.close());

async function readsOf(query: string, variables: Record<string, unknown>): Promise<number> {
  const before = counter.reads;
  const { errors } = await server.ask(query, variables);
  expect(errors).toEqual([]);
  return counter.reads - before;
}

const users = (count: number) => Array.from({ length: count }, (_, n) => encodeGlobalId('User', `u${n}`));
const items = (count: number) => Array.from({ length: count }, (_, n) => encodeGlobalId('Item', `i${n}`));

test.each<[what: string, query: string, short: Record<string, unknown>, long: Record<string, unknown>, reads: number]>([
  [
    'recommended items with titles, domains and reasons',
    'query Q($first: Int!) { recommendations(input: { userId: "u1" }, first: $first) { edges { reasons node { title domain { label itemCount } } } } }',
    { first: 2 },
    { first: 20 },
    0,
  ],
  [
    'relations of recommended items',
    'query Q($first: Int!) { recommendations(input: { userId: "u1" }, first: $first) { edges { node { relations(first: 5) { edges { node { id } } } } } } }',
    { first: 2 },
    { first: 20 },
    3,
  ],
  [
    'what documents state about recommended items',
    'query Q($first: Int!) { recommendations(input: { userId: "u1" }, first: $first) { edges { node { facts(first: 5) { edges { node { name document { id } } } } } } } }',
    { first: 2 },
    { first: 20 },
    1,
  ],
  [
    'similar items of trending items',
    'query Q($first: Int!) { trending(first: $first, windowDays: 3650) { edges { node { similar(first: 3) { edges { node { title } } } } } } }',
    { first: 2 },
    { first: 20 },
    0,
  ],
  [
    'relations of items that are similar to items',
    'query Q($ids: [ID!]!) { nodes(ids: $ids) { ... on Item { similar(first: 3) { edges { node { relations(first: 3) { edges { relation } } } } } } } }',
    { ids: items(2) },
    { ids: items(20) },
    3,
  ],
  [
    'users by their ids',
    'query Q($ids: [ID!]!) { nodes(ids: $ids) { ... on User { attributes { name } } } }',
    { ids: users(2) },
    { ids: users(20) },
    1,
  ],
  [
    'preferences of users',
    'query Q($ids: [ID!]!) { nodes(ids: $ids) { ... on User { preferences(first: 3) { weight entity { label } } } } }',
    { ids: users(2) },
    { ids: users(20) },
    2,
  ],
  [
    'items and scenes of a history',
    'query Q($first: Int!) { user(id: "u1") { history(first: $first) { edges { node { item { title } scene { label } } } } } }',
    { first: 2 },
    { first: 20 },
    2,
  ],
])('%s cost the same number of statements for a short and a long list', async (_what, query, short, long, reads) => {
  expect(await readsOf(query, short)).toBe(reads);
  expect(await readsOf(query, long)).toBe(reads);
});

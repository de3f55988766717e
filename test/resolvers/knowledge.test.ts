import { IsthmusError } from '../../src/domain/errors.js';
import { KnowledgeBase } from '../../src/ingest/knowledge/knowledge-base.js';
import { EntityResolver } from '../../src/ingest/knowledge/resolution/entity-resolver.js';
import { encodeGlobalId } from '../../src/schema/global-id.js';
import { ScriptedExtractor } from '../ingest/knowledge/documents/document-world.js';
import { SmallWorld } from '../recommend/small-world.js';
import { startTestServer, type TestServer } from '../server/test-server.js';
import { testServices } from '../server/test-services.js';

const world = new SmallWorld();
for (const id of ['i1', 'i2', 'i3']) world.item(id);

const EXTRACT = `mutation Extract($input: ExtractKnowledgeInput!) {
  extractKnowledge(input: $input) {
    readCount unchangedCount factCount leftOut { reason count } errors { code message index }
  }
}`;
const FACTS = `query Facts($id: ID!, $first: Int!, $after: String) {
  item(id: $id) { facts(first: $first, after: $after) {
    edges { node { relation name kind attribute source start end quote confidence document { id aboutId licence } } }
    pageInfo { hasNextPage endCursor }
  } }
}`;
const ANN = 'It was directed by Ann Lee.';

interface Extracted {
  readonly extractKnowledge: {
    readonly errors: readonly { readonly message: string; readonly index: number | null }[];
  };
}

interface Facts {
  readonly item: {
    readonly facts: {
      readonly edges: readonly {
        readonly node: { readonly name: string; readonly start: number; readonly end: number };
      }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    };
  };
}

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer({ fill: (writer) => world.save(writer) });
}, 60_000);
afterEach(() => server.close());

const extract = (input: object) => server.ask<Extracted>(EXTRACT, { input });
const factsOf = (id: string, first = 20, after: string | null = null) => server.ask<Facts>(FACTS, { id, first, after });

test('a text gives facts with their place in it, and sending it again costs nothing', async () => {
  const document = { id: 'd1', text: ANN, itemId: 'i1', licence: 'CC-BY-SA-4.0' };
  const { data, errors } = await extract({ documents: [document] });
  expect(errors).toEqual([]);
  expect(data.extractKnowledge).toMatchObject({ readCount: 1, unchangedCount: 0, factCount: 1, errors: [] });
  const { data: facts } = await factsOf('i1');
  const [{ node }] = facts.item.facts.edges;
  expect(node).toMatchObject({
    relation: 'DIRECTED_BY',
    name: 'Ann Lee',
    kind: 'person',
    attribute: null,
    source: 'text',
    quote: ANN,
    document: { id: 'd1', aboutId: encodeGlobalId('Item', 'i1'), licence: 'CC-BY-SA-4.0' },
  });
  expect(ANN.slice(node.start, node.end)).toBe('Ann Lee');
  expect((await extract({ documents: [document] })).data.extractKnowledge).toMatchObject({
    readCount: 0,
    unchangedCount: 1,
  });
});

test('texts that cannot be read are told by their place, and the others are read', async () => {
  const { data } = await extract({
    documents: [
      { id: 'd1', text: ANN, itemId: 'i1' },
      { id: 'd2', text: ANN, itemId: 'nothing' },
      { id: 'd3', text: ANN },
      { id: 'd4', text: ANN, itemId: 'i1', userId: 'u1' },
      { id: 'd1', text: ANN, itemId: 'i2' },
      { id: 'description:en:i1', text: ANN, itemId: 'i1' },
      { id: 'd5', text: '\u0000\u0001'.repeat(50), itemId: 'i1' },
    ],
    itemIds: ['nothing either'],
  });
  expect(data.extractKnowledge).toMatchObject({ readCount: 1, factCount: 1 });
  const problems = data.extractKnowledge.errors.map(({ index, message }) => [index, message]);
  expect(problems).toHaveLength(7);
  expect(problems).toEqual(
    expect.arrayContaining([
      [1, 'There is no Item with the id "nothing".'],
      [2, expect.stringContaining('exactly one of `itemId` and `userId`')],
      [3, expect.stringContaining('exactly one of `itemId` and `userId`')],
      [4, 'The id "d1" was used before; the first document counts.'],
      [5, expect.stringContaining('Choose another one.')],
      [6, expect.any(String)],
      [null, 'There is no Item with the id "nothing either".'],
    ]),
  );
});

test.each([
  ['nothing', {}],
  ['too much', { itemIds: Array.from({ length: 101 }, () => 'i1') }],
])('%s to read is a problem of the payload', async (_what, input) => {
  const { data } = await extract(input);
  expect(data.extractKnowledge.errors).toMatchObject([{ code: 'INVALID_ARGUMENT', index: null }]);
});

test('facts of an item come page by page, the surest first, each once', async () => {
  const text = 'It was directed by Ann Lee. It stars Bob Roe, Cid Poe and Dee Fox.';
  await extract({ documents: [{ id: 'd1', text, itemId: 'i1' }] });
  const { data: all } = await factsOf('i1');
  const names: string[] = [];
  for (let after: string | null = null; ; ) {
    const { data }: { data: Facts } = await factsOf('i1', 1, after);
    const { edges, pageInfo } = data.item.facts;
    names.push(...edges.map(({ node }) => node.name));
    if (!pageInfo.hasNextPage) break;
    after = pageInfo.endCursor;
  }
  expect(names).toEqual(all.item.facts.edges.map(({ node }) => node.name));
  expect([...names].sort()).toEqual(['Ann Lee', 'Bob Roe', 'Cid Poe', 'Dee Fox']);
  expect((await factsOf('i1', 1, 'x')).errors[0].extensions.code).toBe('INVALID_CURSOR');
});

test('documents are listed page by page, and those about one item alone', async () => {
  const about = (id: string, itemId: string) => ({ id, text: ANN, itemId });
  await extract({ documents: [about('d1', 'i1'), about('d2', 'i2'), about('d3', 'i1')] });
  const list = async (args: string) => {
    const { data, errors } = await server.ask<{
      documents: { edges: { node: { id: string }; factCount: number }[]; pageInfo: { endCursor: string } };
    }>(`{ documents(${args}) { edges { factCount node { id } } pageInfo { hasNextPage endCursor } } }`);
    expect(errors).toEqual([]);
    return data.documents;
  };
  const first = await list('first: 2');
  expect(first).toMatchObject({
    edges: [{ factCount: 1, node: { id: 'd1' } }, { node: { id: 'd2' } }],
    pageInfo: { hasNextPage: true },
  });
  expect(await list(`first: 2, after: "${first.pageInfo.endCursor}"`)).toMatchObject({
    edges: [{ node: { id: 'd3' } }],
    pageInfo: { hasNextPage: false },
  });
  expect((await list('itemId: "i1"')).edges.map(({ node }) => node.id)).toEqual(['d1', 'd3']);
  expect(await list(`itemId: "i1", first: 1`)).toMatchObject({ pageInfo: { hasNextPage: true } });
});

test('the words of a user are forgotten with the user', async () => {
  await server.ask('mutation { upsertUsers(input: { users: [{ id: "ann" }] }) { errors { message } } }');
  const { data } = await extract({ documents: [{ id: 'post', text: 'I love jazz.', userId: 'ann' }] });
  expect(data.extractKnowledge).toMatchObject({ readCount: 1, errors: [] });
  await server.ask('mutation { deleteUser(input: { userId: "ann" }) { errors { message } } }');
  const { data: left } = await server.ask('{ documents { edges { node { id } } } }');
  expect(left).toEqual({ documents: { edges: [] } });
});

test('what a language model fails with is told by its code, and names no server', async () => {
  const services = await testServices((writer) => world.save(writer));
  const errors: unknown[] = [];
  const failure = new IsthmusError('LANGUAGE_MODEL_UNAVAILABLE', 'http://secret.example:11434 does not answer.');
  const knowledge = new KnowledgeBase({
    ...services,
    clock: () => 0,
    extractorOf: async () => ({
      resolver: new EntityResolver(),
      extractor: new ScriptedExtractor(({ id }) => {
        if (id === 'd2') throw failure;
        return [];
      }),
    }),
    onError: (error) => errors.push(error),
  });
  const other = await startTestServer({ services: { ...services, knowledge } });
  const documents = ['d1', 'd2'].map((id) => ({ id, text: ANN, itemId: 'i1' }));
  const { data } = await other.ask<Extracted>(EXTRACT, { input: { documents } });
  expect(data.extractKnowledge).toMatchObject({
    readCount: 1,
    errors: [{ code: 'LANGUAGE_MODEL_UNAVAILABLE', index: 1, message: expect.not.stringContaining('secret') }],
  });
  expect(errors).toEqual([failure]);
  await other.close();
});

import { Ontology, type RelationName } from '../../src/domain/ontology.js';
import { EmbeddedKnowledgeGraph } from '../../src/graph/embedded/embedded-knowledge-graph.js';
import { GraphWriter } from '../../src/graph/graph-writer.js';
import type { KnowledgeGraph, Row } from '../../src/graph/knowledge-graph.js';
import type { StatementKey } from '../../src/graph/statement-catalogue.js';
import { entity, event, item, link, scene } from './graph-records.js';

const ontology = new Ontology();
/** What a fact of weight .5 counts: log2(1.5). */
const HALF = Math.log2(1.5);
let graph: KnowledgeGraph;

/**
 * Likes (strength 1) unless said otherwise:
 *   u1: i1, i2 (view, .2), i5 (like, then dislike: not liked, but seen)
 *   u2: i1, i3;  u3: i1, i2, i3 (save, .6), i4;  u4: i5, i4
 */
beforeAll(async () => {
  graph = await EmbeddedKnowledgeGraph.open({ path: null });
  const writer = new GraphWriter({ graph, ontology, clock: () => 0 });
  await writer.upsertScenes([scene('commute')]);
  await writer.upsertItems(['i1', 'i2', 'i3', 'i4', 'i5'].map((id) => item(id)));
  await writer.upsertEntities([entity('a'), entity('b')]);
  const at = (user: string, target: string, kind: string, time: number, sceneId: string | null = null) =>
    event({ userId: user, itemId: target, kind, at: time, sceneId, eventId: `${user}-${target}-${kind}-${time}` });
  await writer.recordInteractions(
    [
      at('u1', 'i1', 'like', 1, 'commute'),
      at('u1', 'i1', 'view', 2, 'commute'),
      at('u1', 'i2', 'view', 1),
      at('u1', 'i5', 'like', 1, 'commute'),
      at('u1', 'i5', 'dislike', 2),
      at('u2', 'i1', 'like', 1),
      at('u2', 'i3', 'like', 1),
      at('u3', 'i1', 'like', 1),
      at('u3', 'i2', 'like', 1),
      at('u3', 'i3', 'save', 1),
      at('u3', 'i4', 'like', 1),
      at('u4', 'i5', 'like', 1),
      at('u4', 'i4', 'like', 1),
    ],
    { createMissingUsers: true },
  );
  const about = (from: string, to: string, weight: number) =>
    link({ type: 'Item', id: from }, 'ABOUT', { type: 'Entity', id: to }, weight);
  await writer.upsertRelations([
    about('i1', 'a', 1),
    about('i1', 'b', 0.5),
    about('i3', 'a', 1),
    about('i4', 'b', 1),
    about('i4', 'a', 0.5),
    link({ type: 'User', id: 'u1' }, 'PREFERS', { type: 'Entity', id: 'b' }, 0.8),
    link({ type: 'User', id: 'u2' }, 'FRIEND_OF', { type: 'User', id: 'u1' }, 1),
    link({ type: 'User', id: 'u1' }, 'FRIEND_OF', { type: 'User', id: 'u3' }, 0.5),
    link({ type: 'Item', id: 'i2' }, 'SUITS', { type: 'Scene', id: 'commute' }, 0.7),
    link({ type: 'Item', id: 'i4' }, 'SUITS', { type: 'Scene', id: 'commute' }, 0.9),
  ]);
});

afterAll(() => graph.close());

async function scores(key: StatementKey, parameters: Record<string, unknown>, relation?: RelationName) {
  const call = { key, parameters: { limit: 100, ...parameters } };
  const rows = await graph.read<Row & { readonly item: string; readonly score: number }>(
    relation === undefined ? call : { ...call, relation },
  );
  return rows.map(({ item: id, score }) => [id, score] as const);
}

function expectScores(actual: (readonly [string, number])[], expected: (readonly [string, number])[]): void {
  expect(actual.map(([id]) => id)).toEqual(expected.map(([id]) => id));
  actual.forEach(([, score], k) => {
    expect(score).toBeCloseTo(expected[k][1], 12);
  });
}

test('the collaborative walk multiplies strengths and discounts the degrees of both items and the co-user', async () => {
  const [a, b, c] = [0.5, 0.25, 0.75];
  // Liked pairs: d(i1) = 3 (u1, u2, u3), d(i2) = 2 (u1, u3), d(i3) = 2, d(i4) = 2; d(u2) = 2, d(u3) = 4.
  const toU2 = 1 * 3 ** -a;
  const toU3 = 1 * 3 ** -a + 0.2 * 2 ** -a;
  const i3 = (toU2 * 2 ** -b + toU3 * 4 ** -b * 0.6) * 2 ** -c;
  const i4 = toU3 * 4 ** -b * 2 ** -c;
  expectScores(
    await scores('walks/collaborative-walk', { id: 'u1', itemExponent: a, userExponent: b, popularityExponent: c }),
    [
      ['i3', i3],
      ['i4', i4],
    ],
  );
});

test('the knowledge walk prefers rare entities and normalises both items', async () => {
  const [a, b, x] = [0.5, 1, 0.3];
  const about = ontology.relation('ABOUT').name;
  // d(a) = 3 (i1, i3, i4), d(b) = 2 (i1, i4); n is the similarity of an item to itself.
  const n1 = 1 / 3 + HALF ** 2 / 2;
  const n3 = 1 / 3;
  const n4 = 1 / 2 + HALF ** 2 / 3;
  expectScores(
    await scores('walks/knowledge-walk', { id: 'u1', startExponent: a, entityExponent: b, targetExponent: x }, about),
    [
      ['i4', n1 ** -a * n4 ** -x * (HALF / 2 + HALF / 3)],
      ['i3', n1 ** -a * n3 ** -x * (1 / 3)],
    ],
  );
});

test('the preference walk starts from what the user said to like', async () => {
  const about = ontology.relation('ABOUT').name;
  const n1 = 1 / 3 + HALF ** 2 / 2;
  const n4 = 1 / 2 + HALF ** 2 / 3;
  expectScores(await scores('walks/preference-walk', { id: 'u1', entityExponent: 1, targetExponent: 0.3 }, about), [
    ['i4', ((0.8 * 1) / 2) * n4 ** -0.3],
    ['i1', ((0.8 * HALF) / 2) * n1 ** -0.3],
  ]);
});

test('the social walk goes to friends in both directions of the stored edge', async () => {
  const [b, c] = [0.5, 0.3];
  const u2 = 2 ** -b;
  const u3 = 0.5 * 4 ** -b;
  expectScores(await scores('walks/social-walk', { id: 'u1', userExponent: b, popularityExponent: c }), [
    ['i3', (u2 + 0.6 * u3) * 2 ** -c],
    ['i1', (u2 + u3) * 3 ** -c],
    ['i2', u3 * 2 ** -c],
    ['i4', u3 * 2 ** -c],
  ]);
});

test('the scene walk lists what suits the scene, and the history in it leaves out what was disliked since', async () => {
  expectScores(await scores('walks/scene-walk', { id: 'commute' }), [
    ['i4', 0.9],
    ['i2', 0.7],
  ]);
  expectScores(await scores('walks/scene-history', { id: 'u1', sceneId: 'commute' }), [['i1', 1.2]]);
});

test('every walk is empty for a user who does not exist', async () => {
  const exponents = {
    itemExponent: 1,
    userExponent: 1,
    popularityExponent: 1,
    startExponent: 1,
    entityExponent: 1,
    targetExponent: 1,
  };
  for (const key of ['walks/collaborative-walk', 'walks/social-walk'] as const) {
    expect(await scores(key, { id: 'nobody', ...exponents })).toEqual([]);
  }
  for (const key of ['walks/knowledge-walk', 'walks/preference-walk'] as const) {
    expect(await scores(key, { id: 'nobody', ...exponents }, ontology.relation('ABOUT').name)).toEqual([]);
  }
});

import fc from 'fast-check';
import { ProjectionUpdater } from '../../../src/graph/projection/projection-updater.js';
import { fitCoOccurrence } from '../../../src/models/collaborative/co-occurrence.js';
import { NeighbourWalk } from '../../../src/models/collaborative/neighbour-walk.js';
import { DegreePowers } from '../../../src/models/sparse/degree-powers.js';
import type { CandidateChannel, WalkContext } from '../../../src/recommend/candidates/candidate-channel.js';
import { CollaborativeChannel } from '../../../src/recommend/candidates/collaborative-channel.js';
import { EntityWeights } from '../../../src/recommend/candidates/entity-weights.js';
import { KnowledgeChannel } from '../../../src/recommend/candidates/knowledge-channel.js';
import { NeighboursChannel } from '../../../src/recommend/candidates/neighbours-channel.js';
import { DEFAULT_KNOWLEDGE, DEFAULT_WALK } from '../../../src/recommend/fitted-models.js';
import { userHistory } from '../../../src/recommend/history.js';
import { seenItems } from '../../../src/recommend/subject-context.js';
import { fittedKnowledge } from '../fitted-matrices.js';
import { entityRef, itemRef, NOW_MS, randomWorld } from '../small-world.js';

/** Scores of items that the user has not met; the walks treat the others differently, and nobody sees them. */
function unseenScores(channel: CandidateChannel, context: WalkContext): Float32Array {
  const scores = new Float32Array(context.projection.items.size);
  channel.score(context, scores);
  for (const item of seenItems(context)) scores[item] = 0;
  return scores;
}

function expectClose(actual: Float32Array, expected: Float32Array): void {
  for (let item = 0; item < expected.length; item++) expect(actual[item]).toBeCloseTo(expected[item], 5);
}

/** A world that goes on after the fit: two new items with facts and events, and more events on old ones. */
function grownWorld(seed: number) {
  const world = randomWorld(seed);
  const projection = world.projection();
  const { userItems, itemUsers } = projection;
  const gram = fitCoOccurrence(userItems, itemUsers, { userExponent: DEFAULT_WALK.userExponent, neighbours: 100 });
  const knowledge = fittedKnowledge(projection);
  const item = { domain: 'film', titleZh: null, description: null, descriptionZh: null, year: null };
  const made = (id: string) => ({ ...item, id, title: id, isAvailable: true, addedAt: null, attributes: {} });
  const event = (userId: string, itemId: string) => ({
    eventId: `${userId}-${itemId}`,
    userId,
    itemId,
    kind: 'like',
    value: null,
    at: NOW_MS,
    sceneId: null,
    context: {},
  });
  const relation = world.ontology.relation('ABOUT').name;
  const fact = (id: string, entity: string) => ({
    subject: itemRef(id),
    object: entityRef(entity),
    name: relation,
    weight: 1,
    source: 'test',
  });
  new ProjectionUpdater(projection).apply([
    { type: 'items', records: [made('new1'), made('new2')] },
    { type: 'relations', records: [fact('new1', 'e4'), fact('new1', 'e5'), fact('new2', 'e6')] },
    {
      type: 'interactions',
      records: [event('u1', 'new1'), event('u2', 'new1'), event('u3', 'new2'), event('u2', 'new2')],
    },
  ]);
  return { projection, gram, knowledge };
}

test('fitted rows and the exact collaborative walk give the same scores', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(23), (seed, user) => {
      const projection = randomWorld(seed).projection();
      const { userItems, itemUsers } = projection;
      const gram = fitCoOccurrence(userItems, itemUsers, { userExponent: DEFAULT_WALK.userExponent, neighbours: 100 });
      const context = { projection, user, history: userHistory(projection, user), scene: -1, nowMs: NOW_MS };
      const fitted = unseenScores(new CollaborativeChannel(gram, DEFAULT_WALK), context);
      expectClose(fitted, unseenScores(new CollaborativeChannel(null, DEFAULT_WALK), context));
    }),
    { numRuns: 30 },
  );
});

test('fitted similarities and the exact knowledge walk give the same scores', () => {
  const weights = new EntityWeights(DEFAULT_KNOWLEDGE);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(23), (seed, user) => {
      const projection = randomWorld(seed).projection();
      const context = { projection, user, history: userHistory(projection, user), scene: -1, nowMs: NOW_MS };
      const fitted = unseenScores(new KnowledgeChannel(fittedKnowledge(projection), weights), context);
      expectClose(fitted, unseenScores(new KnowledgeChannel(null, weights), context));
    }),
    { numRuns: 30 },
  );
});

test('items that came after the fit score as if walked exactly, and vouch for others', () => {
  for (const seed of [1, 2, 3]) {
    const { projection, gram, knowledge } = grownWorld(seed);
    const weights = new EntityWeights(DEFAULT_KNOWLEDGE);
    const isNew = (item: number) => projection.items.idOf(item).startsWith('new');
    let newScores = 0;
    for (let user = 0; user < projection.users.size; user++) {
      const context = { projection, user, history: userHistory(projection, user), scene: -1, nowMs: NOW_MS };
      const walked = unseenScores(new CollaborativeChannel(gram, DEFAULT_WALK), context);
      const exact = unseenScores(new CollaborativeChannel(null, DEFAULT_WALK), context);
      const known = unseenScores(new KnowledgeChannel(knowledge, weights), context);
      const exactKnown = unseenScores(new KnowledgeChannel(null, weights), context);
      for (let item = 0; item < exact.length; item++) {
        if (!isNew(item)) continue;
        expect(walked[item]).toBeCloseTo(exact[item], 5);
        expect(known[item]).toBeCloseTo(exactKnown[item], 5);
        newScores += (exact[item] > 0 ? 1 : 0) + (exactKnown[item] > 0 ? 1 : 0);
      }
    }
    expect(newScores).toBeGreaterThan(4);
    const justNew = {
      projection,
      user: -1,
      history: { ...userHistory(projection, 1), length: 1, items: Int32Array.of(projection.items.indexOf('new1')) },
      scene: -1,
      nowMs: NOW_MS,
    };
    const vouched = unseenScores(new CollaborativeChannel(gram, DEFAULT_WALK), justNew);
    expect(vouched.some((score) => score > 0)).toBe(true);
  }
});

test('the neighbours channel scores as the neighbour walk of the models does', () => {
  const settings = { neighbours: 4, itemExponent: 0.5, userExponent: 0.45, popularityExponent: 0.2 };
  const config = {
    neighbours: 4,
    item: new DegreePowers(0.5),
    user: new DegreePowers(0.45),
    popularity: new DegreePowers(0.2),
  };
  for (const seed of [1, 2, 3, 4]) {
    const projection = randomWorld(seed).projection();
    for (let user = 0; user < projection.users.size; user++) {
      const history = userHistory(projection, user);
      const expected = new Float32Array(projection.items.size);
      new NeighbourWalk().score(projection.userItems, projection.itemUsers, history, config, user, expected);
      const actual = new Float32Array(projection.items.size);
      new NeighboursChannel(settings).score({ projection, user, history, scene: -1, nowMs: NOW_MS }, actual);
      expectClose(actual, expected);
    }
  }
});

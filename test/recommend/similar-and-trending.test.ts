import { HOUR_MS, itemRef, NOW_MS, randomWorld, SmallWorld } from './small-world.js';
import { stepExists } from './step-exists.js';
import { fittedWalks, recommenderOf } from './test-recommender.js';

const ALL = { domains: [], limit: 10, after: null, language: 'en' } as const;
const DAY_MS = 24 * HOUR_MS;

describe('similar items', () => {
  test('share people or facts with the item, and say which', () => {
    const world = new SmallWorld().entity('x', 'Xenia Writer').item('a').item('b').item('c').item('d');
    world.relate(itemRef('a'), 'WRITTEN_BY', { type: 'Entity', id: 'x' });
    world.relate(itemRef('b'), 'WRITTEN_BY', { type: 'Entity', id: 'x' });
    world.likes('u1', 'a', 'c').likes('u2', 'a', 'c').likes('u3', 'd');
    const { items, hasNextPage } = recommenderOf(world).similarItems('a', ALL);
    expect(items.map(({ itemId }) => itemId).sort()).toEqual(['b', 'c']);
    expect(hasNextPage).toBe(false);
    const reasons = new Map(items.map(({ itemId, explanation }) => [itemId, explanation.reasons]));
    expect(reasons.get('b')).toEqual(['Like a, it was written by Xenia Writer.']);
    expect(reasons.get('c')).toEqual(['A few people who liked a also liked it.']);
  });

  test('have shares that add up to the score, and paths of edges that exist', () => {
    const world = randomWorld(6);
    const projection = world.projection();
    const recommender = recommenderOf(world, projection, fittedWalks(projection));
    const { items } = recommender.similarItems('i3', ALL);
    expect(items).toHaveLength(10);
    for (const { score, explanation } of items) {
      expect(explanation.paths.reduce((sum, { share }) => sum + share, explanation.modelPart)).toBeCloseTo(score, 9);
      const steps = explanation.paths.flatMap((path) => path.steps);
      expect(steps.every((step) => stepExists({ projection, user: -1 }, step))).toBe(true);
    }
  });

  test('are paged without repeats, and can be of one domain', () => {
    const recommender = recommenderOf(randomWorld(6));
    const first = recommender.similarItems('i3', { ...ALL, limit: 4 });
    const rest = recommender.similarItems('i3', { ...ALL, limit: 100, after: first.items[3].cursor });
    const ids = [...first.items, ...rest.items].map(({ itemId }) => itemId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(recommender.similarItems('i3', { ...ALL, limit: 100 }).items.map(({ itemId }) => itemId));
    const books = recommender.similarItems('i3', { ...ALL, domains: ['book'] });
    expect(books.items.every(({ itemId }) => Number(itemId.slice(1)) % 3 === 1)).toBe(true);
  });

  test('of an unknown item are an error that names it', () => {
    expect(() => recommenderOf(randomWorld(1)).similarItems('x9', ALL)).toThrow(/No item has the id "x9"/);
  });
});

describe('trending items', () => {
  const world = () =>
    new SmallWorld()
      .scene('commute')
      .item('old')
      .item('new')
      .item('book', { domain: 'book' })
      .event('u1', 'old', { at: NOW_MS - 40 * DAY_MS })
      .event('u2', 'old', { at: NOW_MS - 40 * DAY_MS, sceneId: 'commute' })
      .event('u3', 'old', { at: NOW_MS - 39 * DAY_MS })
      .event('u1', 'new', { at: NOW_MS - HOUR_MS })
      .event('u2', 'book', { at: NOW_MS - 2 * DAY_MS, sceneId: 'commute' })
      .event('u3', 'book', { kind: 'dislike', at: NOW_MS - HOUR_MS });
  const found = (fields: object) =>
    recommenderOf(world())
      .trending({ ...ALL, sceneId: null, windowMs: null, ...fields })
      .items.map(({ itemId }) => itemId);

  test('count newer events more, and in a window only those', () => {
    expect(found({})[0]).toBe('new');
    expect(found({ windowMs: DAY_MS })).toEqual(['new']);
    expect(found({ windowMs: 100 * DAY_MS })).toEqual(['old', 'new', 'book']);
  });

  test('can be of a domain or a scene', () => {
    expect(found({ domains: ['book'] })).toEqual(['book']);
    expect(found({ sceneId: 'commute' })).toEqual(['book', 'old']);
  });

  test('name unknown domains and scenes, and refuse a window of nothing', () => {
    expect(() => found({ sceneId: 'x9' })).toThrow(/No scene has the id "x9"/);
    expect(() => found({ domains: ['x9'] })).toThrow(/No domain has the id "x9"/);
    expect(() => found({ windowMs: 0 })).toThrow(/window must be between/);
  });
});

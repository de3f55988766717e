import fc from 'fast-check';
import type { Explanation } from '../../src/domain/explanation.js';
import { EmbeddedKnowledgeGraph } from '../../src/graph/embedded/embedded-knowledge-graph.js';
import { GraphWriter } from '../../src/graph/graph-writer.js';
import { buildProjection } from '../../src/graph/projection/build-projection.js';
import { ProjectionUpdater } from '../../src/graph/projection/projection-updater.js';
import { UNFITTED_MODELS } from '../../src/recommend/fitted-models.js';
import { PriorRanker } from '../../src/recommend/ranking/prior-ranker.js';
import type { Ranker } from '../../src/recommend/ranking/ranker.js';
import { itemRef, NOW_MS, randomWorld, SmallWorld, sceneRef } from './small-world.js';
import { stepExists } from './step-exists.js';
import { fittedWalks, NO_FILTER, recommenderOf, requestOf } from './test-recommender.js';

const ids = (page: { readonly items: readonly { readonly itemId: string }[] }) =>
  page.items.map(({ itemId }) => itemId);
const sumOf = ({ paths, modelPart }: Explanation) => paths.reduce((sum, { share }) => sum + share, modelPart);

describe('a recommendation', () => {
  test('is the same without the paths, when nobody wants to see them', async () => {
    const recommender = recommenderOf(randomWorld(3));
    const full = await recommender.recommend(requestOf('u2'));
    const bare = await recommender.recommend(requestOf('u2', { showsPaths: false }));
    expect(full.items.some(({ explanation }) => explanation.paths.length > 0)).toBe(true);
    const withoutPaths = full.items.map((item) => ({ ...item, explanation: { ...item.explanation, paths: [] } }));
    expect(bare).toEqual({ ...full, items: withoutPaths });
  });

  test('has shares and a model part that add up to its score, and paths of edges that exist', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 200 }),
        fc.nat(23),
        fc.constantFrom('none', 'commute'),
        async (seed, user, scene) => {
          const world = randomWorld(seed);
          const projection = world.projection();
          const recommender = recommenderOf(
            world,
            projection,
            seed % 2 === 0 ? UNFITTED_MODELS : fittedWalks(projection),
          );
          const choice = scene === 'none' ? ({ type: 'none' } as const) : ({ type: 'scene', sceneId: scene } as const);
          const page = await recommender.recommend(requestOf(`u${user}`, { scene: choice }));
          expect(page.items.length).toBeGreaterThan(0);
          for (const { score, explanation } of page.items) {
            expect(sumOf(explanation)).toBeCloseTo(score, 9);
            expect(explanation.paths.every(({ share }) => share > 0)).toBe(true);
            expect(explanation.reasons.length).toBeGreaterThan(0);
            const told = { projection, user: projection.users.indexOf(`u${user}`) };
            for (const { steps } of explanation.paths) expect(steps.every((step) => stepExists(told, step))).toBe(true);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test('shows only edges that the store has, and reflects feedback at once', async () => {
    const world = randomWorld(5);
    const graph = await EmbeddedKnowledgeGraph.open({ path: null });
    const writer = new GraphWriter({ graph, ontology: world.ontology, clock: () => NOW_MS });
    await world.save(writer);
    const projection = await buildProjection(graph, { ontology: world.ontology });
    new ProjectionUpdater(projection).follow(writer);
    const recommender = recommenderOf(world, projection, fittedWalks(projection));
    const first = await recommender.recommend(requestOf('u2', { limit: 3 }));

    const [liked, disliked] = ids(first);
    const feedback = { userId: 'u2', value: null, at: NOW_MS, sceneId: null, context: {} };
    await writer.recordInteractions([
      { ...feedback, eventId: 'a', itemId: liked, kind: 'finish' },
      { ...feedback, eventId: 'b', itemId: disliked, kind: 'dislike' },
    ]);
    const second = await recommender.recommend(requestOf('u2'));
    expect(ids(second)).not.toContain(liked);
    expect(ids(second)).not.toContain(disliked);
    const sentences = second.items.flatMap(({ explanation }) => explanation.paths.map(({ sentence }) => sentence));
    expect(sentences.some((sentence) => sentence.includes(`you finished Work ${liked.slice(1)}`))).toBe(true);

    const fresh = await buildProjection(graph, { ontology: world.ontology });
    const told = { projection: fresh, user: fresh.users.indexOf('u2') };
    const steps = second.items.flatMap(({ explanation }) => explanation.paths.flatMap((path) => path.steps));
    expect(steps.length).toBeGreaterThan(0);
    expect(steps.every((step) => stepExists(told, step))).toBe(true);
    await graph.close();
  });

  test('leaves out what the user has seen, unless asked for, and what the user rejected in any case', async () => {
    const world = filmWorld().event('ann', 'e', { kind: 'dislike' }).event('ann', 'f', { kind: 'view' });
    const recommender = recommenderOf(world);
    expect(ids(await recommender.recommend(requestOf('ann'))).sort()).toEqual(['c', 'd']);
    const withSeen = await recommender.recommend(requestOf('ann', { includeSeen: true }));
    expect(ids(withSeen).sort()).toEqual(['a', 'b', 'c', 'd', 'f']);
    expect(ids(await recommender.recommend(requestOf('ann', { excludeItemIds: ['c', 'gone'] })))).toEqual(['d']);
  });

  test('keeps to domains, entities, years, attributes and availability', async () => {
    const world = filmWorld()
      .item('g', { domain: 'book', year: 1999, attributes: { language: 'fr', tags: ['x', 'y'] } })
      .item('h', { domain: 'book', year: 2010, isAvailable: false })
      .relate(itemRef('g'), 'ABOUT', { type: 'Entity', id: 'war' });
    const recommender = recommenderOf(world);
    const found = async (filter: Partial<typeof NO_FILTER>) =>
      ids(await recommender.recommend(requestOf('ann', { filter: { ...NO_FILTER, ...filter } }))).sort();
    expect(await found({ domains: ['book'] })).toEqual(['g', 'h']);
    expect(await found({ entityIds: ['war'] })).toEqual(['c', 'g']);
    expect(await found({ yearFrom: 1990, yearTo: 2005 })).toEqual(['g']);
    expect(await found({ attributes: [{ name: 'language', values: ['en', 'fr'] }] })).toEqual(['g']);
    expect(await found({ attributes: [{ name: 'tags', values: ['y'] }] })).toEqual(['g']);
    expect(await found({ attributes: [{ name: 'constructor', values: ['y'] }] })).toEqual([]);
    expect(await found({ domains: ['book'], onlyAvailable: true })).toEqual(['g']);
  });

  test('reaches from the history in one domain into another that the user has never touched', async () => {
    const world = filmWorld()
      .item('novel', { domain: 'book', title: 'The Novel' })
      .item('other', { domain: 'book' })
      .relate(itemRef('a'), 'BASED_ON', itemRef('novel'));
    const page = await recommenderOf(world).recommend(
      requestOf('ann', { filter: { ...NO_FILTER, domains: ['book'] }, limit: 1 }),
    );
    expect(ids(page)).toEqual(['novel']);
    expect(page.items[0].explanation.reasons[0]).toBe('Because you liked a: a is based on The Novel.');
  });

  test('over several domains is not all of one', async () => {
    const world = new SmallWorld();
    for (let n = 0; n < 20; n++) world.item(`film${n}`).item(`book${n}`, { domain: 'book' });
    for (let user = 0; user < 6; user++) for (let n = 0; n < 15; n++) world.event(`u${user}`, `film${n + (user % 5)}`);
    world.likes('ann', 'film1', 'film2').likes('u1', 'book3');
    const page = await recommenderOf(world).recommend(requestOf('ann', { limit: 9 }));
    const films = ids(page).filter((id) => id.startsWith('film'));
    expect(films.length).toBeGreaterThan(0);
    expect(films.length).toBeLessThanOrEqual(6);
  });

  test('differs more from item to item when diversity is asked for', async () => {
    const world = randomWorld(3, 24, 60);
    const projection = world.projection();
    const recommender = recommenderOf(world, projection, fittedWalks(projection));
    const page = async (diversity: number) =>
      ids(
        await recommender.recommend(
          requestOf('u4', { diversity, limit: 8, filter: { ...NO_FILTER, domains: ['film'] } }),
        ),
      );
    const writersOf = (items: string[]) =>
      new Set(
        items.map(
          (id) =>
            projection.layer('Item', 'WRITTEN_BY', 'Entity')?.forward.targets[
              projection.layer('Item', 'WRITTEN_BY', 'Entity')?.forward.starts[projection.items.indexOf(id)] ?? 0
            ],
        ),
      ).size;
    const [plain, diverse] = [await page(0), await page(0.9)];
    expect(diverse).not.toEqual(plain);
    expect(diverse[0]).toBe(plain[0]);
    expect(writersOf(diverse)).toBeGreaterThanOrEqual(writersOf(plain));
  });

  test('puts first in a scene what suits it', async () => {
    const world = filmWorld().scene('bedtime', { label: 'Bedtime' }).relate(itemRef('d'), 'SUITS', sceneRef('bedtime'));
    const recommender = recommenderOf(world);
    const inScene = await recommender.recommend(requestOf('ann', { scene: { type: 'scene', sceneId: 'bedtime' } }));
    expect(ids(await recommender.recommend(requestOf('ann')))[0]).toBe('c');
    expect(ids(inScene)[0]).toBe('d');
    expect(inScene.scene?.sceneId).toBe('bedtime');
    expect(inScene.items[0].explanation.reasons).toContain('Suits your bedtime.');
  });

  test('is the same for a visitor who likes what a user likes, and never names a user', async () => {
    const page = await recommenderOf(filmWorld()).recommend(
      requestOf('', { subject: { type: 'visitor', likedItemIds: ['a', 'b'] } }),
    );
    expect(page.isColdStart).toBe(false);
    expect(ids(page)[0]).toBe('c');
    expect(JSON.stringify(page.items)).not.toMatch(/"User"/);
  });
});

describe('cold start', () => {
  test.each([
    ['an unknown user', filmWorld(), 'nobody'],
    ['a user without events', filmWorld().user('new'), 'new'],
    ['a graph without events', new SmallWorld().item('a', { year: 2020 }), 'nobody'],
  ])('%s gets an answer that says so', async (_, world, user) => {
    const page = await recommenderOf(world).recommend(requestOf(user));
    expect(page.isColdStart).toBe(true);
    expect(page.items.length).toBeGreaterThan(0);
    expect(page.items[0].explanation.isColdStart).toBe(true);
    expect(page.items[0].explanation.reasons[0]).toMatch(/^Nothing is known about your taste yet/);
  });

  test('a user with one event gets an answer that follows from it', async () => {
    const page = await recommenderOf(filmWorld().likes('one', 'a')).recommend(requestOf('one'));
    expect(page.isColdStart).toBe(false);
    expect(ids(page)).toContain('b');
    expect(page.items[0].explanation.reasons.join(' ')).toMatch(/Because you liked a/);
  });

  test('an item without events is found by what it shares', async () => {
    const world = filmWorld().item('fresh').relate(itemRef('fresh'), 'ABOUT', { type: 'Entity', id: 'peace' });
    const page = await recommenderOf(world).recommend(requestOf('ann'));
    expect(ids(page)).toContain('fresh');
  });

  test.each([
    ['an empty graph', new SmallWorld(), {}],
    ['an empty domain', filmWorld().domain('game', 'Games', '游戏'), { filter: { ...NO_FILTER, domains: ['game'] } }],
    ['a filter that nothing passes', filmWorld(), { filter: { ...NO_FILTER, yearFrom: 3000 } }],
  ])('%s gives an empty page, not an error', async (_, world, fields) => {
    const page = await recommenderOf(world).recommend(requestOf('ann', fields));
    expect(page.items).toEqual([]);
    expect(page.hasNextPage).toBe(false);
  });
});

describe('bad requests', () => {
  test.each([
    ['scene', { scene: { type: 'scene', sceneId: 'x9' } as const }, /No scene has the id "x9"/],
    ['domain', { filter: { ...NO_FILTER, domains: ['x9'] } }, /No domain has the id "x9"/],
    ['entity', { filter: { ...NO_FILTER, entityIds: ['x9'] } }, /No entity has the id "x9"/],
    ['liked item', { subject: { type: 'visitor', likedItemIds: ['x9'] } as const }, /No item has the id "x9"/],
  ])('an unknown %s is named', async (_, fields, message) => {
    await expect(recommenderOf(filmWorld()).recommend(requestOf('ann', fields))).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringMatching(message),
    });
  });

  test.each([
    { limit: 0 },
    { limit: -1 },
    { limit: 10_000 },
    { limit: 1.5 },
    { diversity: -0.1 },
    { diversity: Number.NaN },
    { filter: { ...NO_FILTER, yearFrom: 2000, yearTo: 1999 } },
  ])('%p is out of range', async (fields) => {
    await expect(recommenderOf(filmWorld()).recommend(requestOf('ann', fields))).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
    });
  });

  test('a request that was cancelled rejects', async () => {
    const signal = AbortSignal.abort();
    await expect(recommenderOf(filmWorld()).recommend(requestOf('ann'), { signal })).rejects.toThrow();
  });
});

describe('paging', () => {
  test('goes through everything once, although feedback comes between two pages', async () => {
    const world = randomWorld(8, 30, 50);
    const projection = world.projection();
    const updater = new ProjectionUpdater(projection);
    const recommender = recommenderOf(world, projection, fittedWalks(projection));
    const shown: string[] = [];
    let after: string | null = null;
    let hasNextPage = true;
    for (let pages = 0; hasNextPage; pages++) {
      expect(pages).toBeLessThan(20);
      const page = await recommender.recommend(requestOf('u3', { limit: 7, after }));
      shown.push(...ids(page));
      after = page.items.at(-1)?.cursor ?? null;
      hasNextPage = page.hasNextPage;
      const event = { eventId: `page-${pages}`, userId: 'u3', itemId: shown[pages], kind: 'like', value: null };
      updater.apply([{ type: 'interactions', records: [{ ...event, at: NOW_MS, sceneId: null, context: {} }] }]);
    }
    expect(new Set(shown).size).toBe(shown.length);
    expect(shown.length).toBeGreaterThan(35);
  });

  test('refuses a cursor that is malformed, changed or of another query', async () => {
    const recommender = recommenderOf(randomWorld(8));
    const { items, recommendationId } = await recommender.recommend(requestOf('u3', { limit: 2 }));
    const { cursor } = items[1];
    const next = (after: string, user = 'u3') => recommender.recommend(requestOf(user, { limit: 2, after }));
    await expect(next(cursor)).resolves.toBeDefined();
    for (const bad of ['', 'abc', 'not base64 ☃', `${cursor}A`, cursor.slice(0, -2), recommendationId]) {
      await expect(next(bad)).rejects.toMatchObject({ code: 'INVALID_CURSOR' });
    }
    await expect(next(cursor, 'u4')).rejects.toMatchObject({ code: 'INVALID_CURSOR' });
  });
});

describe('explain', () => {
  test('gives the same score as the recommendation', async () => {
    const world = randomWorld(11);
    const projection = world.projection();
    const recommender = recommenderOf(world, projection, fittedWalks(projection));
    const page = await recommender.recommend(requestOf('u5', { limit: 5 }));
    for (const { itemId, score } of page.items) {
      const explanation = await recommender.explain({ type: 'user', userId: 'u5' }, itemId, { type: 'none' }, 'en');
      expect(explanation.score).toBeCloseTo(score, 6);
      expect(sumOf(explanation)).toBeCloseTo(explanation.score, 9);
    }
  });

  test('explains an item that the user has seen, and names an unknown one', async () => {
    const recommender = recommenderOf(filmWorld());
    const ann = { type: 'user', userId: 'ann' } as const;
    const seen = await recommender.explain(ann, 'a', { type: 'none' }, 'en');
    expect(seen.itemId).toBe('a');
    expect(Number.isFinite(seen.score)).toBe(true);
    await expect(recommender.explain(ann, 'x9', { type: 'none' }, 'en')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

test('a new fit is taken as a whole and named in the answers', async () => {
  const world = randomWorld(2);
  const projection = world.projection();
  const recommender = recommenderOf(world, projection);
  const running = recommender.recommend(requestOf('u1'));
  recommender.replace(fittedWalks(projection));
  expect((await running).modelVersion).toBe('unfitted/prior');
  expect((await recommender.recommend(requestOf('u1'))).modelVersion).toBe('test-fit/prior');
});

test('a ranker is released once, when the last request of its fit has ended', async () => {
  const world = randomWorld(2);
  const projection = world.projection();
  let released = 0;
  const ranker: Ranker = {
    version: 'counted',
    score: (features, rows) => new PriorRanker().score(features, rows),
    release: async () => {
      released++;
    },
  };
  const counted = { ...fittedWalks(projection), ranker };
  const recommender = recommenderOf(world, projection, counted);
  const running = [recommender.recommend(requestOf('u1')), recommender.recommend(requestOf('u2'))];
  // The same ranker over a projection that was built anew is still in use.
  recommender.replace(counted, world.projection());
  recommender.replace(fittedWalks(projection));
  await running[0];
  expect(released).toBe(0);
  await running[1];
  expect(released).toBe(1);
  await recommender.recommend(requestOf('u1'));
  expect(released).toBe(1);
});

/** Two topics, six films; ann and three others like a and b, who also like c. */
function filmWorld(): SmallWorld {
  const world = new SmallWorld().entity('war').entity('peace');
  for (const id of ['a', 'b', 'c', 'd', 'e', 'f']) world.item(id);
  world.relate(itemRef('a'), 'ABOUT', { type: 'Entity', id: 'peace' });
  world.relate(itemRef('c'), 'ABOUT', { type: 'Entity', id: 'war' });
  world.likes('ann', 'a', 'b');
  for (const user of ['ben', 'cat', 'dan']) world.likes(user, 'a', 'b', 'c');
  return world.likes('eve', 'd', 'e', 'f');
}

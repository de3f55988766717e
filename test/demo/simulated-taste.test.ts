import type { Catalogue } from '../../src/demo/catalogue.js';
import type { DemoWorldReport } from '../../src/demo/create-demo-world.js';
import { themesOf } from '../../src/demo/themes.js';
import { demoWorld, WORLD_TIMEOUT_MS } from './demo-catalogue.js';

/** Kinds of events that speak neither of having used nor of liking a work. */
const WITHOUT_USE = new Set(['view', 'skip', 'dislike']);
const RANKS = 20;

let world: DemoWorldReport;
beforeAll(async () => {
  world = await demoWorld();
}, WORLD_TIMEOUT_MS);

/** The works that each user has used, by index. */
function usedWorks({ catalogue, simulated }: DemoWorldReport): Set<number>[] {
  const indexOf = new Map(catalogue.works.map((work, index) => [work.id, index]));
  const used = new Map(simulated.users.map((user) => [user.id, new Set<number>()]));
  for (const { userId, itemId, kind } of simulated.interactions) {
    if (!WITHOUT_USE.has(kind)) used.get(userId)!.add(indexOf.get(itemId)!);
  }
  return [...used.values()];
}

/** The share of the wanted works among the best-scored candidates. */
function recall(candidates: readonly number[], wanted: ReadonlySet<number>, scores: Float64Array): number {
  const best = [...candidates].sort((a, b) => scores[b]! - scores[a]! || a - b).slice(0, RANKS);
  return best.filter((index) => wanted.has(index)).length / Math.min(RANKS, wanted.size);
}

/** How well works fit the entities of other works. */
function entityScores({ works, entityIds }: Catalogue, known: Iterable<number>): Float64Array {
  const profile = new Float64Array(entityIds.length);
  for (const index of known) {
    const { entities, weights } = works[index]!.vector;
    for (let k = 0; k < entities.length; k++) profile[entities[k]!]! += weights[k]!;
  }
  return Float64Array.from(works, ({ vector: { entities, weights } }) =>
    weights.reduce((sum, weight, k) => sum + weight * profile[entities[k]!]!, 0),
  );
}

test('what users like in other domains tells what they use in one better than popularity does', () => {
  const { catalogue } = world;
  const users = usedWorks(world);
  const usedBy = new Float64Array(catalogue.works.length);
  for (const used of users) for (const index of used) usedBy[index]! += 1;
  let [byEntities, byPopularity, cases] = [0, 0, 0];
  for (const used of users) {
    for (const candidates of catalogue.indicesByDomain) {
      const wanted = new Set(candidates.filter((index) => used.has(index)));
      const known = [...used].filter((index) => !wanted.has(index));
      if (wanted.size < 4 || known.length < 5) continue;
      // The user's own uses must not count as popularity.
      const popularity = usedBy.map((count, index) => count - (wanted.has(index) ? 1 : 0));
      byEntities += recall(candidates, wanted, entityScores(catalogue, known));
      byPopularity += recall(candidates, wanted, popularity);
      cases += 1;
    }
  }
  expect(cases).toBeGreaterThan(200);
  expect(byEntities / cases).toBeGreaterThan(1.4 * (byPopularity / cases));
});

test('themes cross domains: cyberpunk brings hacking and artificial intelligence with it', () => {
  const { catalogue } = world;
  const themes = themesOf(catalogue);
  expect(themes.length).toBeGreaterThan(50);
  const cyberpunk = themes.find((theme) => catalogue.entityIds[theme.anchor] === 'genre:cyberpunk')!;
  const companions = [...cyberpunk.profile.keys()].map((entity) => catalogue.entityIds[entity]);
  expect(companions).toEqual(expect.arrayContaining(['topic:hacking', 'topic:artificial-intelligence']));
  for (const { anchor } of themes) {
    const domains = catalogue.works.filter((work) => work.vector.entities.includes(anchor)).map((work) => work.domain);
    expect(new Set(domains).size).toBeGreaterThanOrEqual(2);
  }
});

test('what users say that they like occurs in what they use', () => {
  const { catalogue, simulated } = world;
  const users = usedWorks(world);
  const numberOf = new Map(simulated.users.map((user, index) => [user.id, index]));
  const hits = simulated.relations.filter(({ subject, object }) => {
    const entity = catalogue.entityIds.indexOf(object.id);
    return [...users[numberOf.get(subject.id)!]!].some((index) =>
      catalogue.works[index]!.vector.entities.includes(entity),
    );
  });
  expect(simulated.relations.length).toBeGreaterThan(500);
  expect(hits.length / simulated.relations.length).toBeGreaterThan(0.7);
});

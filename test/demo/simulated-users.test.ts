import type { DemoWorldReport } from '../../src/demo/create-demo-world.js';
import { simulateUsers } from '../../src/demo/simulated-users.js';
import { INTERACTION_KINDS } from '../../src/domain/interaction-kinds.js';
import type { InteractionRecord } from '../../src/domain/records.js';
import { demoWorld, NOW_MS, WORLD_TIMEOUT_MS } from './demo-catalogue.js';

const DAY_MS = 86_400_000;
const FEW_USERS = { userCount: 60, seed: 1, baseMs: NOW_MS };
let world: DemoWorldReport;
let byUser: Map<string, InteractionRecord[]>;

const domainOf = (itemId: string) => itemId.slice(0, itemId.indexOf(':'));
/** Much faster than toEqual on tens of thousands of records. */
const sameText = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const withoutTime = ({ at, ...rest }: InteractionRecord) => rest;

beforeAll(async () => {
  world = await demoWorld();
  byUser = new Map(world.simulated.users.map((user) => [user.id, []]));
  for (const event of world.simulated.interactions) byUser.get(event.userId)!.push(event);
}, WORLD_TIMEOUT_MS);

test('600 users are marked as simulated and nearly all of them act', () => {
  expect(world.simulated.users).toHaveLength(600);
  expect(world.simulated.users.every((user) => user.attributes.isSimulated === true)).toBe(true);
  expect([...byUser.values()].filter((events) => events.length > 0).length).toBe(600);
});

test('most users have 20 to 100 events, some one or two, a few very many', () => {
  const counts = [...byUser.values()].map((events) => events.length).sort((a, b) => a - b);
  const median = counts[300]!;
  expect(median).toBeGreaterThanOrEqual(30);
  expect(median).toBeLessThanOrEqual(60);
  expect(counts.filter((count) => count <= 2).length).toBeGreaterThanOrEqual(6);
  expect(counts.at(-1)!).toBeGreaterThan(3 * median);
});

test('at least fifty active users keep to one domain', () => {
  const loyal = [...byUser.values()].filter(
    (events) => events.length >= 10 && new Set(events.map((event) => domainOf(event.itemId))).size === 1,
  );
  expect(loyal.length).toBeGreaterThanOrEqual(50);
});

test('equal seeds give equal users, other seeds other ones', () => {
  const [first, again, other] = [1, 1, 2].map((seed) => simulateUsers(world.catalogue, { ...FEW_USERS, seed }));
  expect(sameText(first, again)).toBe(true);
  expect(sameText(first!.interactions, other!.interactions)).toBe(false);
});

test('at another time the same things happen, only later', () => {
  const { interactions, users } = simulateUsers(world.catalogue, FEW_USERS);
  const later = simulateUsers(world.catalogue, { ...FEW_USERS, baseMs: NOW_MS + 3 * DAY_MS + 12_345 });
  expect(sameText(later.interactions.map(withoutTime), interactions.map(withoutTime))).toBe(true);
  expect(sameText(later.users, users)).toBe(true);
  expect(later.interactions.every((event, index) => event.at !== interactions[index]!.at)).toBe(true);
});

test('events are known kinds with ratings from 1 to 5, in the half year before the base time', () => {
  const odd = world.simulated.interactions.filter(({ kind, value, at }) => {
    const isValueRight = kind === 'rate' ? [1, 2, 3, 4, 5].includes(value!) : value === null;
    return !(kind in INTERACTION_KINDS) || !isValueRight || at! > NOW_MS || at! < NOW_MS - 190 * DAY_MS;
  });
  expect(odd).toEqual([]);
});

test('event ids are unique', () => {
  const { interactions } = world.simulated;
  expect(new Set(interactions.map((event) => event.eventId)).size).toBe(interactions.length);
});

test('what is done with a work follows from its domain', () => {
  const consumed: Record<string, Set<string>> = {};
  for (const { itemId, kind } of world.simulated.interactions) {
    if (!['watch', 'read', 'listen', 'play'].includes(kind)) continue;
    consumed[domainOf(itemId)] = (consumed[domainOf(itemId)] ?? new Set()).add(kind);
  }
  expect(consumed).toEqual({
    film: new Set(['watch']),
    book: new Set(['read']),
    music: new Set(['listen']),
    game: new Set(['play']),
    podcast: new Set(['listen']),
  });
});

test('commutes begin on weekdays, and at least three works in four suit the scene they are used in', () => {
  const sceneIds = new Map(world.catalogue.works.map((work) => [work.id, work.sceneIds]));
  const placed = world.simulated.interactions.filter((event) => event.sceneId !== null);
  const suitable = placed.filter((event) => sceneIds.get(event.itemId)!.has(event.sceneId!));
  expect(suitable.length / placed.length).toBeGreaterThan(0.75);
  const commutes = placed.filter((event) => event.sceneId === 'commute' && event.kind === 'listen');
  expect(commutes.length).toBeGreaterThan(100);
  expect(commutes.every((event) => [1, 2, 3, 4, 5].includes(new Date(event.at!).getUTCDay()))).toBe(true);
});

test('friendships join two different known users once', () => {
  const pairs = world.simulated.social.map(({ subject, object }) => [subject.id, object.id].sort().join(' '));
  expect(new Set(pairs).size).toBe(pairs.length);
  expect(pairs.length).toBeGreaterThan(600);
  for (const { subject, object } of world.simulated.social) {
    expect(subject.id).not.toBe(object.id);
    expect(byUser.has(subject.id) && byUser.has(object.id)).toBe(true);
  }
});

test('friends have more works in common than strangers', () => {
  const itemsOf = (userId: string) => new Set((byUser.get(userId) ?? []).map((event) => event.itemId));
  const overlap = (a: string, b: string) => {
    const [ofA, ofB] = [itemsOf(a), itemsOf(b)];
    return [...ofA].filter((id) => ofB.has(id)).length / Math.sqrt(Math.max(1, ofA.size * ofB.size));
  };
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const { social, users } = world.simulated;
  const friends = mean(social.map(({ subject, object }) => overlap(subject.id, object.id)));
  const strangers = mean(social.map(({ subject }, index) => overlap(subject.id, users[(index * 137 + 59) % 600]!.id)));
  expect(friends).toBeGreaterThan(1.5 * strangers);
});

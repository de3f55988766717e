import { ProjectionUpdater } from '../../../src/graph/projection/projection-updater.js';
import type { CommittedWrite } from '../../../src/graph/writes/committed-write.js';
import { fitImplicitAls } from '../../../src/models/factors/implicit-als.js';
import { FactorsChannel } from '../../../src/recommend/candidates/factors-channel.js';
import { userHistory } from '../../../src/recommend/history.js';
import { NOW_MS, SmallWorld } from '../small-world.js';

/** Two camps: even users like even items, odd users odd ones; nobody has used the item `unused`. */
function campWorld(): SmallWorld {
  const world = new SmallWorld();
  for (let i = 0; i < 20; i++) world.item(`i${i}`);
  world.item('unused');
  for (let u = 0; u < 40; u++) {
    for (let n = 0; n < 6; n++) world.likes(`u${u}`, `i${2 * ((u + n * 3) % 10) + (u % 2)}`);
  }
  return world;
}

const projection = campWorld().projection();
const model = fitImplicitAls(projection.userItems, projection.itemUsers, {
  embeddingSize: 8,
  regularisation: 0.01,
  regularisationExponent: 1,
  unobservedWeight: 0.1,
  epochs: 8,
  seed: 1,
});
const channel = new FactorsChannel(model);
const updater = new ProjectionUpdater(projection);
let events = 0;

function scores(userId: string): (itemId: string) => number {
  const user = projection.users.indexOf(userId);
  const into = new Float32Array(projection.items.size);
  channel.score({ projection, user, history: userHistory(projection, user), scene: -1, nowMs: NOW_MS }, into);
  return (itemId) => into[projection.items.indexOf(itemId)];
}

function likes(userId: string, ...itemIds: string[]): void {
  const records = itemIds.map((itemId) => ({
    eventId: `new-${events++}`,
    userId,
    itemId,
    kind: 'like',
    value: null,
    at: NOW_MS + events,
    sceneId: null,
    context: {},
  }));
  const writes: CommittedWrite[] = [
    { type: 'users', records: [{ id: userId, attributes: {} }] },
    { type: 'interactions', records },
  ];
  updater.apply(writes);
}

test('a user who came after the fit gets the items of the camp, from the first event on', () => {
  likes('newcomer', 'i1');
  const after = scores('newcomer');
  expect(after('i3') + after('i5')).toBeGreaterThan(after('i4') + after('i6'));
});

test('a new event of a user of the fit counts at the next request', () => {
  const before = scores('u0')('i3');
  likes('u0', 'i1', 'i5', 'i7', 'i9');
  expect(scores('u0')('i3')).toBeGreaterThan(before);
});

test.each([
  ['an item that nobody had used when the factors were fitted', 'unused'],
  ['an item that came after the fit', 'later'],
])('%s is found for those who are like its users', (_, itemId) => {
  if (!projection.items.has(itemId)) updater.apply([{ type: 'items', records: [itemRecord(itemId)] }]);
  expect(scores('u7')(itemId)).toBe(0);
  for (const user of ['u1', 'u3', 'u5']) likes(user, itemId);
  const first = scores('u7')(itemId);
  expect(first).toBeGreaterThan(0);
  expect(first).toBeGreaterThan(scores('u8')(itemId));
  for (const user of ['u9', 'u11', 'u13', 'u15']) likes(user, itemId);
  expect(scores('u7')(itemId)).toBeGreaterThan(first);
});

function itemRecord(id: string) {
  return {
    id,
    domain: 'film',
    title: id,
    titleZh: null,
    description: null,
    descriptionZh: null,
    year: null,
    isAvailable: true,
    addedAt: null,
    attributes: {},
  };
}

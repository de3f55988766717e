import fc from 'fast-check';
import type { Projection } from '../../../src/graph/projection/projection.js';
import { ProjectionUpdater } from '../../../src/graph/projection/projection-updater.js';
import type { CommittedWrite } from '../../../src/graph/writes/committed-write.js';
import { copyProjection, projectionFrom } from '../../../src/recommend/workers/projection-copy.js';
import { entityRef, itemRef, NOW_MS, randomWorld, userRef } from '../small-world.js';

/** Everything that a projection holds, the fields that its parts keep to themselves included. */
const contentOf = (projection: Projection) => JSON.parse(JSON.stringify(projection, plain));
const plain = (_: string, value: unknown): unknown => {
  if (value instanceof Map) return [...value];
  return ArrayBuffer.isView(value) ? Array.from(value as Float32Array) : value;
};

const number = (below: number) => fc.integer({ min: 0, max: below - 1 });
const contexts = fc.constantFrom<Readonly<Record<string, string>>>({}, { weather: 'sunny' }, { city: 'Graz' });
const writes: fc.Arbitrary<CommittedWrite> = fc.oneof(
  fc.tuple(number(30), number(40), fc.constantFrom('like', 'dislike'), contexts).map((drawn): CommittedWrite => {
    const [user, item, kind, context] = drawn;
    const event = {
      eventId: 'e',
      userId: `u${user}`,
      itemId: `i${item}`,
      kind,
      value: null,
      at: NOW_MS,
      sceneId: null,
    };
    return { type: 'interactions', records: [{ ...event, context }] };
  }),
  number(30).map((user): CommittedWrite => ({ type: 'users', records: [{ id: `u${user}`, attributes: {} }] })),
  fc
    .oneof(
      number(30).map((n) => userRef(`u${n}`)),
      number(8).map((n) => entityRef(`e${n}`)),
    )
    .map((node): CommittedWrite => ({ type: 'deletion', node })),
  number(30).map((item): CommittedWrite => ({ type: 'deletion', node: itemRef(`i${item}`) })),
);

/** Applies those writes that can have happened: an event names nodes that exist. */
function applyAll(projection: Projection, list: readonly CommittedWrite[]): void {
  const updater = new ProjectionUpdater(projection);
  for (const write of list) {
    const isPossible =
      write.type !== 'interactions' ||
      write.records.every(({ userId, itemId }) => projection.users.has(userId) && projection.items.has(itemId));
    if (isPossible) updater.apply([write]);
  }
}

test('a copy equals the projection, and stays equal under the same writes', () => {
  fc.assert(
    fc.property(fc.nat(1000), fc.array(writes), fc.array(writes), (seed, earlier, later) => {
      const projection = randomWorld(seed).projection();
      applyAll(projection, earlier);
      const copy = projectionFrom(copyProjection(projection));
      expect(contentOf(copy)).toEqual(contentOf(projection));
      applyAll(projection, later);
      applyAll(copy, later);
      expect(contentOf(copy)).toEqual(contentOf(projection));
    }),
    { numRuns: 50 },
  );
});

test('two copies share no memory that is written to', () => {
  const projection = randomWorld(1).projection();
  const taken = copyProjection(projection);
  const [one, two] = [projectionFrom(taken), projectionFrom(taken)];
  const before = contentOf(two);
  one.userItems.set(0, 0, 0.125);
  one.itemUsers.set(0, 0, 0.125);
  one.events.append(0, 0, NOW_MS, -1, 0.125, 0);
  expect(contentOf(two)).toEqual(before);
  expect(contentOf(projection)).toEqual(before);
});

test('an id that was deleted and came back keeps both of its numbers', () => {
  const projection = randomWorld(2).projection();
  applyAll(projection, [
    { type: 'deletion', node: userRef('u3') },
    { type: 'users', records: [{ id: 'u3', attributes: {} }] },
  ]);
  const copy = projectionFrom(copyProjection(projection));
  expect(copy.users.indexOf('u3')).toBe(projection.users.indexOf('u3'));
  expect(copy.users.indexOf('u3')).toBe(copy.users.size - 1);
});

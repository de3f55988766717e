import fc from 'fast-check';
import { GrowingCsr } from '../../../src/graph/projection/growing-csr.js';
import { Projection } from '../../../src/graph/projection/projection.js';
import { UserSets } from '../../../src/recommend/candidates/user-sets.js';

/** A projection of many users, so that rare items are counted one way and common items the other. */
function projectionOf(likes: readonly (readonly number[])[], userCount: number): Projection {
  const projection = new Projection();
  for (let user = 0; user < userCount; user++) projection.users.add(`u${user}`);
  const userItems = new GrowingCsr(userCount, likes.length);
  const itemUsers = new GrowingCsr(likes.length, userCount);
  likes.forEach((users, item) => {
    for (const user of users) {
      userItems.set(user, item, 1);
      itemUsers.set(item, user, 1);
    }
  });
  return Object.assign(projection, { userItems, itemUsers });
}

test('counts the users other than one who like two items', () => {
  const userCount = 200;
  const users = fc.uniqueArray(fc.nat({ max: userCount - 1 }), { maxLength: userCount });
  fc.assert(
    fc.property(users, users, fc.integer({ min: -1, max: userCount - 1 }), (first, second, user) => {
      const projection = projectionOf([first, second], userCount);
      const expected = first.filter((id) => id !== user && second.includes(id)).length;
      const sets = new UserSets();
      expect(sets.countOfBoth(projection, 0, 1, user)).toBe(expected);
      expect(sets.countOfBoth(projection, 1, 0, user)).toBe(expected);
    }),
  );
});

test('a count follows the projection', () => {
  const projection = projectionOf([[1, 2], [2]], 3);
  const sets = new UserSets();
  expect(sets.countOfBoth(projection, 0, 1, -1)).toBe(1);
  projection.itemUsers.set(1, 1, 1);
  projection.userItems.set(1, 1, 1);
  projection.version++;
  expect(sets.countOfBoth(projection, 0, 1, -1)).toBe(2);
});

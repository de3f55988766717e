import { chooseColdDomain, domainOf, pairsOutside } from '../../../src/cli/evaluation/domain-pairs.js';
import type { Projection } from '../../../src/graph/projection/projection.js';
import { type HeldOutPairs, withoutPairs } from '../../../src/recommend/fitting/hold-out.js';
import { SmallWorld } from '../../recommend/small-world.js';

const USERS = 300;

function twoShops(): Projection {
  const world = new SmallWorld();
  for (let n = 0; n < 10; n++) world.item(`book${n}`, { domain: 'book' }).item(`film${n}`, { domain: 'film' });
  for (let user = 0; user < USERS; user++) {
    world.likes(`u${user}`, `book${user % 10}`, `film${(user * 3) % 10}`);
    world.event(`u${user}`, `book${(user + 1) % 10}`, { kind: 'dislike' });
  }
  return world.projection();
}

/** Which items each user is left with, liked or not. */
function leftOf(projection: Projection, hidden: HeldOutPairs): Map<string, string[]> {
  const { events, users, items } = withoutPairs(projection, hidden);
  const left = new Map<string, string[]>();
  for (let n = 0; n < events.length; n++) {
    const id = users.idOf(events.users[n]);
    left.set(id, [...(left.get(id) ?? []), items.idOf(events.items[n])]);
  }
  return left;
}

test('a share of the users loses everything in the domain and keeps the rest; others lose nothing', () => {
  const projection = twoShops();
  const { users, pairs } = chooseColdDomain(projection, 'book', 0.2, 1);
  expect(users.size).toBeGreaterThan(0.12 * USERS);
  expect(users.size).toBeLessThan(0.28 * USERS);
  const left = leftOf(projection, pairs);
  for (let user = 0; user < USERS; user++) {
    const books = left.get(`u${user}`)?.filter((id) => id.startsWith('book')) ?? [];
    expect(books).toHaveLength(users.has(`u${user}`) ? 0 : 2);
    expect(left.get(`u${user}`)).toContain(`film${(user * 3) % 10}`);
  }
});

test('a model of one domain alone sees nothing of the others', () => {
  const projection = twoShops();
  const left = [...leftOf(projection, pairsOutside(projection, 'film')).values()].flat();
  expect(left).toHaveLength(USERS);
  expect(left.every((id) => id.startsWith('film'))).toBe(true);
});

test('an unknown domain is refused, with those that there are', () => {
  expect(() => pairsOutside(twoShops(), 'song')).toThrow('No item is in the domain "song". There are: book, film.');
});

test('an item has a domain, an unknown one none', () => {
  const projection = twoShops();
  expect(domainOf(projection, 'film3')).toBe('film');
  expect(domainOf(projection, 'gone')).toBeNull();
});

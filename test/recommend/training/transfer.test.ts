import { learnByTransfer, learnRanker } from '../../../src/recommend/fitting/learn-ranker.js';
import { FEATURE_COUNT } from '../../../src/recommend/ranking/features.js';
import { checkTransfer, groupsOfDomain } from '../../../src/recommend/training/transfer.js';
import { transferSections } from '../../../src/recommend/training/transfer-section.js';
import { SmallWorld } from '../small-world.js';
import { DECIDING, decidedGroups, featureRanker } from './groups-of.js';

/** Forty items, of which every second one is a film and the others are books. */
function projectionOf() {
  const world = new SmallWorld();
  for (let n = 0; n < 40; n++) world.item(`i${n}`, { domain: n % 2 === 0 ? 'film' : 'book' });
  for (let n = 0; n < 60; n++) world.user(`u${n}`);
  return world.projection();
}

const PROJECTION = projectionOf();
const OPTIONS = { seed: 1, rankerMembers: 2, onEpoch: () => undefined, signal: undefined };

test('the lists of a domain have its candidates alone, each with its own features and label', () => {
  const groups = decidedGroups(30);
  const films = groupsOfDomain(groups, PROJECTION, 'film');
  expect(films.length).toBeGreaterThan(5);
  expect(films.length).toBeLessThan(30);
  for (const { user, items, features, labels, relevant } of films) {
    const [whole] = groups.filter((group) => group.user === user);
    expect(items).toHaveLength(20);
    expect(relevant.size).toBeGreaterThan(0);
    for (const [row, item] of items.entries()) {
      expect(item % 2).toBe(0);
      expect(labels[row]).toBe(whole.labels[item]);
      const at = item * FEATURE_COUNT;
      expect(features.subarray(row * FEATURE_COUNT, (row + 1) * FEATURE_COUNT)).toEqual(
        whole.features.subarray(at, at + FEATURE_COUNT),
      );
    }
  }
});

test('domains that are not there, or are the same one, are refused before anything is fitted', () => {
  expect(() => checkTransfer(PROJECTION, { from: 'opera', to: 'film' })).toThrow(
    'There is no domain "opera". The graph has: film, book.',
  );
  expect(() => checkTransfer(PROJECTION, { from: 'film', to: 'film' })).toThrow('Name two different domains.');
});

test('a domain with too few lists is refused with their number', async () => {
  const films = groupsOfDomain(decidedGroups(60), PROJECTION, 'film');
  await expect(learnByTransfer(films, PROJECTION, { from: 'film', to: 'book' }, OPTIONS)).rejects.toMatchObject({
    code: 'INVALID_ARGUMENT',
    message: expect.stringContaining('Of the domain "book" there are 0 lists to learn from, and 20 are needed.'),
  });
});

test('what was gained is told over all and by how much users had liked before', async () => {
  const alone = await learnRanker(decidedGroups(20), { ...OPTIONS, seed: 5 });
  if (alone === null) throw new Error('Twenty lists are enough');
  const transferred = { from: 'book', to: 'film', scratch: alone.weights };
  const best = featureRanker(DECIDING);
  const [gained] = await transferSections(best, transferred, decidedGroups(50), PROJECTION);
  expect(gained).toMatchObject({ kind: 'transfer', from: 'book', to: 'film', metric: 'NDCG@20', value: 1 });
  expect(gained.gain.mean).toBeCloseTo(gained.value - gained.scratch, 9);
  expect(gained.gain.low).toBeLessThanOrEqual(gained.gain.mean);
  expect(gained.byHistoryLength).toEqual([{ from: 0, users: gained.users, gain: expect.closeTo(gained.gain.mean, 9) }]);
  expect(await transferSections(best, null, decidedGroups(5), PROJECTION)).toEqual([]);
});

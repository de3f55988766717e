import type { ReportSection } from '../../../src/models/report/report-section.js';
import { examineRanker, type RankerExamination } from '../../../src/recommend/training/examine-ranker.js';
import { SmallWorld } from '../small-world.js';
import { DECIDING, decidedGroups, featureRanker } from './groups-of.js';

const OPTIONS = { seed: 1, signal: undefined };

/** Forty items of two domains, and a scene. */
function world(): SmallWorld {
  const made = new SmallWorld().domain('b', 'Books', 'Books').domain('f', 'Films', 'Films');
  for (let n = 0; n < 40; n++) made.item(`i${n}`, { domain: n % 2 === 0 ? 'b' : 'f' });
  return made.scene('walk', { label: 'Walking' });
}

function sectionsOf<K extends ReportSection['kind']>({ sections }: RankerExamination, kind: K) {
  return sections.filter((section): section is Extract<ReportSection, { kind: K }> => section.kind === kind);
}

test('the feature that decides is the most important, and the others are worth nothing', async () => {
  const examination = await examineRanker(featureRanker(DECIDING), decidedGroups(30), {
    projection: world().projection(),
    ...OPTIONS,
  });
  const [{ features }] = sectionsOf(examination, 'importance');
  expect(features[0]).toMatchObject({ feature: 'knowledge.root' });
  expect(features[0].loss).toBeGreaterThan(0.5);
  for (const { loss } of features.slice(1)) expect(loss).toBeCloseTo(0, 9);
  expect(examination.metrics.examinedNdcg20).toBeCloseTo(1, 6);
  expect(examination.metrics.priorNdcg20).toBeLessThan(0.9);
});

test('groups are told by history length, scene and domain, beside the ranker before learning', async () => {
  const groups = decidedGroups(40, (n) => ({ historyLength: n < 20 ? 3 : 30, scene: n % 4 === 0 ? 0 : -1 }));
  const examination = await examineRanker(featureRanker(DECIDING), groups, {
    projection: world().projection(),
    ...OPTIONS,
  });
  const told = sectionsOf(examination, 'groups');
  expect(told.map(({ by, groups: bars }) => [by, bars.map(({ name, users }) => `${name}: ${users}`).sort()])).toEqual([
    ['history length', ['3 items: 20', '30 items: 20']],
    ['scene', ['Walking: 10', 'none: 30']],
    ['domain', [expect.stringMatching(/^Books: \d+$/), expect.stringMatching(/^Films: \d+$/)]],
  ]);
  for (const { groups: bars, baselineName } of told) {
    expect(baselineName).toBe('before learning');
    for (const { value, baseline } of bars) {
      expect(value).toBeCloseTo(1, 6);
      expect(baseline).toBeLessThan(1);
    }
  }
});

test('what has one group only is left out', async () => {
  const one = new SmallWorld();
  for (let n = 0; n < 40; n++) one.item(`i${n}`);
  const groups = decidedGroups(25, () => ({ historyLength: 5 }));
  const options = { projection: one.projection(), ...OPTIONS };
  expect(sectionsOf(await examineRanker(featureRanker(DECIDING), groups, options), 'groups')).toEqual([]);
});

test('a ranker that is sure of too much is seen to be', async () => {
  const projection = world().projection();
  const gapOf = async (factor: number) => {
    const examination = await examineRanker(featureRanker(DECIDING, factor), decidedGroups(30), {
      projection,
      ...OPTIONS,
    });
    const [{ tasks }] = sectionsOf(examination, 'calibration');
    const top = tasks[0].bins.at(-1);
    return (top?.predicted ?? 0) - (top?.observed ?? 0);
  };
  expect(await gapOf(0)).toBeLessThan(0.05);
  expect(await gapOf(-1_000)).toBeGreaterThan(0.3);
});

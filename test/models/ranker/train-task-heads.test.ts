import type { TaskName } from '../../../src/domain/objectives.js';
import { seededRandom } from '../../../src/domain/random.js';
import type { RankerGroup } from '../../../src/models/ranker/ranker-group.js';
import { trainTaskHeads } from '../../../src/models/ranker/train-task-heads.js';
import { randomRanker } from './random-ranker.js';
import { rankScores } from './rank-scores.js';

const FEATURES = 3;
const ROWS = 30;

/** Every user clicks on the row with the largest first feature and dwells on that with the largest second one. */
function groups(count: number, seed: number): RankerGroup[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const features = Float32Array.from({ length: ROWS * FEATURES }, () => 2 * random() - 1);
    const best = (feature: number) => {
      const values = Array.from({ length: ROWS }, (_, row) => features[row * FEATURES + feature]);
      const labels = new Float32Array(ROWS);
      labels[values.indexOf(Math.max(...values))] = 1;
      return labels;
    };
    const taskLabels = new Map<TaskName, Float32Array>([
      ['click', best(0)],
      ['dwell', best(1)],
      ['rating', new Float32Array(ROWS)],
    ]);
    const labels = best(0).map((label, row) => label + (taskLabels.get('dwell')?.[row] ?? 0));
    return { features, labels, taskLabels };
  });
}

const RANKER = randomRanker(FEATURES, { hidden: [4], cross: null }, 2, 1);

function shareFirst(weights: typeof RANKER, task: TaskName, held: readonly RankerGroup[]): number {
  let hits = 0;
  for (const { features, taskLabels } of held) {
    const scores = rankScores(weights, features, ROWS).tasks.get(task) ?? new Float32Array(ROWS);
    hits += taskLabels?.get(task)?.[scores.indexOf(Math.max(...scores))] ?? 0;
  }
  return hits / held.length;
}

test('each head finds what its task is about, and the usual score stays as it was', async () => {
  const { weights, facts } = await trainTaskHeads(RANKER, groups(600, 1), { seed: 1 });
  expect(weights.tasks).toEqual(['click', 'dwell']);
  expect(facts).toContainEqual({ task: 'click', groups: 600, isLearned: true });
  const held = groups(60, 2);
  const before = { ...weights, values: new Map([...weights.values, ...zeroHeads(weights)]) };
  for (const task of weights.tasks) {
    expect(shareFirst(weights, task, held)).toBeGreaterThan(shareFirst(before, task, held) + 0.3);
  }
  const { scores } = rankScores(weights, held[0].features, ROWS);
  expect(scores).toEqual(rankScores(RANKER, held[0].features, ROWS).scores);
});

test('a head that does not foresee its task any better stays at 0, whatever the others gain', async () => {
  const random = seededRandom(9);
  const noisy = groups(300, 6).map((group) => {
    const anything = new Float32Array(ROWS);
    anything[Math.floor(random() * ROWS)] = 1;
    return { ...group, taskLabels: new Map([...(group.taskLabels ?? []), ['consume', anything] as const]) };
  });
  // A ranker that says nothing is the best there is for what happens by chance.
  const silent = {
    ...RANKER,
    values: new Map([...RANKER.values].map(([name, v]) => [name, new Float32Array(v.length)])),
  };
  const { weights } = await trainTaskHeads(silent, noisy, { seed: 1 });
  const { scores, tasks } = rankScores(weights, noisy[0].features, ROWS);
  expect(tasks.get('consume')).toEqual(scores);
  expect(tasks.get('click')).not.toEqual(scores);
});

test('a task that hardly ever happened is left out and named', async () => {
  const rare = groups(40, 3).map((group, n) =>
    n < 15 ? group : { ...group, taskLabels: new Map([...(group.taskLabels ?? [])].slice(0, 1)) },
  );
  const { weights, facts } = await trainTaskHeads(RANKER, rare, { seed: 1 });
  expect(weights.tasks).toEqual(['click']);
  expect(facts).toContainEqual({ task: 'dwell', groups: 15, isLearned: false });
  expect(facts).toContainEqual({ task: 'rating', groups: 0, isLearned: false });
});

test('without any task the ranker comes back as it was given', async () => {
  const plain = groups(30, 4).map(({ features, labels }) => ({ features, labels }));
  expect((await trainTaskHeads(RANKER, plain, { seed: 1 })).weights).toBe(RANKER);
});

function zeroHeads({ values }: typeof RANKER): [string, Float32Array][] {
  return [...values].flatMap(([name, data]) =>
    name.startsWith('tasks.') ? [[name, new Float32Array(data.length)]] : [],
  );
}

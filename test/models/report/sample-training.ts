import { normal, seededRandom } from '../../../src/domain/random.js';
import type { PhaseFacts, TrainingFacts } from '../../../src/domain/trained-models.js';
import { reliabilityBins } from '../../../src/models/report/reliability.js';
import type { ReportSection } from '../../../src/models/report/report-section.js';

/** A training of two phases, the second of which begins to overfit. */
export function sampleRun(epochs = 14): TrainingFacts {
  return {
    id: '2026-11-22T10-00-00-7f3a',
    model: 'ranker',
    startedAtMs: Date.UTC(2026, 10, 22, 10),
    endedAtMs: Date.UTC(2026, 10, 22, 10, 6, 40),
    status: 'finished',
    seed: 7,
    settings: { batchSize: 2048, hidden: [400, 400], learningRate: 0.003 },
    phases: [phase('teacher', epochs, 1), phase('student', Math.ceil(epochs * 0.7), 2)],
    message: null,
  };
}

function phase(name: string, epochs: number, seed: number): PhaseFacts {
  const random = seededRandom(seed);
  const noise = () => 0.004 * normal(random);
  return {
    name,
    epochs: Array.from({ length: epochs }, (_, n) => {
      const learned = Math.exp(-n / 3);
      const over = seed === 2 ? 0.0009 * n * n : 0;
      const click = 0.38 + 0.31 * learned + noise();
      const rating = 0.71 + 0.3 * learned + noise();
      const heldOut = { click: click + 0.02 + over + noise(), rating: rating + 0.03 + over + noise() };
      return {
        epoch: n + 1,
        seconds: 14 + random(),
        examples: 560_128,
        learningRate: n < 2 ? 0.0015 * (n + 1) : 0.0015 * (1 + Math.cos((Math.PI * (n - 2)) / epochs)),
        train: { loss: click + rating, click, rating },
        valid: {
          loss: heldOut.click + heldOut.rating,
          ...heldOut,
          'ndcg@20': 0.42 - 0.12 * learned - over + noise(),
          'recall@20': 0.285 - 0.08 * learned - over + noise(),
        },
      };
    }),
  };
}

/** One section of every kind. */
export function sampleSections(): ReportSection[] {
  const random = seededRandom(3);
  const truths = Float64Array.from({ length: 4_000 }, () => random() ** 2);
  const labels = truths.map((truth) => (random() < truth ? 1 : 0));
  const group = (name: string, users: number, value: number, baseline: number | null = null) => ({
    name,
    users,
    value,
    interval: [value - 0.01, value + 0.01] as const,
    baseline,
  });
  const trial = { p99Ms: 1.9, packedBytes: 897_000, metric: 0.4145, relativeLoss: 0, reason: null };
  return [
    {
      kind: 'importance',
      metric: 'NDCG@20',
      features: [
        ['collaborative walk, z-score', 0.061],
        ['item degree', 0.034],
        ['knowledge walk, rank', 0.021],
        ['popularity − mean popularity of the user’s items', 0.012],
        ['scene walk', 0.008],
        ['text', 0.003],
        ['trending', -0.0004],
      ].map(([feature, loss]) => ({ feature: `${feature}`, loss: Number(loss), deviation: 0.0011 })),
    },
    {
      kind: 'calibration',
      tasks: [
        { task: 'click', bins: reliabilityBins(truths, labels) },
        {
          task: 'consume',
          bins: reliabilityBins(
            truths.map((truth) => truth * 0.7),
            labels,
          ),
        },
      ],
    },
    {
      kind: 'groups',
      by: 'history length',
      metric: 'NDCG@20',
      baselineName: 'single-domain model',
      groups: [
        group('1–5 items', 812, 0.184, 0.121),
        group('6–20 items', 2_204, 0.291, 0.262),
        group('21–100 items', 2_410, 0.402, 0.398),
        group('over 100 items', 614, 0.617, 0.62),
      ],
    },
    {
      kind: 'groups',
      by: 'scene',
      metric: 'NDCG@20',
      baselineName: null,
      groups: [group('evening at home', 1_200, 0.43), group('通勤路上', 800, 0.39), group('work', 640, 0.35)],
    },
    {
      kind: 'groups',
      by: 'domain',
      metric: 'NDCG@20',
      baselineName: null,
      groups: [group('films', 3_100, 0.414), group('books', 1_400, 0.36)],
    },
    {
      kind: 'tasks',
      metric: 'NDCG@20',
      tasks: [group('click', 900, 0.41, 0.4), group('consume', 640, 0.36, 0.33)],
      leftOut: [{ task: 'dwell', lists: 3 }],
    },
    {
      kind: 'transfer',
      from: 'film',
      to: 'book',
      metric: 'NDCG@20',
      users: 120,
      value: 0.31,
      scratch: 0.29,
      gain: { mean: 0.02, low: 0.005, high: 0.035 },
      byHistoryLength: [
        { from: 0, users: 20, gain: 0.05 },
        { from: 1, users: 100, gain: 0.014 },
      ],
    },
    {
      kind: 'compression',
      metric: 'NDCG@20',
      trials: [
        { ...trial, name: 'fp32', bytes: 967_900, p50Ms: 2.72, verdict: 'accepted' },
        {
          ...trial,
          name: 'int8 static, percentile 99.99',
          bytes: 252_400,
          p50Ms: 1.06,
          verdict: 'chosen',
          metric: 0.4141,
          relativeLoss: 0.001,
        },
        {
          ...trial,
          name: '50 % of the units pruned',
          bytes: 325_600,
          p50Ms: 1.14,
          metric: 0.401,
          relativeLoss: 0.0326,
          verdict: 'refused',
          reason: 'it loses 3.26 % of the metric, and at most 1.00 % is allowed',
        },
      ],
    },
  ];
}

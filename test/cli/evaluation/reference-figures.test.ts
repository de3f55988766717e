import { existsSync } from 'node:fs';
import { CliWorld } from '../cli-world.js';

const DATA = '../shared/data/lastfm';
const isThere = existsSync(DATA);
if (!isThere) console.warn(`Skipped: the public data set lastfm is not in ${DATA}.`);

/** Measured on the same files by other programs: P@10, R@10, NDCG@10, R@20, NDCG@20. */
const REFERENCE: Readonly<Record<string, readonly number[]>> = {
  popular: [0.0696, 0.0856, 0.087, 0.1244, 0.1066],
  'item-knn': [0.17, 0.2256, 0.2492, 0.3129, 0.2919],
  ease: [0.1878, 0.2489, 0.2714, 0.3467, 0.3196],
};
const METRICS = ['precision@10', 'recall@10', 'ndcg@10', 'recall@20', 'ndcg@20'];

(isThere ? test : test.skip)(
  'baselines reach what other programs reach on lastfm',
  async () => {
    const world = await CliWorld.create();
    try {
      const models = ['--model', 'popular,item-knn,ease'];
      const settings = ['--set', 'item-knn.neighbours=10000', '--set', 'ease.regularisation=100'];
      const { stdout } = await world.run('evaluate', '--data', DATA, '--json', ...models, ...settings);
      for (const { name, metrics } of JSON.parse(stdout).baselines) {
        for (const [k, metric] of METRICS.entries()) {
          expect(Math.abs(metrics[metric] - REFERENCE[name][k])).toBeLessThan(0.001);
        }
      }
    } finally {
      await world.close();
    }
  },
  120_000,
);

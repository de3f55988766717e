import type { RankingReport } from '../../recommend/evaluation/evaluate-ranking.js';
import type { Output } from '../cli-context.js';
import { printTable } from '../output/print.js';

/** Scenes of fewer queries than the first so many are told by `--json` alone. */
const MOST_SCENES = 12;

/** Prints the figures of each scene; nothing when there are fewer than two. */
export function printScenes(output: Output, { byScene }: Pick<RankingReport, 'byScene'>): void {
  if (byScene.length < 2) return;
  const names = Object.keys(byScene[0].metrics);
  printTable(
    output,
    [{ name: 'scene' }, { name: 'queries', isNumber: true }, ...names.map((name) => ({ name, isNumber: true }))],
    byScene
      .slice(0, MOST_SCENES)
      .map(({ scene, queries, metrics }) => [scene, String(queries), ...names.map((name) => metrics[name].toFixed(4))]),
  );
}

import type { RankingReport } from '../../recommend/evaluation/evaluate-ranking.js';
import type { SceneAblation } from '../../recommend/evaluation/scene-ablation.js';
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

/** Prints what scene and situation changed. */
export function printAblation(output: Output, ablation: readonly SceneAblation[]): void {
  printTable(
    output,
    [
      { name: 'metric' },
      { name: 'with scene', isNumber: true },
      { name: 'without', isNumber: true },
      { name: 'difference (95 % interval)' },
    ],
    ablation.map(({ metric, withScene, without, difference: { mean, low, high } }) => [
      metric,
      withScene.toFixed(4),
      without.toFixed(4),
      `${signed(mean)} (${signed(low)} to ${signed(high)})${shareText(mean, without)}`,
    ]),
  );
}

function shareText(difference: number, of: number): string {
  return of === 0 ? '' : `, ${signed((100 * difference) / of, 1)} %`;
}

function signed(value: number, digits = 4): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(digits)}`;
}

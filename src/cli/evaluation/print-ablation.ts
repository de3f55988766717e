import type { Ablation } from '../../recommend/evaluation/ablation.js';
import type { Output } from '../cli-context.js';
import { printTable } from '../output/print.js';

/** Prints what each part that was withheld had changed. */
export function printAblation(output: Output, ablations: readonly Ablation[]): void {
  printTable(
    output,
    [
      { name: 'without' },
      { name: 'metric' },
      { name: 'everything', isNumber: true },
      { name: 'what is left', isNumber: true },
      { name: 'worth (95 % interval)' },
    ],
    ablations.map(({ without, metric, complete, reduced, difference: { mean, low, high } }) => [
      without.join(', '),
      metric,
      complete.toFixed(4),
      reduced.toFixed(4),
      `${signed(mean)} (${signed(low)} to ${signed(high)})${shareText(mean, reduced)}`,
    ]),
  );
}

function shareText(difference: number, of: number): string {
  return of === 0 ? '' : `, ${signed((100 * difference) / of, 1)} %`;
}

function signed(value: number, digits = 4): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(digits)}`;
}

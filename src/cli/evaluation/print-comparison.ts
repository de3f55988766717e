import type { Output } from '../cli-context.js';
import { printLine, printTable } from '../output/print.js';
import type { BaselineReport, BaselinesReport } from './evaluate-baselines.js';
import type { EvaluationReport } from './evaluate-folder.js';

/** The figures that a comparison shows, as far as the protocol and the models give them. */
const SHOWN = ['recall@20', 'ndcg@20', 'precision@10', 'recall@10', 'hit@10', 'ndcg@10', 'mrr@20', 'rmse', 'mae'];
const SHOWN_OF_LISTS = ['hit@1', 'hit@5', 'hit@10', 'ndcg@10', 'hit@20', 'ndcg@20', 'mrr@20', 'rmse', 'mae'];

/** Prints the figures of all models as one table, the whole recommender first. */
export function printComparison(output: Output, report: BaselinesReport, recommender: EvaluationReport | null): void {
  const { protocol, data, baselines, skipped, seconds } = report;
  printLine(output, `${protocol}; ${queriesOf(report, recommender)} queries`);
  printLine(output, `${data.users} users, ${data.items} items, ${data.trainInteractions} training interactions`);
  const whole = recommender === null ? [] : [{ name: 'recommender', settings: {}, ...recommender, ratings: null }];
  const models = [...whole, ...baselines];
  const isFullRanking = models.some(({ details }) => details !== null && 'catalogue' in details);
  const names = (isFullRanking ? SHOWN : SHOWN_OF_LISTS).filter((name) =>
    models.some(({ metrics }) => name in metrics),
  );
  const columns = [
    { name: 'model' },
    ...names.map((name) => ({ name, isNumber: true })),
    ...(isFullRanking ? [{ name: 'coverage', isNumber: true }] : []),
    { name: 'fit s', isNumber: true },
    { name: 'settings' },
  ];
  const rows = models.map(({ name, metrics, details, settings, seconds: { fit } }) => [
    name,
    ...names.map((metric) => metrics[metric]?.toFixed(4) ?? ''),
    ...(isFullRanking ? [details !== null && 'catalogue' in details ? details.catalogue.coverage.toFixed(3) : ''] : []),
    fit.toFixed(1),
    settingsText(settings),
  ]);
  printTable(output, columns, rows);
  const ratings = baselines.find((baseline) => baseline.ratings !== null)?.ratings;
  if (ratings !== undefined && ratings !== null) printLine(output, `rmse and mae over ${ratings.count} ratings`);
  for (const { name, reason } of skipped) printLine(output, `without ${name}: ${reason}`);
  printLine(output, `ingest ${seconds.ingest} s, projection ${seconds.projection} s`);
}

function queriesOf({ baselines }: BaselinesReport, recommender: EvaluationReport | null): number {
  const ranking = baselines.find(({ details }) => details !== null)?.details ?? recommender?.details;
  return ranking?.queries ?? 0;
}

function settingsText(settings: BaselineReport['settings']): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${typeof value === 'number' ? Number(value.toPrecision(4)) : value}`)
    .join(' ');
}

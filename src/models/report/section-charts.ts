import { barChart } from './bar-chart.js';
import { type Chart, COLOURS } from './chart.js';
import { countText, numberText } from './number-text.js';
import { reliabilityChart } from './reliability-chart.js';
import type { GroupSection, ImportanceSection, ReportSection, TaskSection, TransferSection } from './report-section.js';

const MOST_FEATURES = 25;

/** The chart of a section that has something to show; null for one without content. */
export function sectionChart(section: Exclude<ReportSection, { kind: 'compression' }>): Chart | null {
  if (section.kind === 'importance') return section.features.length === 0 ? null : importanceChart(section);
  if (section.kind === 'groups') return section.groups.length === 0 ? null : groupChart(section);
  if (section.kind === 'tasks') return section.tasks.length === 0 ? null : taskChart(section);
  if (section.kind === 'transfer') return section.byHistoryLength.length === 0 ? null : transferChart(section);
  const tasks = section.tasks.filter(({ bins }) => bins.length > 0);
  return tasks.length === 0 ? null : reliabilityChart({ ...section, tasks });
}

function importanceChart({ metric, features }: ImportanceSection): Chart {
  const shown = features.slice(0, MOST_FEATURES);
  const more = features.length - shown.length;
  return barChart({
    title: 'Feature importance',
    description: `How much ${metric} falls when a feature is shuffled${more > 0 ? `; ${countText(more, 'feature')} more in the numbers` : ''}.`,
    bars: shown.map(({ feature, loss }) => ({ name: feature, value: loss, baseline: null, label: numberText(loss) })),
    legend: [{ name: `loss of ${metric} when shuffled`, colour: COLOURS.first, isDashed: false }],
    table: [
      ['feature', `loss of ${metric}`, '± between shuffles'],
      ...features.map(({ feature, loss, deviation }) => [feature, numberText(loss), numberText(deviation)]),
    ],
  });
}

function taskChart({ metric, tasks }: TaskSection): Chart {
  return groupChart({ kind: 'groups', by: 'objective', metric, groups: tasks, baselineName: 'by the usual score' });
}

function transferChart({ from, to, metric, byHistoryLength }: TransferSection): Chart {
  const bars = byHistoryLength.map((group) => ({
    name: `from ${countText(group.from, 'item')}`,
    value: group.gain,
    baseline: null,
    label: numberText(group.gain),
  }));
  return barChart({
    title: `Gain of ${to} by ${from}, by history length`,
    description: `${bars.map(({ name, label }) => `${name} ${label}`).join(', ')}.`,
    bars,
    legend: [{ name: `gain of ${metric}`, colour: COLOURS.first, isDashed: false }],
    table: [
      ['history length', `gain of ${metric}`, 'lists'],
      ...byHistoryLength.map(({ users }, n) => [bars[n].name, bars[n].label, users.toLocaleString('en-US')]),
    ],
  });
}

function groupChart({ by, metric, groups, baselineName }: GroupSection): Chart {
  const baselineLegend = { name: baselineName ?? '', colour: COLOURS.second, isDashed: false };
  const baselineColumn = baselineName === null ? [] : [baselineName];
  return barChart({
    title: `${metric} by ${by}`,
    description: `${groups.map(({ name, value }) => `${name} ${numberText(value)}`).join(', ')}.`,
    bars: groups.map(({ name, value, baseline }) => ({ name, value, baseline, label: numberText(value) })),
    legend: [
      { name: metric, colour: COLOURS.first, isDashed: false },
      ...(baselineName === null ? [] : [baselineLegend]),
    ],
    table: [
      [by, metric, '95 % interval', 'users', ...baselineColumn],
      ...groups.map(({ name, value, interval, users, baseline }) => [
        name,
        numberText(value),
        interval === null ? '' : interval.map(numberText).join(' to '),
        users.toLocaleString('en-US'),
        ...(baselineName === null ? [] : [baseline === null ? '' : numberText(baseline)]),
      ]),
    ],
  });
}

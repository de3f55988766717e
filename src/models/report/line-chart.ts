import { AXIS, type Chart, COLOURS, type LegendEntry, PLOT } from './chart.js';
import { axisText, numberText } from './number-text.js';

/** One line; a place without a number is null. */
export interface Line extends LegendEntry {
  readonly values: readonly (number | null)[];
}

/** What a line chart shows. */
export interface LineChartContent {
  readonly title: string;
  readonly description: string;
  readonly epochs: readonly number[];
  readonly lines: readonly Line[];
  /** The epoch whose parameters were kept; null when that is unknown. */
  readonly bestEpoch: number | null;
  /** Whether the axis begins at zero, for figures whose size counts and not only their change. */
  readonly fromZero: boolean;
}

const HEIGHT = 220;
/** More points than these make one thick line of their marks. */
const MOST_MARKS = 40;

/** Lines over epochs. */
export function lineChart(content: LineChartContent): Chart {
  const { epochs, lines } = content;
  return {
    title: content.title,
    description: content.description,
    legend: lines,
    height: HEIGHT,
    hasPointer: true,
    table: [
      ['epoch', ...lines.map(({ name }) => name)],
      ...epochs.map((epoch, n) => [`${epoch}`, ...lines.map(({ values }) => cell(values[n]))]),
    ],
    draw: () => ({
      grid: { ...PLOT, outerBoundsMode: 'none' },
      xAxis: {
        ...AXIS,
        type: 'category',
        data: epochs,
        boundaryGap: epochs.length === 1,
        name: 'epoch',
        nameLocation: 'middle',
        nameGap: 24,
        splitLine: { show: false },
      },
      yAxis: {
        ...AXIS,
        type: 'value',
        scale: !content.fromZero,
        splitNumber: 4,
        axisLabel: { ...AXIS.axisLabel, formatter: axisText },
      },
      series: lines.map((line, n) => ({
        type: 'line',
        silent: true,
        data: line.values,
        symbol: 'circle',
        symbolSize: epochs.length > 1 ? 4 : 8,
        showSymbol: epochs.length <= MOST_MARKS,
        itemStyle: { color: line.colour },
        lineStyle: { color: line.colour, width: 2, type: line.isDashed ? 'dashed' : 'solid' },
        ...(n === 0 ? bestEpochMark(content) : {}),
      })),
    }),
  };
}

function cell(value: number | null): string {
  return value === null ? '' : numberText(value);
}

function bestEpochMark({ bestEpoch, epochs }: LineChartContent) {
  if (bestEpoch === null || epochs.length < 2) return {};
  return {
    markLine: {
      silent: true,
      symbol: 'none',
      label: { show: false },
      lineStyle: { color: COLOURS.soft, type: 'dotted', width: 1 },
      data: [{ xAxis: epochs.indexOf(bestEpoch) }],
    },
  };
}

import type { EChartsCoreOption } from 'echarts/core';

/** A chart of a report, with everything that stands around it. */
export interface Chart {
  readonly title: string;
  /** What the chart shows, in a sentence, for those who hear it. */
  readonly description: string;
  readonly legend: readonly LegendEntry[];
  readonly height: number;
  /** What ECharts draws at a width in pixels. */
  readonly draw: (width: number) => EChartsCoreOption;
  /** All numbers of the chart: the first row names the columns. */
  readonly table: readonly (readonly string[])[];
  /** Whether a pointer over the chart shows the nearest row of the table; only for charts along an axis of epochs. */
  readonly hasPointer: boolean;
}

export interface LegendEntry {
  readonly name: string;
  readonly colour: string;
  readonly isDashed: boolean;
}

/** Colours are properties of the page's style, so that one drawing serves light and dark. */
export const COLOURS = {
  first: 'var(--first)',
  second: 'var(--second)',
  third: 'var(--third)',
  ink: 'var(--ink)',
  soft: 'var(--soft)',
  line: 'var(--line)',
} as const;

/** Where the plot of a line chart lies; the page's script finds epochs by it. */
export const PLOT = { left: 54, right: 18, top: 14, bottom: 40 } as const;

const FONT = { fontFamily: 'inherit', fontSize: 12, color: COLOURS.soft } as const;

/** What all axes look like. */
export const AXIS = {
  axisLabel: FONT,
  nameTextStyle: FONT,
  axisLine: { show: true, lineStyle: { color: COLOURS.line } },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: COLOURS.line } },
} as const;

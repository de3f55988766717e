import { AXIS, type Chart, COLOURS, type LegendEntry } from './chart.js';
import { axisText } from './number-text.js';

/** One bar, and maybe a paler one that it is compared with. */
export interface Bar {
  readonly name: string;
  readonly value: number;
  readonly baseline: number | null;
  /** The figure as it stands at the bar's end. */
  readonly label: string;
}

/** What a chart of bars shows. */
export interface BarChartContent {
  readonly title: string;
  readonly description: string;
  readonly bars: readonly Bar[];
  readonly legend: readonly LegendEntry[];
  readonly table: readonly (readonly string[])[];
}

const FRAME = 44;
const NAME_SHARE = 0.34;
const LONGEST_NAME = 200;

/** Bars that lie, one below the other in the order given, so that long names fit. */
export function barChart(content: BarChartContent): Chart {
  const { bars } = content;
  const hasBaseline = bars.some(({ baseline }) => baseline !== null);
  const rowHeight = hasBaseline ? 38 : 26;
  return {
    title: content.title,
    description: content.description,
    legend: content.legend,
    height: FRAME + rowHeight * bars.length,
    hasPointer: false,
    table: content.table,
    draw: (width) => {
      const longest = Math.max(...bars.map(({ name }) => textWidth(name)));
      const nameWidth = Math.min(LONGEST_NAME, longest, Math.round(width * NAME_SHARE));
      const series = (data: readonly (number | null)[], colour: string, labels: readonly string[] | null) => ({
        type: 'bar',
        silent: true,
        barWidth: hasBaseline ? 12 : 14,
        itemStyle: { color: colour, borderRadius: 2 },
        data,
        label: {
          show: labels !== null,
          position: 'right',
          formatter: ({ dataIndex }: { dataIndex: number }) => labels?.[dataIndex] ?? '',
          ...AXIS.axisLabel,
          color: COLOURS.ink,
        },
      });
      const values = bars.map(({ value }) => value);
      const main = series(
        values,
        COLOURS.first,
        bars.map(({ label }) => label),
      );
      const baselines = series(
        bars.map(({ baseline }) => baseline),
        COLOURS.second,
        null,
      );
      return {
        // Without a browser, widths of texts are estimates: room for one that is a sixth too low.
        grid: { left: Math.round(nameWidth * 1.17) + 12, right: 56, top: 6, bottom: 30, outerBoundsMode: 'none' },
        xAxis: {
          ...AXIS,
          type: 'value',
          splitNumber: 3,
          axisLabel: { ...AXIS.axisLabel, formatter: axisText, hideOverlap: true },
        },
        yAxis: {
          ...AXIS,
          type: 'category',
          inverse: true,
          data: bars.map(({ name }) => name),
          axisLabel: { ...AXIS.axisLabel, color: COLOURS.ink, width: nameWidth, overflow: 'truncate', interval: 0 },
        },
        series: hasBaseline ? [main, baselines] : [main],
      };
    },
  };
}

/** About how many pixels a text takes; Chinese characters are square. */
function textWidth(text: string): number {
  return Array.from(text).reduce((sum, character) => sum + (character > '\u2e7f' ? 13 : 7), 0);
}

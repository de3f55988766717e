import { AXIS, type Chart, COLOURS, type LegendEntry } from './chart.js';
import { axisText, numberText } from './number-text.js';
import { expectedCalibrationError } from './reliability.js';
import type { CalibrationSection, ReliabilityBin } from './report-section.js';

const HEIGHT = 300;

/** A reliability diagram (DeGroot and Fienberg 1983): on the diagonal, predictions come true as often as they say. */
export function reliabilityChart({ tasks }: CalibrationSection): Chart {
  const colours = [COLOURS.first, COLOURS.second, COLOURS.third];
  const legend = tasks.map(
    ({ task }, n): LegendEntry => ({ name: task, colour: colours[n % colours.length], isDashed: n >= colours.length }),
  );
  const highest = Math.max(
    ...tasks.flatMap(({ bins }) => bins.flatMap(({ predicted, observed }) => [predicted, observed])),
  );
  const end = Math.min(1, Math.ceil(highest * 10) / 10);
  const errors = tasks.map(({ task, bins }) => `${numberText(expectedCalibrationError(bins))} for ${task}`);
  return {
    title: 'Calibration',
    description: `Predicted against observed frequency; the mean distance from the diagonal is ${errors.join(', ')}.`,
    legend: [...legend, { name: 'perfectly calibrated', colour: COLOURS.soft, isDashed: true }],
    height: HEIGHT,
    hasPointer: false,
    table: [
      ['task', 'predicted', 'observed', 'examples'],
      ...tasks.flatMap(({ task, bins }) =>
        bins.map((bin) => [task, numberText(bin.predicted), numberText(bin.observed), numberText(bin.count)]),
      ),
    ],
    draw: () => {
      const axis = (name: string, nameGap: number) => ({
        ...AXIS,
        type: 'value',
        min: 0,
        max: end,
        interval: end / 5,
        name,
        nameLocation: 'middle',
        nameGap,
        axisLabel: { ...AXIS.axisLabel, formatter: axisText },
      });
      const diagonal = {
        type: 'line',
        silent: true,
        symbol: 'none',
        lineStyle: { color: COLOURS.soft, type: 'dashed', width: 1 },
        data: [
          [0, 0],
          [end, end],
        ],
      };
      return {
        grid: { left: 62, right: 18, top: 14, bottom: 44, outerBoundsMode: 'none' },
        xAxis: axis('predicted', 26),
        yAxis: axis('observed', 44),
        series: [diagonal, ...tasks.map(({ bins }, n) => taskSeries(bins, legend[n]))],
      };
    },
  };
}

/** Marks grow with the number of examples, so that a stray bin of a few does not look like a fault. */
function taskSeries(bins: readonly ReliabilityBin[], { colour, isDashed }: LegendEntry) {
  const most = Math.max(1, ...bins.map(({ count }) => count));
  return {
    type: 'line',
    silent: true,
    symbol: 'circle',
    symbolSize: (_: unknown, { dataIndex }: { dataIndex: number }) => 4 + 8 * Math.sqrt(bins[dataIndex].count / most),
    itemStyle: { color: colour },
    lineStyle: { color: colour, width: 2, type: isDashed ? 'dashed' : 'solid' },
    data: bins.map(({ predicted, observed }) => [predicted, observed]),
  };
}

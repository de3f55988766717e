import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { type Chart, type LegendEntry, PLOT } from './chart.js';
import { Html, html } from './html.js';

use([BarChart, LineChart, GridComponent, MarkLineComponent, SVGRenderer]);

/** A chart is drawn once for wide screens and once for phones; the page's style shows one of them. */
const WIDTHS = { wide: 520, narrow: 320 } as const;

/** A chart with its title, legend and numbers. ECharts draws here, so that the page needs neither script nor network. */
export function renderChart(chart: Chart): Html {
  const legend = chart.legend.length === 0 ? html`` : html`<ul class="legend">${chart.legend.map(renderLegend)}</ul>`;
  const pointer = chart.hasPointer
    ? html` data-left="${PLOT.left}" data-right="${PLOT.right}" data-bottom="${PLOT.bottom}"`
    : html``;
  const [columns, ...rows] = chart.table;
  return html`<figure>
<figcaption>${chart.title}</figcaption>
${legend}
<div class="chart"${pointer} role="img" aria-label="${chart.title}. ${chart.description}">
${(['wide', 'narrow'] as const).map((size) => draw(chart, size))}
</div>
<details><summary>Numbers</summary><div class="scroll" tabindex="0" role="region" aria-label="Numbers of ${chart.title}"><table>
<thead><tr>${columns.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody>
</table></div></details>
</figure>
`;
}

function renderLegend({ name, colour, isDashed }: LegendEntry): Html {
  const style = `border-top:3px ${isDashed ? 'dashed' : 'solid'} ${colour}`;
  return html`<li><span style="${style}"></span>${name}</li>`;
}

function draw(chart: Chart, size: 'wide' | 'narrow'): Html {
  const width = WIDTHS[size];
  const drawing = init(null, null, { renderer: 'svg', ssr: true, width, height: chart.height });
  try {
    drawing.setOption({ animation: false, ...chart.draw(width) });
    const svg = drawing
      .renderToSVGString()
      // Its style speaks of pointers over single marks, and would hold for all charts of the page.
      .replace(/<style\s*>[\s\S]*?<\/style>/, '')
      .replace('<svg ', `<svg class="${size}" aria-hidden="true" `);
    return new Html(svg);
  } finally {
    drawing.dispose();
  }
}

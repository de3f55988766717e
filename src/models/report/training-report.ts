import { createHash } from 'node:crypto';
import type { TrainingFacts } from '../../domain/trained-models.js';
import { renderCompression } from './compression-part.js';
import { phaseCharts } from './curve-charts.js';
import { Html, html } from './html.js';
import { durationText } from './number-text.js';
import { PAGE_SCRIPT } from './page-script.js';
import { PAGE_STYLE } from './page-style.js';
import { renderChart } from './render-chart.js';
import type { ReportSection } from './report-section.js';
import { sectionChart } from './section-charts.js';
import { summarise } from './summary.js';

/**
 * A training as one HTML page that needs nothing besides itself: curves of every phase, then the sections given. Its
 * security policy forbids every request and every script but its own, so that it can be passed on without fear.
 */
export function writeTrainingReport(run: TrainingFacts, sections: readonly ReportSection[]): string {
  const scriptHash = createHash('sha256').update(PAGE_SCRIPT).digest('base64');
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${scriptHash}'`;
  const charts = sections.flatMap((section) => (section.kind === 'compression' ? [] : (sectionChart(section) ?? [])));
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>Training of ${run.model}</title>
<style>${new Html(PAGE_STYLE)}</style>
</head>
<body>
<main>
<header>
<h1>Training of ${run.model}</h1>
<p class="facts">${facts(run)}</p>
<div class="summary"><h2>In short</h2><ul>${summarise(run, sections).map((text) => html`<li>${text}</li>`)}</ul></div>
</header>
${run.phases.map((phase) => part(`Epochs of ${phase.name}`, phaseCharts(phase).map(renderChart)))}
${part('What the model learned', charts.map(renderChart))}
${sections.map((section) => (section.kind === 'compression' ? renderCompression(section) : html``))}
<section><h2>Settings</h2><details><summary>What the training was started with</summary>
<pre>${JSON.stringify(run.settings, null, 2)}</pre></details></section>
</main>
<script>${new Html(PAGE_SCRIPT)}</script>
</body>
</html>
`;
  return page.text;
}

function facts(run: TrainingFacts): string {
  const started = `${new Date(run.startedAtMs).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  const lasted = run.endedAtMs === null ? [] : [`took ${durationText((run.endedAtMs - run.startedAtMs) / 1000)}`];
  return [run.status, `started ${started}`, ...lasted, `seed ${run.seed}`, `run ${run.id}`].join(' · ');
}

function part(title: string, figures: readonly Html[]): Html {
  if (figures.length === 0) return html``;
  return html`<section><h2>${title}</h2><div class="charts">${figures}</div></section>
`;
}

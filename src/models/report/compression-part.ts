import { Html, html } from './html.js';
import { numberText, percentText } from './number-text.js';
import type { CompressionSection } from './report-section.js';

/** The ways of compression side by side, as a table: there is nothing in it that a curve would show better. */
export function renderCompression({ metric, trials }: CompressionSection): Html {
  if (trials.length === 0) return new Html('');
  return html`<section><h2>Compression</h2>
<p>One request on one thread. Packed is the size after gzip. A refused model loses more than its bound; the chosen one is the fastest of the others.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Compression"><table class="wide-table">
<thead><tr>${['model', 'kB', 'packed kB', 'p50 ms', 'p99 ms', metric, 'loss', 'verdict'].map(
    (name) => html`<th scope="col">${name}</th>`,
  )}</tr></thead>
<tbody>${trials.map(
    (trial) => html`<tr class="${trial.verdict}"><th scope="row">${trial.name}</th>
<td>${numberText(trial.bytes / 1000)}</td><td>${numberText(trial.packedBytes / 1000)}</td>
<td>${numberText(trial.p50Ms)}</td><td>${numberText(trial.p99Ms)}</td>
<td>${numberText(trial.metric)}</td><td>${percentText(trial.relativeLoss)}</td>
<td>${trial.verdict}${trial.reason === null ? '' : `: ${trial.reason}`}</td></tr>
`,
  )}</tbody>
</table></div></section>
`;
}

import { existsSync } from 'node:fs';
import { Ontology } from '../../src/domain/ontology.js';
import { DryRunSink } from '../../src/ingest/dry-run-sink.js';
import { prepareIngest } from '../../src/ingest/prepare-ingest.js';
import { runIngest } from '../../src/ingest/run-ingest.js';

const DATA = '../shared/data';
const isThere = existsSync(DATA);
if (!isThere) console.warn(`Skipped: the public data sets are not in ${DATA}.`);

(isThere ? describe : describe.skip)('public data sets', () => {
  test.each([
    [
      'lastfm',
      {
        'items.csv': 2813,
        'users.csv': 1859,
        'relations.csv': 15_806,
        'social.csv': 12_488,
        'interactions.train.csv': 57_786,
      },
    ],
    ['frappe', { 'items.csv': 4082, 'interactions.train.csv': 76_962 }],
    ['amazon-sport-phone', { 'items.csv': 34_500, 'interactions.train.csv': 93_004 }],
  ])('every row of %s can be used', async (name, rows) => {
    const plan = await prepareIngest(`${DATA}/${name}`);
    const sink = new DryRunSink(new Ontology(), plan.kinds);
    const report = await runIngest(plan, sink, { nowMs: Date.now, rejectsPath: null, isDryRun: true });
    expect(Object.fromEntries(report.files.map((file) => [file.file, file.rows.new]))).toEqual(rows);
    expect(report.totals.rejected).toBe(0);
  });
});

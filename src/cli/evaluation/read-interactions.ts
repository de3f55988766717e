import { Ontology } from '../../domain/ontology.js';
import type { InteractionRecord } from '../../domain/records.js';
import type { InteractionOutcome } from '../../graph/writes/plan-interactions.js';
import { DryRunSink } from '../../ingest/dry-run-sink.js';
import { prepareIngest } from '../../ingest/prepare-ingest.js';
import { runIngest } from '../../ingest/run-ingest.js';

/** Keeps the interactions that pass and writes nothing. */
class InteractionCollector extends DryRunSink {
  readonly records: InteractionRecord[] = [];

  override async recordInteractions(records: readonly InteractionRecord[]): Promise<InteractionOutcome[]> {
    this.records.push(...records);
    return records.map(() => 'recorded');
  }
}

/** Reads one interaction file of a data folder through the same cleaning as ingest. */
export async function readInteractions(folder: string, file: string): Promise<InteractionRecord[]> {
  const plan = await prepareIngest(folder, { interactions: [file] });
  const files = plan.files.filter(({ kind }) => kind === 'interactions');
  const kinds = new Set(files.map(({ kind }) => kind));
  const collector = new InteractionCollector(new Ontology(), kinds);
  await runIngest({ ...plan, files, kinds }, collector, { nowMs: Date.now, rejectsPath: null });
  return collector.records;
}

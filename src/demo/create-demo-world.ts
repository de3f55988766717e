import { IsthmusError } from '../domain/errors.js';
import { hasRejects, type IngestReport } from '../ingest/ingest-report.js';
import type { IngestSink } from '../ingest/ingest-sink.js';
import { prepareIngest } from '../ingest/prepare-ingest.js';
import { runIngest } from '../ingest/run-ingest.js';
import type { Catalogue } from './catalogue.js';
import { CollectingSink } from './collecting-sink.js';
import { type SimulatedUsers, simulateUsers } from './simulated-users.js';

/** Where the works are, and from what the users are made. */
export interface DemoWorldOptions {
  /** The data folder with the works. */
  readonly folder: string;
  /** Other seeds invent other people; the documentation describes those of the usual one. */
  readonly seed?: number;
  /** The present in epoch milliseconds; simulated events end here. */
  readonly nowMs: number;
  readonly userCount?: number;
  readonly signal?: AbortSignal;
}

/** What the demo world holds, and how much of it was not there before. */
export interface DemoWorldReport {
  readonly catalogue: Catalogue;
  readonly simulated: SimulatedUsers;
  readonly ingest: IngestReport;
  /** Users, facts about them and events that this call added. */
  readonly added: { readonly users: number; readonly relations: number; readonly interactions: number };
}

const DEMO_USERS = 600;
const DEMO_SEED = 1;

/**
 * Ingests the demo catalogue and writes the simulated users through the same sink. Made again it adds nothing, also
 * at a later time: the ids of users and events depend on the seed alone, and an event that is there keeps its time.
 */
export async function createDemoWorld(sink: IngestSink, options: DemoWorldOptions): Promise<DemoWorldReport> {
  const { folder, seed = DEMO_SEED, nowMs, userCount = DEMO_USERS, signal } = options;
  const collecting = new CollectingSink(sink);
  const plan = await prepareIngest(folder);
  const ingest = await runIngest(plan, collecting, {
    nowMs: () => nowMs,
    rejectsPath: null,
    ...(signal === undefined ? {} : { signal }),
  });
  if (hasRejects(ingest)) throw refusedRows(folder, ingest);
  const catalogue = collecting.catalogue();
  const simulated = simulateUsers(catalogue, { userCount, seed, baseMs: nowMs });

  const users = await sink.upsertUsers(simulated.users);
  const facts = [...simulated.relations, ...simulated.social];
  const relations = await sink.upsertRelations(facts);
  const lost = relations.rejected[0];
  if (lost !== undefined) throw new IsthmusError('INTERNAL', `A simulated fact was refused: ${lost.reason}.`);
  const outcomes = await sink.recordInteractions(simulated.interactions, { createMissingUsers: false });
  return {
    catalogue,
    simulated,
    ingest,
    added: {
      users: users.created,
      relations: relations.created,
      interactions: outcomes.filter((outcome) => outcome === 'recorded').length,
    },
  };
}

function refusedRows(folder: string, report: IngestReport): IsthmusError {
  const file = report.files.find(({ rows, facts }) => rows.rejected > 0 || facts.rejected > 0);
  const example = file?.examples.bad[0];
  const place = example === undefined ? '' : ` For example line ${example.line}: ${example.reason}`;
  return new IsthmusError(
    'INGEST_SOURCE_INVALID',
    `The demo world in ${folder} has rows that cannot be used, in ${file?.file ?? 'an unknown file'}.${place} Repair the file, or take the folder from the release again.`,
  );
}

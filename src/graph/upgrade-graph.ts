import { IsthmusError } from '../domain/errors.js';
import type { KnowledgeGraph, Row } from './knowledge-graph.js';
import { interactionFromProperties } from './records/interaction-properties.js';
import { situationText } from './records/situation-text.js';
import type { UnknownProperties } from './records/stored-properties.js';

/**
 * The version of constraints, indexes and properties that this code works with. Version 0 stands for a graph without
 * a noted version: an empty one, or one from before versions were noted. Since version 2 an event has its situation.
 */
export const SCHEMA_VERSION = 2;

const USERS_PER_READ = 50;

/** The version in a row of schema/read-version; 0 without one. */
export function versionOf(row: Row | undefined): number {
  return typeof row?.version === 'number' ? row.version : 0;
}

/** Throws CONFIG_INVALID for the version of a newer Isthmus; `remedy` says what else there is to do than to update. */
export function refuseNewerVersion(version: number, remedy: string): void {
  if (version <= SCHEMA_VERSION) return;
  throw new IsthmusError(
    'CONFIG_INVALID',
    `The graph was set up by a newer Isthmus: its schema has version ${version}, and this one knows ${SCHEMA_VERSION}. Update Isthmus, or ${remedy}.`,
  );
}

/**
 * Brings the data of a graph of an older version up to this one and notes it; `onChange` hears of what has changed.
 * Doing it again changes nothing, so that after a kill the next opening ends it, and several processes may do it at
 * once.
 */
export async function upgradeGraph(
  graph: KnowledgeGraph,
  version: number,
  onChange: (change: string) => void,
): Promise<void> {
  if (version === SCHEMA_VERSION) return;
  const events = await deriveSituations(graph);
  if (events > 0) onChange(`events that got their situation: ${events}`);
  await graph.write([{ key: 'schema/save-version', parameters: { version: SCHEMA_VERSION } }]);
}

/** Gives events from before there were situations theirs, from the facets that they have; resolves with how many. */
async function deriveSituations(graph: KnowledgeGraph): Promise<number> {
  let count = 0;
  const pages = graph.pages<Row & { readonly cursor: string }>(
    { key: 'nodes/page-ids', subjectType: 'User' },
    USERS_PER_READ,
  );
  for await (const page of pages) {
    const ids = page.map(({ cursor }) => cursor);
    const rows = await graph.read<Row & { readonly user: string; readonly properties: UnknownProperties }>({
      key: 'schema/events-without-situation',
      parameters: { ids },
    });
    const byUser = new Map<string, Map<string, string>>();
    for (const { user, properties } of rows) {
      const { eventId, context } = interactionFromProperties(user, '', properties);
      const situation = situationText(context);
      if (situation === null) continue;
      const situations = byUser.get(user) ?? new Map<string, string>();
      byUser.set(user, situations.set(eventId, situation));
      count++;
    }
    if (byUser.size === 0) continue;
    const found = Array.from(byUser, ([user, situations]) => ({ user, situations: Object.fromEntries(situations) }));
    await graph.write([{ key: 'schema/save-situations', parameters: { rows: found } }]);
  }
  return count;
}

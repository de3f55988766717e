import type { EntityRecord } from '../../domain/records.js';
import type { Row } from '../../graph/knowledge-graph.js';
import { entityFromProperties } from '../../graph/records/node-properties.js';
import type { UnknownProperties } from '../../graph/records/stored-properties.js';
import { EntityMerger } from '../../ingest/knowledge/resolution/entity-merger.js';
import { type LikelyDuplicate, likelyDuplicates } from '../../ingest/knowledge/resolution/likely-duplicates.js';
import type { NameMatch } from '../../ingest/knowledge/resolution/name-match.js';
import type { CliContext, OpenedIsthmus } from '../cli-context.js';
import { printJson, printLine, printTable } from '../output/print.js';
import { type CommandFactory, type CommonOptions, configOf, newCommand, withIsthmus } from './command-builder.js';

interface MergeOptions extends CommonOptions {
  readonly undo?: string;
  readonly list?: boolean;
  readonly sure?: boolean;
}

interface MergeRow {
  readonly from: string;
  readonly into: string;
  readonly labels: string;
  readonly reason: string;
  /** How much nearer what is known of the two is than of any two, in standard deviations; null when nothing tells. */
  readonly nearness: number | null;
  readonly isSure: boolean;
}

const ENTITIES_PER_PAGE = 1_000;
const REASONS: Readonly<Record<NameMatch, string>> = {
  same: 'the same name',
  shortened: 'a shortened name',
  reordered: 'the words in another order',
  spelling: 'another spelling',
  surname: 'the surname alone',
  initials: 'the initials',
};

/** `isthmus merge`: takes two entities for one, parts them again, or shows which ones are probably one. */
export const mergeCommand: CommandFactory = (context) =>
  newCommand('merge', 'Take two entities for one; without ids, show which ones are probably one.')
    .argument('[from]', 'id of the entity that goes')
    .argument('[into]', 'id of the entity that stays')
    .option('--undo <id>', 'bring back the entity that a merge has taken away')
    .option('--list', 'show the merges so far')
    .option('--sure', 'merge all that are surely one; each can be undone')
    .action(async (from: string | undefined, into: string | undefined, options: MergeOptions) => {
      const { nowMs, signal, stdout } = context;
      const outcome = await withIsthmus(context, options, { recommends: false }, async (isthmus) => {
        const merger = new EntityMerger({ graph: isthmus.graph, ontology: isthmus.ontology, clock: nowMs });
        if (options.undo !== undefined) {
          await merger.part(options.undo);
          return `${options.undo} is an entity of its own again.`;
        }
        if (options.list === true) {
          return (await merger.merges({ signal })).map(({ entity, into: stays }): MergeRow => {
            const labels = entity.label;
            return { from: entity.id, into: stays, labels, reason: 'merged', nearness: null, isSure: true };
          });
        }
        if (options.sure === true) return mergeSure(await duplicates(context, options, isthmus), merger);
        if (from === undefined || into === undefined) {
          return (await duplicates(context, options, isthmus)).map(rowOf).sort(likeliestFirst);
        }
        await merger.merge(from, into);
        return `${from} has been merged into ${into}. "isthmus merge --undo ${from}" parts them again.`;
      });
      if (typeof outcome === 'string') return printLine(stdout, outcome);
      if (options.json === true) return printJson(stdout, outcome);
      const rows = outcome.map(({ nearness, isSure, ...row }) => [
        row.from,
        row.into,
        row.labels,
        row.reason,
        nearness === null ? '' : nearness.toFixed(1),
        isSure ? 'yes' : '',
      ]);
      const names = ['from', 'into', 'names', 'why'].map((name) => ({ name }));
      return printTable(stdout, [...names, { name: 'nearness', isNumber: true }, { name: 'sure' }], rows);
    });

/** Merges what is surely one, shorter names first, so that what stays of one merge may go in the next. */
async function mergeSure(found: readonly LikelyDuplicate[], merger: EntityMerger): Promise<MergeRow[]> {
  const merged = new Map<string, LikelyDuplicate>();
  for (const duplicate of found) {
    const { from, into, isSure } = duplicate;
    if (!isSure || merged.has(from.id)) continue;
    await merger.merge(from.id, into.id);
    merged.set(from.id, duplicate);
  }
  return [...merged.values()].map(rowOf);
}

async function duplicates(
  context: CliContext,
  options: MergeOptions,
  { graph, reader }: OpenedIsthmus,
): Promise<LikelyDuplicate[]> {
  const { signal, stderr } = context;
  const entities: EntityRecord[] = [];
  const pages = graph.pages<Row & { readonly cursor: string; readonly properties: UnknownProperties }>(
    { key: 'nodes/page-nodes', subjectType: 'Entity' },
    ENTITIES_PER_PAGE,
    { signal },
  );
  for await (const page of pages) for (const { properties } of page) entities.push(entityFromProperties(properties));
  // Loaded here, because no other command of this kind needs an encoder.
  const { encodeTextsOf } = await import('../../app/encode-texts-of.js');
  const encode = encodeTextsOf(configOf(context, options), (message) => printLine(stderr, message));
  return likelyDuplicates(entities, { reader, encode }, { signal });
}

function likeliestFirst(a: MergeRow, b: MergeRow): number {
  const nearnessOf = (row: MergeRow): number => row.nearness ?? Number.MIN_SAFE_INTEGER;
  return Number(b.isSure) - Number(a.isSure) || nearnessOf(b) - nearnessOf(a);
}

function rowOf({ from, into, match, nearness, isSure }: LikelyDuplicate): MergeRow {
  const labels = `${from.label} / ${into.label}`;
  return { from: from.id, into: into.id, labels, reason: REASONS[match], nearness, isSure };
}

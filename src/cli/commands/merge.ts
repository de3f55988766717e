import type { EntityRecord } from '../../domain/records.js';
import type { Row } from '../../graph/knowledge-graph.js';
import { entityFromProperties } from '../../graph/records/node-properties.js';
import type { UnknownProperties } from '../../graph/records/stored-properties.js';
import { EntityMerger } from '../../ingest/knowledge/resolution/entity-merger.js';
import { likelyDuplicates } from '../../ingest/knowledge/resolution/likely-duplicates.js';
import type { OpenedIsthmus } from '../cli-context.js';
import { printJson, printLine, printTable } from '../output/print.js';
import { type CommandFactory, type CommonOptions, newCommand, withIsthmus } from './command-builder.js';

interface MergeOptions extends CommonOptions {
  readonly undo?: string;
  readonly list?: boolean;
}

interface MergeRow {
  readonly from: string;
  readonly into: string;
  readonly labels: string;
  readonly reason: string;
}

const ENTITIES_PER_PAGE = 1_000;

/** `isthmus merge`: takes two entities for one, parts them again, or shows which ones are probably one. */
export const mergeCommand: CommandFactory = (context) =>
  newCommand('merge', 'Take two entities for one; without ids, show which ones are probably one.')
    .argument('[from]', 'id of the entity that goes')
    .argument('[into]', 'id of the entity that stays')
    .option('--undo <id>', 'bring back the entity that a merge has taken away')
    .option('--list', 'show the merges so far')
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
            return { from: entity.id, into: stays, labels: entity.label, reason: 'merged' };
          });
        }
        if (from === undefined || into === undefined) return proposals(isthmus, signal);
        await merger.merge(from, into);
        return `${from} has been merged into ${into}. "isthmus merge --undo ${from}" parts them again.`;
      });
      if (typeof outcome === 'string') return printLine(stdout, outcome);
      if (options.json === true) return printJson(stdout, outcome);
      const rows = outcome.map((row) => [row.from, row.into, row.labels, row.reason]);
      return printTable(stdout, [{ name: 'from' }, { name: 'into' }, { name: 'names' }, { name: 'why' }], rows);
    });

async function proposals({ graph }: OpenedIsthmus, signal: AbortSignal): Promise<MergeRow[]> {
  const entities: EntityRecord[] = [];
  const pages = graph.pages<Row & { readonly cursor: string; readonly properties: UnknownProperties }>(
    { key: 'nodes/page-nodes', subjectType: 'Entity' },
    ENTITIES_PER_PAGE,
    { signal },
  );
  for await (const page of pages) for (const { properties } of page) entities.push(entityFromProperties(properties));
  return likelyDuplicates(entities).map(({ from, into, reason }) => ({
    from: from.id,
    into: into.id,
    labels: `${from.label} / ${into.label}`,
    reason,
  }));
}

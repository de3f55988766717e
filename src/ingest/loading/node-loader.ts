import type { RelationRecord } from '../../domain/records.js';
import type { UpsertReport } from '../../graph/writes/upsert-report.js';
import type { IngestSink } from '../ingest-sink.js';
import type { RowReader } from '../rows/row-reader.js';
import type { NodeRow } from '../rows/row-settings.js';
import { type KindLoader, NO_FACTS, ofRows, plainDelivery } from './kind-loader.js';
import type { KnownEntities } from './known-entities.js';

/** Loads rows that are one node and nothing else: domains, scenes and entities. */
export function nodeLoader<T extends { readonly id: string }>(
  read: RowReader<T>,
  upsert: (records: readonly T[]) => Promise<UpsertReport>,
): KindLoader<T> {
  return {
    read,
    identity: (record) => ({ key: record.id, content: JSON.stringify(record) }),
    deliver: async (records) => plainDelivery(await upsert(records)),
  };
}

/** Loads items or users with the entities and relations that their columns name. */
export function factsLoader<T extends { readonly id: string }>(
  read: RowReader<NodeRow<T>>,
  upsert: (records: readonly T[]) => Promise<UpsertReport>,
  sink: IngestSink,
  entities: KnownEntities,
): KindLoader<NodeRow<T>> {
  return {
    read,
    identity: (row) => ({ key: row.node.id, content: JSON.stringify([row.node, row.relations]) }),
    deliver: async (rows) => {
      const report = await upsert(rows.map((row) => row.node));
      const refused = new Set(report.rejected.map(({ index }) => index));
      const taken = rows.map((row, index) => ({ row, index })).filter(({ index }) => !refused.has(index));
      const entitiesCreated = await entities.ensure(taken.flatMap(({ row }) => row.entities));
      const relations: RelationRecord[] = taken.flatMap(({ row }) => row.relations);
      if (relations.length === 0) return plainDelivery(report, entitiesCreated);
      const rowOfRelation = taken.flatMap(({ row, index }) => row.relations.map(() => index));
      const facts = relations.length === 0 ? NO_FACTS : await sink.upsertRelations(relations);
      return {
        ...plainDelivery(report, entitiesCreated),
        facts: { ...plainDelivery(facts), rejected: ofRows(facts.rejected, rowOfRelation) },
      };
    },
  };
}

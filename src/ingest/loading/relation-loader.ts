import type { Ontology } from '../../domain/ontology.js';
import type { IngestSink } from '../ingest-sink.js';
import type { RelationRow } from '../rows/relation-row-reader.js';
import type { RowReader } from '../rows/row-reader.js';
import { type KindLoader, plainDelivery } from './kind-loader.js';
import type { KnownEntities } from './known-entities.js';

/** Loads relations; `ontology` knows the relations that rows have declared on the way. */
export function relationLoader(
  read: RowReader<RelationRow>,
  ontology: Ontology,
  sink: IngestSink,
  entities: KnownEntities,
): KindLoader<RelationRow> {
  return {
    read,
    identity: ({ relation: { subject, predicate, object, weight, source } }) => ({
      key: JSON.stringify([subject.type, subject.id, predicate, object.type, object.id]),
      content: JSON.stringify([weight, source]),
    }),
    deliver: async (rows) => {
      for (const predicate of new Set(rows.map((row) => row.relation.predicate))) {
        if (sink.ontology.find(predicate) === undefined) await sink.declareRelation(ontology.relation(predicate));
      }
      const entitiesCreated = await entities.ensure(rows.flatMap((row) => row.entities));
      return plainDelivery(await sink.upsertRelations(rows.map((row) => row.relation)), entitiesCreated);
    },
  };
}

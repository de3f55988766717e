import { z } from 'zod';
import type { RelationDeclaration } from '../../domain/ontology.js';
import type { DomainRecord, EntityRecord, ItemRecord, SceneRecord, UserRecord } from '../../domain/records.js';
import type { GraphWrites } from '../graph-writes.js';
import type { RemoteMethod, RemoteMethods } from '../remote-methods.js';
import type { LabelledRelation } from '../writes/plan-relations.js';
import type { UpsertReport } from '../writes/upsert-report.js';
import { parsed } from './parsed.js';

const id = z.string();
const interactions = z.object({ records: z.array(z.unknown()), createMissingUsers: z.boolean() });
const declaration = z.looseObject({ name: z.string() }).transform((value) => value as RelationDeclaration);

/**
 * The writer of the process that has the store open, for others. They send records and not statements, so that one
 * writer plans everything: what it remembers stays true, its listeners hear of every write, and writes of several
 * processes go in one after the other.
 */
export function writerMethods(writer: GraphWrites): RemoteMethods {
  return {
    'writer/upsert-domains': upsert<DomainRecord>((records) => writer.upsertDomains(records)),
    'writer/upsert-scenes': upsert<SceneRecord>((records) => writer.upsertScenes(records)),
    'writer/upsert-entities': upsert<EntityRecord>((records) => writer.upsertEntities(records)),
    'writer/upsert-users': upsert<UserRecord>((records) => writer.upsertUsers(records)),
    'writer/upsert-items': upsert<ItemRecord>((records) => writer.upsertItems(records)),
    'writer/upsert-relations': upsert<LabelledRelation>((records) => writer.upsertRelations(records)),
    'writer/record-interactions': (argument, { signal }) => {
      const { records, createMissingUsers } = parsed(interactions, argument);
      signal.throwIfAborted();
      return writer.recordInteractions(trusted(records), { createMissingUsers });
    },
    'writer/declare-relation': (argument) => writer.declareRelation(parsed(declaration, argument)),
    'writer/delete-item': (argument) => writer.deleteItem(parsed(id, argument)),
    'writer/delete-user': (argument) => writer.deleteUser(parsed(id, argument)),
  };
}

function upsert<T>(write: (records: readonly T[]) => Promise<UpsertReport>): RemoteMethod {
  return async (argument, { signal }) => {
    const records = trusted<T>(parsed(z.array(z.unknown()), argument));
    signal.throwIfAborted();
    const { created, changed, unchanged, rejected } = await write(records);
    return { created, changed, unchanged, rejected } satisfies UpsertReport;
  };
}

/** Records come from the same program in another process, which has read them from a file and checked every field. */
function trusted<T>(records: readonly unknown[]): readonly T[] {
  return records as readonly T[];
}

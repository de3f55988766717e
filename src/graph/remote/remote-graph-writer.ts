import type { Ontology, RelationDeclaration, RelationType } from '../../domain/ontology.js';
import type {
  DomainRecord,
  EntityRecord,
  InteractionRecord,
  ItemRecord,
  SceneRecord,
  UserRecord,
} from '../../domain/records.js';
import type { GraphWrites } from '../graph-writes.js';
import type { RecordOptions } from '../writes/event-intake.js';
import type { InteractionOutcome } from '../writes/plan-interactions.js';
import type { LabelledRelation } from '../writes/plan-relations.js';
import type { UpsertReport } from '../writes/upsert-report.js';
import type { RemoteConnection } from './remote-connection.js';

/** Has the writer of the process that has the store open do the writing. */
export class RemoteGraphWriter implements GraphWrites {
  constructor(
    private readonly connection: RemoteConnection,
    private readonly ontology: Ontology,
  ) {}

  upsertDomains(records: readonly DomainRecord[]): Promise<UpsertReport> {
    return this.ask('writer/upsert-domains', records);
  }

  upsertScenes(records: readonly SceneRecord[]): Promise<UpsertReport> {
    return this.ask('writer/upsert-scenes', records);
  }

  upsertEntities(records: readonly EntityRecord[]): Promise<UpsertReport> {
    return this.ask('writer/upsert-entities', records);
  }

  upsertUsers(records: readonly UserRecord[]): Promise<UpsertReport> {
    return this.ask('writer/upsert-users', records);
  }

  upsertItems(records: readonly ItemRecord[]): Promise<UpsertReport> {
    return this.ask('writer/upsert-items', records);
  }

  upsertRelations(records: readonly LabelledRelation[]): Promise<UpsertReport> {
    return this.ask('writer/upsert-relations', records);
  }

  recordInteractions(
    records: readonly InteractionRecord[],
    { createMissingUsers = false }: RecordOptions = {},
  ): Promise<InteractionOutcome[]> {
    return this.ask('writer/record-interactions', { records, createMissingUsers });
  }

  async declareRelation(declaration: RelationDeclaration): Promise<RelationType> {
    await this.ask('writer/declare-relation', declaration);
    return this.ontology.declare(declaration);
  }

  deleteItem(id: string): Promise<boolean> {
    return this.ask('writer/delete-item', id);
  }

  deleteUser(id: string): Promise<boolean> {
    return this.ask('writer/delete-user', id);
  }

  /** What comes back is what the same program has sent, so its shape is not checked again. */
  private async ask<T>(method: string, argument: unknown): Promise<T> {
    return (await this.connection.call(method, argument, { isWrite: true })) as T;
  }
}

import type { Ontology, RelationDeclaration } from '../domain/ontology.js';
import type {
  DomainRecord,
  EntityRecord,
  InteractionRecord,
  ItemRecord,
  RelationRecord,
  SceneRecord,
  UserRecord,
} from '../domain/records.js';
import type { InteractionOutcome } from '../graph/writes/plan-interactions.js';
import type { UpsertReport } from '../graph/writes/upsert-report.js';

/**
 * Where ingest puts its records, batch by batch: the graph, or nothing at all in a dry run. Every call is idempotent;
 * when it resolves, the batch is durable.
 */
export interface IngestSink {
  /** The relations that the graph knows; `declareRelation` adds to it. */
  readonly ontology: Ontology;
  declareRelation(declaration: RelationDeclaration): Promise<unknown>;

  upsertDomains(records: readonly DomainRecord[]): Promise<UpsertReport>;
  upsertScenes(records: readonly SceneRecord[]): Promise<UpsertReport>;
  upsertEntities(records: readonly EntityRecord[]): Promise<UpsertReport>;
  /** Writes items; a domain that does not exist is made from its id. */
  upsertItems(records: readonly ItemRecord[]): Promise<UpsertReport>;
  upsertUsers(records: readonly UserRecord[]): Promise<UpsertReport>;
  upsertRelations(records: readonly RelationRecord[]): Promise<UpsertReport>;
  /** Creates the entities that are not there; the others keep their kinds and labels. Resolves with the number created. */
  ensureEntities(records: readonly EntityRecord[]): Promise<number>;
  /** Records events; one outcome for each, in order. */
  recordInteractions(
    records: readonly InteractionRecord[],
    options: { readonly createMissingUsers: boolean },
  ): Promise<readonly InteractionOutcome[]>;
}

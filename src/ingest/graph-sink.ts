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
import type { GraphReader } from '../graph/graph-reader.js';
import type { GraphWrites } from '../graph/graph-writes.js';
import type { IngestSink } from './ingest-sink.js';

/** Puts records into the graph through its writer. */
export class GraphSink implements IngestSink {
  constructor(
    private readonly writer: GraphWrites,
    private readonly reader: GraphReader,
    readonly ontology: Ontology,
  ) {}

  declareRelation(declaration: RelationDeclaration) {
    return this.writer.declareRelation(declaration);
  }

  upsertDomains(records: readonly DomainRecord[]) {
    return this.writer.upsertDomains(records);
  }

  upsertScenes(records: readonly SceneRecord[]) {
    return this.writer.upsertScenes(records);
  }

  upsertEntities(records: readonly EntityRecord[]) {
    return this.writer.upsertEntities(records);
  }

  upsertItems(records: readonly ItemRecord[]) {
    return this.writer.upsertItems(records);
  }

  upsertUsers(records: readonly UserRecord[]) {
    return this.writer.upsertUsers(records);
  }

  upsertRelations(records: readonly RelationRecord[]) {
    return this.writer.upsertRelations(records);
  }

  async ensureEntities(records: readonly EntityRecord[]): Promise<number> {
    const known = await this.reader.entities(records.map((record) => record.id));
    const missing = new Map(records.filter((record) => !known.has(record.id)).map((record) => [record.id, record]));
    if (missing.size === 0) return 0;
    return (await this.writer.upsertEntities([...missing.values()])).created;
  }

  recordInteractions(records: readonly InteractionRecord[], options: { readonly createMissingUsers: boolean }) {
    return this.writer.recordInteractions(records, options);
  }
}

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
import type { IngestSink } from '../ingest/ingest-sink.js';
import { type Catalogue, catalogueOf } from './catalogue.js';

/** Passes everything on to another sink and remembers the catalogue that went by, for the simulation to use. */
export class CollectingSink implements IngestSink {
  private readonly items = new Map<string, ItemRecord>();
  private readonly scenes = new Map<string, SceneRecord>();
  private readonly relations: RelationRecord[] = [];

  constructor(private readonly target: IngestSink) {}

  get ontology(): Ontology {
    return this.target.ontology;
  }

  /** The works that went by so far. */
  catalogue(): Catalogue {
    return catalogueOf(this.items.values(), this.relations, this.scenes.values());
  }

  declareRelation(declaration: RelationDeclaration) {
    return this.target.declareRelation(declaration);
  }

  upsertDomains(records: readonly DomainRecord[]) {
    return this.target.upsertDomains(records);
  }

  upsertScenes(records: readonly SceneRecord[]) {
    for (const scene of records) this.scenes.set(scene.id, scene);
    return this.target.upsertScenes(records);
  }

  upsertEntities(records: readonly EntityRecord[]) {
    return this.target.upsertEntities(records);
  }

  upsertItems(records: readonly ItemRecord[]) {
    for (const item of records) this.items.set(item.id, item);
    return this.target.upsertItems(records);
  }

  upsertUsers(records: readonly UserRecord[]) {
    return this.target.upsertUsers(records);
  }

  upsertRelations(records: readonly RelationRecord[]) {
    this.relations.push(...records);
    return this.target.upsertRelations(records);
  }

  ensureEntities(records: readonly EntityRecord[]) {
    return this.target.ensureEntities(records);
  }

  recordInteractions(records: readonly InteractionRecord[], options: { readonly createMissingUsers: boolean }) {
    return this.target.recordInteractions(records, options);
  }
}

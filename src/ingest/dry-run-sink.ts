import type { NodeRef, NodeType } from '../domain/nodes.js';
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
import type { RejectedRecord, UpsertReport } from '../graph/writes/upsert-report.js';
import type { FileKind } from './file-kinds.js';
import type { IngestSink } from './ingest-sink.js';
import { SeenRows } from './loading/seen-rows.js';

/** Ids are kept as 64-bit prints, so that a dry run of many millions of rows fits in memory. */
class IdSet {
  private readonly seen = new SeenRows();

  /** True when the id was not there. */
  add(id: string): boolean {
    return this.seen.see(id, '', { file: '', line: 0 }).type === 'first';
  }

  has(id: string): boolean {
    return this.seen.has(id);
  }
}

const FILE_OF: Readonly<Partial<Record<NodeType, FileKind>>> = { Item: 'items', User: 'users', Scene: 'scenes' };

/**
 * Takes records and keeps nothing but their ids. References are checked against the files of the folder; where the
 * folder has no file of a kind, they may be in the graph and pass.
 */
export class DryRunSink implements IngestSink {
  private readonly ids: Readonly<Record<NodeType, IdSet>> = {
    User: new IdSet(),
    Item: new IdSet(),
    Entity: new IdSet(),
    Scene: new IdSet(),
    Domain: new IdSet(),
  };
  private readonly events = new SeenRows();

  constructor(
    readonly ontology: Ontology,
    private readonly kinds: ReadonlySet<FileKind>,
  ) {}

  async declareRelation(declaration: RelationDeclaration) {
    this.ontology.declare(declaration);
  }

  upsertDomains(records: readonly DomainRecord[]) {
    return this.addNodes('Domain', records);
  }

  upsertScenes(records: readonly SceneRecord[]) {
    return this.addNodes('Scene', records);
  }

  upsertEntities(records: readonly EntityRecord[]) {
    return this.addNodes('Entity', records);
  }

  upsertItems(records: readonly ItemRecord[]) {
    return this.addNodes('Item', records);
  }

  upsertUsers(records: readonly UserRecord[]) {
    return this.addNodes('User', records);
  }

  async upsertRelations(records: readonly RelationRecord[]): Promise<UpsertReport> {
    const rejected: RejectedRecord[] = [];
    for (const [index, { subject, object }] of records.entries()) {
      const dangling = [subject, object].find((end) => !this.mayExist(end));
      if (dangling === undefined) continue;
      rejected.push({
        index,
        reason: `dangling reference: the folder has no ${dangling.type} with the id "${dangling.id}"`,
      });
    }
    return { created: records.length - rejected.length, changed: 0, unchanged: 0, rejected };
  }

  async ensureEntities(records: readonly EntityRecord[]): Promise<number> {
    return records.filter((record) => this.ids.Entity.add(record.id)).length;
  }

  async recordInteractions(
    records: readonly InteractionRecord[],
    { createMissingUsers }: { readonly createMissingUsers: boolean },
  ): Promise<InteractionOutcome[]> {
    return records.map((event) => {
      if (!createMissingUsers && !this.mayExist({ type: 'User', id: event.userId })) return 'unknown-user';
      if (!this.mayExist({ type: 'Item', id: event.itemId })) return 'unknown-item';
      if (event.sceneId !== null && !this.mayExist({ type: 'Scene', id: event.sceneId })) return 'unknown-scene';
      const { eventId, userId, ...content } = event;
      const sighting = this.events.see(JSON.stringify([userId, eventId]), JSON.stringify(content), {
        file: '',
        line: 0,
      });
      if (sighting.type === 'first') return 'recorded';
      return sighting.type === 'same' ? 'duplicate' : 'conflict';
    });
  }

  private async addNodes(type: NodeType, records: readonly { readonly id: string }[]): Promise<UpsertReport> {
    for (const record of records) this.ids[type].add(record.id);
    return { created: records.length, changed: 0, unchanged: 0, rejected: [] };
  }

  private mayExist({ type, id }: NodeRef): boolean {
    const file = FILE_OF[type];
    return file === undefined || !this.kinds.has(file) || this.ids[type].has(id);
  }
}

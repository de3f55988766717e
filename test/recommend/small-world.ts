import type { NodeRef } from '../../src/domain/nodes.js';
import { Ontology } from '../../src/domain/ontology.js';
import { seededRandom } from '../../src/domain/random.js';
import type {
  DomainRecord,
  EntityRecord,
  InteractionRecord,
  ItemRecord,
  SceneRecord,
} from '../../src/domain/records.js';
import type { GraphWriter } from '../../src/graph/graph-writer.js';
import { Projection } from '../../src/graph/projection/projection.js';
import { ProjectionUpdater } from '../../src/graph/projection/projection-updater.js';
import type { CommittedWrite, StoredRelation } from '../../src/graph/writes/committed-write.js';

export const NOW_MS = Date.UTC(2026, 5, 1, 12);
export const HOUR_MS = 3_600_000;

export const itemRef = (id: string): NodeRef => ({ type: 'Item', id });
export const entityRef = (id: string): NodeRef => ({ type: 'Entity', id });
export const userRef = (id: string): NodeRef => ({ type: 'User', id });
export const sceneRef = (id: string): NodeRef => ({ type: 'Scene', id });

/** A small graph for tests, told record by record; it becomes a projection, and the same graph in a store. */
export class SmallWorld {
  readonly ontology = new Ontology();
  private readonly domains = new Map<string, DomainRecord>();
  private readonly users = new Set<string>();
  private readonly items: ItemRecord[] = [];
  private readonly entities: EntityRecord[] = [];
  private readonly scenes: SceneRecord[] = [];
  private readonly relations: StoredRelation[] = [];
  private readonly events: InteractionRecord[] = [];

  item(id: string, fields: Partial<ItemRecord> = {}): this {
    const domain = fields.domain ?? 'film';
    if (!this.domains.has(domain)) this.domain(domain, domain, domain);
    this.items.push({
      id,
      domain,
      title: id,
      titleZh: null,
      description: null,
      descriptionZh: null,
      year: null,
      isAvailable: true,
      addedAt: null,
      attributes: {},
      ...fields,
    });
    return this;
  }

  domain(id: string, label: string, labelZh: string): this {
    this.domains.set(id, { id, label, labelZh });
    return this;
  }

  entity(id: string, label = id, labelZh: string | null = null): this {
    this.entities.push({ id, kind: 'topic', label, labelZh });
    return this;
  }

  scene(id: string, fields: Partial<SceneRecord> = {}): this {
    const empty = { timesOfDay: [], weekdays: [], devices: [], places: [], phrases: [] };
    this.scenes.push({ id, label: id, labelZh: id, description: '', ...empty, ...fields });
    return this;
  }

  user(id: string): this {
    this.users.add(id);
    return this;
  }

  relate(subject: NodeRef, relation: string, object: NodeRef, weight = 1): this {
    if (subject.type === 'User') this.users.add(subject.id);
    if (object.type === 'User') this.users.add(object.id);
    this.relations.push({ subject, name: this.ontology.relation(relation).name, object, weight, source: 'test' });
    return this;
  }

  /** An event; each is an hour older than the one before unless `at` says otherwise. */
  event(user: string, item: string, fields: Partial<InteractionRecord> = {}): this {
    this.users.add(user);
    this.events.push({
      eventId: `event-${this.events.length}`,
      userId: user,
      itemId: item,
      kind: 'like',
      value: null,
      at: NOW_MS - (this.events.length + 1) * HOUR_MS,
      sceneId: null,
      context: {},
      ...fields,
    });
    return this;
  }

  likes(user: string, ...items: string[]): this {
    for (const item of items) this.event(user, item);
    return this;
  }

  projection(): Projection {
    const projection = new Projection();
    new ProjectionUpdater(projection).apply(this.writes());
    return projection;
  }

  /** Writes the same graph through a writer. */
  async save(writer: GraphWriter): Promise<void> {
    await writer.upsertDomains([...this.domains.values()]);
    await writer.upsertScenes(this.scenes);
    await writer.upsertEntities(this.entities);
    await writer.upsertItems(this.items);
    await writer.upsertUsers(this.userRecords());
    await writer.upsertRelations(this.relations.map((relation) => ({ ...relation, predicate: relation.name })));
    await writer.recordInteractions(this.events);
  }

  private writes(): CommittedWrite[] {
    return [
      { type: 'domains', records: [...this.domains.values()] },
      { type: 'scenes', records: this.scenes },
      { type: 'entities', records: this.entities },
      { type: 'items', records: this.items },
      { type: 'users', records: this.userRecords() },
      { type: 'relations', records: this.relations },
      { type: 'interactions', records: this.events },
    ];
  }

  private userRecords() {
    return [...this.users].map((id) => ({ id, attributes: {} }));
  }
}

/**
 * A seeded world with everything that the channels walk: three domains, people and topics behind the items, links
 * between entities and between items, scenes, friends, stated preferences, likes and dislikes.
 */
export function randomWorld(seed: number, userCount = 24, itemCount = 30): SmallWorld {
  const random = seededRandom(seed);
  const pick = (count: number) => Math.floor(random() * count);
  const world = new SmallWorld();
  const domains = ['film', 'book', 'music'];
  for (let e = 0; e < 8; e++) world.entity(`e${e}`, `Entity ${e}`, `实体${e}`);
  for (const scene of ['commute', 'bedtime']) world.scene(scene, { label: scene, labelZh: scene });
  for (let i = 0; i < itemCount; i++) {
    world.item(`i${i}`, {
      domain: domains[i % domains.length],
      title: `Work ${i}`,
      titleZh: `作品${i}`,
      year: 1980 + pick(45),
      addedAt: i % 2 === 0 ? NOW_MS - pick(400) * 24 * HOUR_MS : null,
    });
    world.relate(itemRef(`i${i}`), 'WRITTEN_BY', entityRef(`e${pick(4)}`));
    world.relate(itemRef(`i${i}`), 'ABOUT', entityRef(`e${4 + pick(4)}`), 0.5 + random() / 2);
    if (i % 5 === 0) world.relate(itemRef(`i${i}`), 'SUITS', sceneRef(i % 2 === 0 ? 'commute' : 'bedtime'), 0.8);
    if (i % 7 === 3) world.relate(itemRef(`i${i}`), 'BASED_ON', itemRef(`i${(i + 1) % itemCount}`));
    if (i % 6 === 2) world.relate(entityRef(`e${pick(8)}`), 'NOTABLE_WORK', itemRef(`i${i}`));
  }
  world.relate(entityRef('e0'), 'INSPIRED_BY', entityRef('e5'));
  world.relate(entityRef('e6'), 'SEE_ALSO', entityRef('e1'));
  const kinds = ['like', 'finish', 'listen', 'view', 'dislike'];
  for (let u = 0; u < userCount; u++) {
    world.user(`u${u}`);
    const count = pick(9);
    for (let n = 0; n < count; n++) {
      const sceneId = random() < 0.3 ? (random() < 0.5 ? 'commute' : 'bedtime') : null;
      world.event(`u${u}`, `i${pick(itemCount)}`, { kind: kinds[pick(kinds.length)], sceneId });
    }
    if (u % 3 === 0) world.relate(userRef(`u${u}`), 'FRIEND_OF', userRef(`u${(u + 1) % userCount}`));
    if (u % 4 === 0) world.relate(userRef(`u${u}`), 'PREFERS', entityRef(`e${pick(8)}`));
  }
  return world;
}

import { interactionStrength } from '../../domain/interaction-kinds.js';
import type { NodeType } from '../../domain/nodes.js';
import type { InteractionRecord } from '../../domain/records.js';
import type { GraphWriter } from '../graph-writer.js';
import type { CommittedWrite, StoredRelation } from '../writes/committed-write.js';
import { addDomain, addEntity, addItem, addScene } from './add-nodes.js';
import { forgetNode } from './forget-node.js';
import { interactionKindNumber } from './interaction-kind-number.js';
import type { Projection } from './projection.js';
import { settlePair } from './settle-pair.js';

/** Keeps a projection equal to the graph by applying each committed write to it at once. */
export class ProjectionUpdater {
  constructor(private readonly projection: Projection) {}

  /** Applies every write of the writer from now on; returns the function that ends it. */
  follow(writer: GraphWriter): () => void {
    return writer.onCommitted((writes) => this.apply(writes));
  }

  apply(writes: readonly CommittedWrite[]): void {
    for (const write of writes) this.applyOne(write);
    this.fitSizes();
    this.projection.version++;
  }

  private applyOne(write: CommittedWrite): void {
    const { projection } = this;
    switch (write.type) {
      case 'domains':
        for (const record of write.records) addDomain(projection, record);
        break;
      case 'scenes':
        for (const record of write.records) addScene(projection, record);
        break;
      case 'entities':
        for (const record of write.records) addEntity(projection, record);
        break;
      case 'items':
        for (const record of write.records) addItem(projection, record);
        break;
      case 'users':
        for (const record of write.records) projection.users.add(record.id);
        break;
      case 'relations':
        for (const record of write.records) this.setRelation(record);
        break;
      case 'interactions':
        for (const record of write.records) this.appendEvent(record);
        break;
      case 'deletion':
        forgetNode(projection, write.node);
        break;
      case 'declaration':
        break;
    }
  }

  private setRelation({ subject, name, object, weight }: StoredRelation): void {
    const layer = this.projection.ensureLayer(subject.type, name, object.type);
    const from = this.numberOf(subject.type, subject.id);
    const to = this.numberOf(object.type, object.id);
    layer.forward.set(from, to, weight);
    layer.backward.set(to, from, weight);
    if (name !== 'FRIEND_OF') return;
    layer.forward.set(to, from, weight);
    layer.backward.set(from, to, weight);
  }

  private appendEvent(event: InteractionRecord): void {
    const user = this.numberOf('User', event.userId);
    const item = this.numberOf('Item', event.itemId);
    const scene = event.sceneId === null ? -1 : this.numberOf('Scene', event.sceneId);
    const strength = interactionStrength(event.kind, event.value);
    this.projection.events.append(user, item, event.at ?? 0, scene, strength, interactionKindNumber(event.kind));
    settlePair(this.projection, user, item);
  }

  private numberOf(type: NodeType, id: string): number {
    const number = this.projection.indexOf(type).indexOf(id);
    if (number < 0)
      throw new Error(`The projection has no ${type} "${id}", although the graph has just written to it.`);
    return number;
  }

  /** Walks index rows by node number, so every matrix must have a row for every node, the newest ones included. */
  private fitSizes(): void {
    const { users, items, userItems, itemUsers, rejections, layers } = this.projection;
    userItems.ensureSize(users.size, items.size);
    rejections.ensureSize(users.size, items.size);
    itemUsers.ensureSize(items.size, users.size);
    for (const { subjectType, objectType, forward, backward } of layers.values()) {
      const subjects = this.projection.indexOf(subjectType).size;
      const objects = this.projection.indexOf(objectType).size;
      forward.ensureSize(subjects, objects);
      backward.ensureSize(objects, subjects);
    }
  }
}

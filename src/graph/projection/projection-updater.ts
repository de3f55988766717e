import { interactionStrength } from '../../domain/interaction-kinds.js';
import type { NodeRef } from '../../domain/nodes.js';
import type { InteractionRecord, ItemRecord } from '../../domain/records.js';
import type { GraphWriter } from '../graph-writer.js';
import { situationText } from '../records/situation-text.js';
import type { CommittedWrite, RenewedEdges, RenewedNodes, StoredRelation } from '../writes/committed-write.js';
import { addNodes } from './add-nodes.js';
import { edgeStrength } from './edge-strength.js';
import { fitSizes } from './fit-sizes.js';
import { forgetNode } from './forget-node.js';
import { interactionKindNumber } from './interaction-kind-number.js';
import type { Projection } from './projection.js';
import { renewEdges, renewNodes } from './renew-nodes.js';
import { settlePair } from './settle-pair.js';

/** Keeps a projection equal to the graph by applying each committed write to it at once. */
export class ProjectionUpdater {
  constructor(private readonly projection: Projection) {}

  /** Applies every write of the only writer of a graph from now on; returns the function that ends it. */
  follow(writer: GraphWriter): () => void {
    return writer.onCommitted((writes) => {
      const unknown = this.apply(writes);
      if (unknown.length === 0) return;
      const [{ type, id }] = unknown;
      throw new Error(`The projection does not know ${type} "${id}" or a node next to it, which the graph has.`);
    });
  }

  /**
   * Applies what it can and returns the ends of the rest: nodes that another process has made and that the projection
   * has not heard of yet, and those next to them. They have to be read from the graph.
   */
  apply(writes: readonly CommittedWrite[]): NodeRef[] {
    const unknown: NodeRef[] = [];
    let isDifferent = false;
    for (const write of writes) {
      if (write.type === 'renewed-nodes') isDifferent = renewNodes(this.projection, write) || isDifferent;
      else if (write.type === 'renewed-edges') isDifferent = renewEdges(this.projection, write) || isDifferent;
      else {
        for (const node of this.applyOne(write)) unknown.push(node);
        isDifferent = true;
      }
    }
    if (isDifferent) {
      fitSizes(this.projection);
      this.projection.version++;
    }
    return unknown;
  }

  private applyOne(write: Exclude<CommittedWrite, RenewedNodes | RenewedEdges>): NodeRef[] {
    const { projection } = this;
    switch (write.type) {
      case 'relations':
        return write.records.flatMap((record) => this.setRelation(record));
      case 'interactions':
        return write.records.flatMap((record) => this.appendEvent(record));
      case 'deletion':
        forgetNode(projection, write.node);
        return [];
      case 'declaration':
        return [];
      case 'items':
        addNodes(projection, write);
        return write.records.flatMap((item) => this.unlessKnown(domainEnds(item)));
      default:
        addNodes(projection, write);
        return [];
    }
  }

  private setRelation({ subject, name, object, weight }: StoredRelation): NodeRef[] {
    const unknown = this.unlessKnown([subject, object]);
    if (unknown.length > 0) return unknown;
    const layer = this.projection.ensureLayer(subject.type, name, object.type);
    const from = this.projection.indexOf(subject.type).indexOf(subject.id);
    const to = this.projection.indexOf(object.type).indexOf(object.id);
    const strength = edgeStrength(subject.type, object.type, weight);
    layer.forward.set(from, to, strength);
    layer.backward.set(to, from, strength);
    if (name !== 'FRIEND_OF') return [];
    layer.forward.set(to, from, strength);
    layer.backward.set(from, to, strength);
    return [];
  }

  private appendEvent(event: InteractionRecord): NodeRef[] {
    const { users, items, scenes, situations, events } = this.projection;
    const unknown = this.unlessKnown(eventEnds(event));
    if (unknown.length > 0) return unknown;
    const user = users.indexOf(event.userId);
    const item = items.indexOf(event.itemId);
    const scene = event.sceneId === null ? -1 : scenes.indexOf(event.sceneId);
    const strength = interactionStrength(event.kind, event.value);
    const text = situationText(event.context);
    const situation = text === null ? -1 : situations.add(text);
    events.append(user, item, event.at ?? 0, scene, strength, interactionKindNumber(event.kind), situation);
    settlePair(this.projection, user, item);
    return [];
  }

  /** All of the nodes when the projection lacks one of them. */
  private unlessKnown(nodes: NodeRef[]): NodeRef[] {
    return nodes.every(({ type, id }) => this.projection.indexOf(type).has(id)) ? [] : nodes;
  }
}

function domainEnds({ id, domain }: ItemRecord): NodeRef[] {
  return [
    { type: 'Domain', id: domain },
    { type: 'Item', id },
  ];
}

function eventEnds({ userId, itemId, sceneId }: InteractionRecord): NodeRef[] {
  const ends: NodeRef[] = [
    { type: 'User', id: userId },
    { type: 'Item', id: itemId },
  ];
  if (sceneId !== null) ends.push({ type: 'Scene', id: sceneId });
  return ends;
}

import type { Language, NodeRef } from '../domain/nodes.js';
import type { Projection } from '../graph/projection/projection.js';
import { Domain } from '../schema/nodes/domain.type.js';
import { Entity } from '../schema/nodes/entity.type.js';
import { Item } from '../schema/nodes/item.type.js';
import type { Node } from '../schema/nodes/node.interface.js';
import { Scene } from '../schema/nodes/scene.type.js';

/**
 * The nodes of the projection as the API shows them. Everything here is in memory, so that lists of items cost
 * neither a query nor a promise an entry.
 */
export class Catalogue {
  private counts: Int32Array | null = null;

  constructor(private readonly projection: Projection) {}

  has({ type, id }: NodeRef): boolean {
    return this.projection.indexOf(type).has(id);
  }

  /** The node itself; null when nothing has the id, and for users, who are not in memory. */
  node({ type, id }: NodeRef, language: Language = 'en'): Node | null {
    switch (type) {
      case 'User':
        return null;
      case 'Item':
        return this.item(id, language);
      case 'Entity':
        return this.entity(id, language);
      case 'Scene':
        return this.scene(id, language);
      case 'Domain':
        return this.domain(id);
    }
  }

  item(id: string, language: Language = 'en'): Item | null {
    const number = this.projection.items.indexOf(id);
    if (number < 0) return null;
    const facts = this.projection.itemFacts[number];
    const fields = { ...facts, addedAt: facts.addedAt === 0 ? null : facts.addedAt };
    return new Item(id, fields, this.domainAt(facts.domain, language), language);
  }

  entity(id: string, language: Language = 'en'): Entity | null {
    const number = this.projection.entities.indexOf(id);
    return number < 0 ? null : new Entity({ id, ...this.projection.entityFacts[number] }, language);
  }

  scene(id: string, language: Language = 'en'): Scene | null {
    const number = this.projection.scenes.indexOf(id);
    return number < 0 ? null : new Scene(this.projection.sceneFacts[number], language);
  }

  domain(id: string): Domain | null {
    return this.domainAt(this.projection.domains.indexOf(id), 'en');
  }

  /** All scenes in the order in which the store names them. */
  scenes(): Scene[] {
    return this.all('Scene')
      .map((id) => this.scene(id))
      .filter((scene) => scene !== null);
  }

  domains(): Domain[] {
    return this.all('Domain')
      .map((id) => this.domain(id))
      .filter((domain) => domain !== null);
  }

  private all(type: NodeRef['type']): string[] {
    const index = this.projection.indexOf(type);
    const ids = Array.from({ length: index.size }, (_, number) => index.idOf(number));
    return ids.filter((id, number) => index.indexOf(id) === number).sort();
  }

  private domainAt(number: number, language: Language): Domain | null {
    if (number < 0) return null;
    const id = this.projection.domains.idOf(number);
    const record = { id, ...this.projection.domainLabels[number] };
    return new Domain(record, () => this.itemCounts()[number], language);
  }

  /** Live items by domain number, counted when first asked for. */
  private itemCounts(): Int32Array {
    if (this.counts !== null) return this.counts;
    this.counts = new Int32Array(this.projection.domains.size);
    for (let item = 0; item < this.projection.items.size; item++) {
      const { domain } = this.projection.itemFacts[item];
      if (domain >= 0 && this.projection.isLive(item)) this.counts[domain]++;
    }
    return this.counts;
  }
}

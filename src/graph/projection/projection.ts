import type { NodeType } from '../../domain/nodes.js';
import type { RelationName } from '../../domain/ontology.js';
import type { Attributes, SceneRecord } from '../../domain/records.js';
import { EventLog } from './event-log.js';
import { GrowingCsr } from './growing-csr.js';
import { IdIndex } from './id-index.js';
import { SituationTable } from './situation-table.js';

/** One relation between two types of nodes, both ways round. */
export interface RelationLayer {
  readonly name: RelationName;
  readonly subjectType: NodeType;
  readonly objectType: NodeType;
  /** subject -> object */
  readonly forward: GrowingCsr;
  /** object -> subject */
  readonly backward: GrowingCsr;
}

/** What the projection keeps of an item besides its edges, by item number. */
export interface ItemFacts {
  readonly title: string;
  readonly titleZh: string | null;
  readonly description: string | null;
  readonly descriptionZh: string | null;
  /** Domain number, -1 when the item has none. */
  readonly domain: number;
  readonly year: number | null;
  readonly isAvailable: boolean;
  /** Epoch milliseconds, 0 when unknown. */
  readonly addedAt: number;
  readonly attributes: Attributes;
}

export interface EntityFacts {
  readonly kind: string;
  readonly label: string;
  readonly labelZh: string | null;
}

/**
 * The graph as numbers and compressed rows, which the walks run on. It is built from the store in one pass and kept
 * current by every own write; rows of deleted nodes stay, empty, so that numbers never change their meaning.
 */
export class Projection {
  readonly users = new IdIndex();
  readonly items = new IdIndex();
  readonly entities = new IdIndex();
  readonly scenes = new IdIndex();
  readonly domains = new IdIndex();

  readonly itemFacts: ItemFacts[] = [];
  readonly entityFacts: EntityFacts[] = [];
  readonly sceneFacts: SceneRecord[] = [];
  readonly domainLabels: { readonly label: string; readonly labelZh: string }[] = [];

  /** Every event; the newest of a pair decides whether the pair counts as liked. */
  readonly events = new EventLog();
  /** The situations of events, by the facets of their context. */
  readonly situations = new SituationTable();
  /** user -> item: the highest strength of the pair's events, absent when its newest event is negative. */
  userItems = new GrowingCsr();
  /** item -> user, the transpose of `userItems`. */
  itemUsers = new GrowingCsr();
  /** user -> item: pairs whose newest event is negative. */
  rejections = new GrowingCsr();
  /** Relations by `Subject|NAME|Object`, such as `Item|DIRECTED_BY|Entity`. FRIEND_OF holds both directions in each. */
  readonly layers = new Map<string, RelationLayer>();

  /** Counts the writes that were applied; caches compare it. */
  version = 0;

  static layerKey(subjectType: NodeType, name: string, objectType: NodeType): string {
    return `${subjectType}|${name}|${objectType}`;
  }

  indexOf(type: NodeType): IdIndex {
    switch (type) {
      case 'User':
        return this.users;
      case 'Item':
        return this.items;
      case 'Entity':
        return this.entities;
      case 'Scene':
        return this.scenes;
      case 'Domain':
        return this.domains;
    }
  }

  layer(subjectType: NodeType, name: string, objectType: NodeType): RelationLayer | undefined {
    return this.layers.get(Projection.layerKey(subjectType, name, objectType));
  }

  /** The layer, made empty when it does not exist yet. */
  ensureLayer(subjectType: NodeType, name: RelationName, objectType: NodeType): RelationLayer {
    const key = Projection.layerKey(subjectType, name, objectType);
    const known = this.layers.get(key);
    if (known !== undefined) return known;
    const layer: RelationLayer = {
      name,
      subjectType,
      objectType,
      forward: new GrowingCsr(),
      backward: new GrowingCsr(),
    };
    this.layers.set(key, layer);
    return layer;
  }

  /** True when the item exists and has not been deleted. */
  isLive(item: number): boolean {
    return item >= 0 && item < this.items.size && this.items.indexOf(this.items.idOf(item)) === item;
  }
}

import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import { Projection } from '../../graph/projection/projection.js';

/** One relation between items and entities in one direction of storage. */
export interface EntityLayer {
  /** The projection's layer key, which names the weight. */
  readonly key: string;
  readonly relation: string;
  /** True when the graph stores it from the item to the entity. */
  readonly isForward: boolean;
  readonly itemEntities: SparseMatrix;
  readonly entityItems: SparseMatrix;
}

/** One direction of a relation between two nodes of the same type. */
export interface LinkLayer {
  readonly key: string;
  readonly relation: string;
  /** True when `rows` leads along the stored direction. */
  readonly isForward: boolean;
  readonly rows: SparseMatrix;
}

/** The relations that knowledge walks pass, by the shape of their step. */
export interface KnowledgeLayers {
  readonly entities: readonly EntityLayer[];
  readonly items: readonly LinkLayer[];
  readonly hops: readonly LinkLayer[];
}

/** Sorts the projection's layers; layers are only ever added, so the result holds until their number changes. */
export function knowledgeLayers(projection: Projection): KnowledgeLayers {
  const entities: EntityLayer[] = [];
  const items: LinkLayer[] = [];
  const hops: LinkLayer[] = [];
  for (const layer of projection.layers.values()) {
    const { name: relation, subjectType, objectType, forward, backward } = layer;
    const key = Projection.layerKey(subjectType, relation, objectType);
    if (subjectType === 'Item' && objectType === 'Entity') {
      entities.push({ key, relation, isForward: true, itemEntities: forward, entityItems: backward });
    } else if (subjectType === 'Entity' && objectType === 'Item') {
      entities.push({ key, relation, isForward: false, itemEntities: backward, entityItems: forward });
    } else if (subjectType === objectType && (subjectType === 'Item' || subjectType === 'Entity')) {
      const target = subjectType === 'Item' ? items : hops;
      target.push({ key, relation, isForward: true, rows: forward });
      target.push({ key, relation, isForward: false, rows: backward });
    }
  }
  return { entities, items, hops };
}

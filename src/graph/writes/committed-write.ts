import type { NodeRef, NodeType } from '../../domain/nodes.js';
import type { RelationName, RelationType } from '../../domain/ontology.js';
import type {
  DomainRecord,
  EntityRecord,
  InteractionRecord,
  ItemRecord,
  SceneRecord,
  UserRecord,
} from '../../domain/records.js';

/** A relation edge as it stands in the store after a write. */
export interface StoredRelation {
  readonly subject: NodeRef;
  readonly name: RelationName;
  readonly object: NodeRef;
  readonly weight: number;
  readonly source: string;
}

/** The edges of one relation that leave a node; the lists run side by side. */
export interface RenewedRelation {
  readonly subject: string;
  readonly relation: RelationName;
  readonly objectType: NodeType;
  readonly objects: readonly string[];
  readonly weights: readonly number[];
}

/** The events of one user that share kind, scene and situation ('' for none); the lists run side by side. */
export interface RenewedEvents {
  readonly user: string;
  readonly kind: string;
  readonly scene: string;
  /** The facets of the context as one text (situationText). */
  readonly situation: string;
  readonly items: readonly string[];
  readonly strengths: readonly number[];
  readonly times: readonly number[];
  /** The events' places in the order in which all events came. */
  readonly arrivals: readonly number[];
}

/** Nodes as records of their type. */
export type NodesWrite =
  | { readonly type: 'domains'; readonly records: readonly DomainRecord[] }
  | { readonly type: 'scenes'; readonly records: readonly SceneRecord[] }
  | { readonly type: 'entities'; readonly records: readonly EntityRecord[] }
  | { readonly type: 'items'; readonly records: readonly ItemRecord[] }
  | { readonly type: 'users'; readonly records: readonly UserRecord[] };

/** What the store says now about nodes that another process has touched. */
export interface RenewedNodes {
  readonly type: 'renewed-nodes';
  readonly nodeType: NodeType;
  /** The nodes that were read; those without a record are gone. */
  readonly ids: readonly string[];
  readonly found: NodesWrite;
}

/** All edges that leave nodes that another process has touched, the events of users included, as the store has them now. */
export interface RenewedEdges {
  readonly type: 'renewed-edges';
  readonly nodeType: NodeType;
  readonly ids: readonly string[];
  readonly relations: readonly RenewedRelation[];
  readonly events: readonly RenewedEvents[];
}

/** One part of a committed write: what is in the store now that was not there, or was different, before. */
export type CommittedWrite =
  | NodesWrite
  | { readonly type: 'relations'; readonly records: readonly StoredRelation[] }
  | { readonly type: 'interactions'; readonly records: readonly InteractionRecord[] }
  | { readonly type: 'declaration'; readonly relation: RelationType }
  | { readonly type: 'deletion'; readonly node: NodeRef }
  | RenewedNodes
  | RenewedEdges;

/**
 * Hears of every committed write, in order, before the writer's promise resolves; the writer waits for a promise that
 * it returns. It must not throw.
 */
export type CommitListener = (writes: readonly CommittedWrite[]) => void | Promise<void>;

import type { NodeRef } from '../../domain/nodes.js';
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

/** One part of a committed write: what is in the store now that was not there, or was different, before. */
export type CommittedWrite =
  | { readonly type: 'domains'; readonly records: readonly DomainRecord[] }
  | { readonly type: 'scenes'; readonly records: readonly SceneRecord[] }
  | { readonly type: 'entities'; readonly records: readonly EntityRecord[] }
  | { readonly type: 'items'; readonly records: readonly ItemRecord[] }
  | { readonly type: 'users'; readonly records: readonly UserRecord[] }
  | { readonly type: 'relations'; readonly records: readonly StoredRelation[] }
  | { readonly type: 'interactions'; readonly records: readonly InteractionRecord[] }
  | { readonly type: 'declaration'; readonly relation: RelationType }
  | { readonly type: 'deletion'; readonly node: NodeRef };

/**
 * Hears of every committed write, in order, before the writer's promise resolves; the writer waits for a promise that
 * it returns. It must not throw.
 */
export type CommitListener = (writes: readonly CommittedWrite[]) => void | Promise<void>;

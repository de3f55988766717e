import type { GraphWriter } from './graph-writer.js';

/** Writing to the graph as data comes in: by a writer of this process, or by that of the one that has the store open. */
export type GraphWrites = Pick<
  GraphWriter,
  | 'upsertDomains'
  | 'upsertScenes'
  | 'upsertEntities'
  | 'upsertUsers'
  | 'upsertItems'
  | 'upsertRelations'
  | 'recordInteractions'
  | 'declareRelation'
  | 'deleteItem'
  | 'deleteUser'
>;

import type { NodeRef, NodeType } from '../../domain/nodes.js';
import type { GrowingCsr } from './growing-csr.js';
import type { Projection } from './projection.js';

/** Takes a deleted node out of a projection with everything that hangs on it; its number stays taken. */
export function forgetNode(projection: Projection, { type, id }: NodeRef): void {
  const index = projection.indexOf(type);
  const number = index.indexOf(id);
  if (number < 0) return;
  if (type === 'User') forgetEventsOfUser(projection, number);
  if (type === 'Item') forgetEventsOfItem(projection, number);
  forgetRelations(projection, type, number);
  index.remove(id);
}

function forgetEventsOfUser({ events, userItems, itemUsers, rejections }: Projection, user: number): void {
  events.removeUser(user);
  clearBoth(userItems, itemUsers, user);
  rejections.clearRow(user);
}

function forgetEventsOfItem({ events, userItems, itemUsers, rejections }: Projection, item: number): void {
  for (const user of events.removeItem(item)) rejections.delete(user, item);
  clearBoth(itemUsers, userItems, item);
}

function forgetRelations(projection: Projection, type: NodeType, number: number): void {
  for (const { subjectType, objectType, forward, backward } of projection.layers.values()) {
    if (subjectType === type) clearBoth(forward, backward, number);
    if (objectType === type) clearBoth(backward, forward, number);
  }
}

/** Empties a row of a matrix and the same cells of its transpose. */
function clearBoth(matrix: GrowingCsr, transpose: GrowingCsr, row: number): void {
  if (row >= matrix.rowCount) return;
  for (let k = matrix.starts[row]; k < matrix.ends[row]; k++) transpose.delete(matrix.targets[k], row);
  matrix.clearRow(row);
}

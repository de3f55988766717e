import type { Projection } from './projection.js';

/** Walks index rows by node number, so every matrix must have a row for every node, the newest ones included. */
export function fitSizes(projection: Projection): void {
  const { users, items, userItems, itemUsers, rejections, layers } = projection;
  userItems.ensureSize(users.size, items.size);
  rejections.ensureSize(users.size, items.size);
  itemUsers.ensureSize(items.size, users.size);
  for (const { subjectType, objectType, forward, backward } of layers.values()) {
    const subjects = projection.indexOf(subjectType).size;
    const objects = projection.indexOf(objectType).size;
    forward.ensureSize(subjects, objects);
    backward.ensureSize(objects, subjects);
  }
}

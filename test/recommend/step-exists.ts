import type { PathStep } from '../../src/domain/explanation.js';
import type { Projection } from '../../src/graph/projection/projection.js';

/** Whom a path is told to; -1 for a visitor. */
interface Told {
  readonly projection: Projection;
  readonly user: number;
}

/** True when the projection has the edge that a step names; a step through people needs one other person behind it. */
export function stepExists({ projection, user }: Told, { from, relation, isForward, to }: PathStep): boolean {
  const [subject, object] = isForward ? [from, to] : [to, from];
  const { items, users, userItems, itemUsers } = projection;
  if (subject.type === 'people') {
    if (relation !== 'INTERACTED' || object.type !== 'node' || object.node.type !== 'Item') return false;
    const item = items.indexOf(object.node.id);
    const others = itemUsers.degree(item) - (user >= 0 && userItems.has(user, item) ? 1 : 0);
    return item >= 0 && others >= Math.max(1, subject.count);
  }
  if (object.type === 'people') {
    if (relation !== 'FRIEND_OF' || subject.node.type !== 'User') return false;
    const friends = projection.layer('User', 'FRIEND_OF', 'User')?.forward;
    return (friends?.degree(users.indexOf(subject.node.id)) ?? 0) >= Math.max(1, object.count);
  }
  const subjectNumber = projection.indexOf(subject.node.type).indexOf(subject.node.id);
  const objectNumber = projection.indexOf(object.node.type).indexOf(object.node.id);
  if (subjectNumber < 0 || objectNumber < 0) return false;
  if (relation === 'INTERACTED') return userItems.has(subjectNumber, objectNumber);
  if (relation === 'IN_DOMAIN') return projection.itemFacts[subjectNumber].domain === objectNumber;
  const layer = projection.layer(subject.node.type, relation, object.node.type);
  return layer?.forward.has(subjectNumber, objectNumber) === true;
}

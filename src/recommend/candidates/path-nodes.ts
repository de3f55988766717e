import type { PathNode, PathStep } from '../../domain/explanation.js';
import type { Projection } from '../../graph/projection/projection.js';

/** Groups of fewer people than this are never counted in an answer: they could be recognised. */
export const SMALLEST_SHOWN_COUNT = 10;

/** The user whom the answer is for. */
export function userNode(projection: Projection, user: number): PathNode {
  return { type: 'node', node: { type: 'User', id: projection.users.idOf(user) }, label: 'you', labelZh: '你' };
}

export function itemNode(projection: Projection, item: number): PathNode {
  const facts = projection.itemFacts[item];
  const id = projection.items.idOf(item);
  return { type: 'node', node: { type: 'Item', id }, label: facts?.title ?? id, labelZh: facts?.titleZh ?? null };
}

export function entityNode(projection: Projection, entity: number): PathNode {
  const facts = projection.entityFacts[entity];
  const id = projection.entities.idOf(entity);
  return { type: 'node', node: { type: 'Entity', id }, label: facts?.label ?? id, labelZh: facts?.labelZh ?? null };
}

export function sceneNode(projection: Projection, scene: number): PathNode {
  const facts = projection.sceneFacts[scene];
  const id = projection.scenes.idOf(scene);
  return { type: 'node', node: { type: 'Scene', id }, label: facts?.label ?? id, labelZh: facts?.labelZh ?? null };
}

export function domainNode(projection: Projection, domain: number): PathNode {
  const facts = projection.domainLabels[domain];
  const id = projection.domains.idOf(domain);
  return { type: 'node', node: { type: 'Domain', id }, label: facts?.label ?? id, labelZh: facts?.labelZh ?? null };
}

/** Other people as a number; 0 stands for a few, fewer than SMALLEST_SHOWN_COUNT. */
export function peopleNode(count: number): PathNode {
  return { type: 'people', count: count >= SMALLEST_SHOWN_COUNT ? count : 0 };
}

export function step(from: PathNode, relation: string, isForward: boolean, to: PathNode): PathStep {
  return { from, relation, isForward, to };
}

/** The step from the user to a liked item; none for a visitor, whose paths begin at the item. */
export function likedStep(projection: Projection, user: number, item: number): PathStep[] {
  if (user < 0) return [];
  return [step(userNode(projection, user), 'INTERACTED', true, itemNode(projection, item))];
}

/** How many people other than the user like the item. */
function othersWhoLike(projection: Projection, user: number, item: number): number {
  const isOwn = user >= 0 && projection.userItems.has(user, item);
  return projection.itemUsers.degree(item) - (isOwn ? 1 : 0);
}

/** The path of channels that rest on everybody: others took the item. Empty when nobody else has. */
export function peopleStep(projection: Projection, user: number, item: number): PathStep[] {
  const others = othersWhoLike(projection, user, item);
  return others > 0 ? [step(peopleNode(others), 'INTERACTED', true, itemNode(projection, item))] : [];
}

import { isDeepStrictEqual } from 'node:util';
import type { NodeType } from '../../domain/nodes.js';
import type { NodesWrite, RenewedEdges, RenewedNodes, RenewedRelation } from '../writes/committed-write.js';
import { addNodes } from './add-nodes.js';
import { edgeStrength } from './edge-strength.js';
import { fitSizes } from './fit-sizes.js';
import { forgetNode } from './forget-node.js';
import { Projection, type RelationLayer } from './projection.js';
import { replaceEvents } from './replace-events.js';
import { replaceRow } from './replace-row.js';
import { eventsByUser } from './stored-events.js';

/**
 * Makes what a projection keeps of some nodes equal to what the store said about them; returns whether anything was
 * different. It says what is, not what has changed, so applying it twice, or to nodes that have been brought up to date
 * in another way, does no harm.
 */
export function renewNodes(projection: Projection, { nodeType, ids, found }: RenewedNodes): boolean {
  let isDifferent = renewFacts(projection, found);
  const kept = new Set(found.records.map(({ id }) => id));
  for (const id of ids) {
    if (kept.has(id) || !projection.indexOf(nodeType).has(id)) continue;
    forgetNode(projection, { type: nodeType, id });
    isDifferent = true;
  }
  return isDifferent;
}

/** The same for the edges that leave some nodes, and for the events of users. */
export function renewEdges(projection: Projection, renewal: RenewedEdges): boolean {
  const { nodeType, ids } = renewal;
  fitSizes(projection);
  const known = ids.filter((id) => projection.indexOf(nodeType).has(id));
  let isDifferent = renewRelations(projection, renewal, known);
  if (nodeType !== 'User') return isDifferent;
  const events = eventsByUser(projection, renewal.events);
  for (const id of known) {
    const user = projection.users.indexOf(id);
    if (replaceEvents(projection, user, events.get(user) ?? [])) isDifferent = true;
  }
  return isDifferent;
}

function renewFacts(projection: Projection, found: NodesWrite): boolean {
  const before = found.records.map(({ id }) => factsOf(projection, found.type, id));
  addNodes(projection, found);
  return found.records.some(({ id }, k) => !isDeepStrictEqual(before[k], factsOf(projection, found.type, id)));
}

function factsOf(projection: Projection, type: NodesWrite['type'], id: string): unknown {
  switch (type) {
    case 'domains':
      return projection.domainLabels[projection.domains.indexOf(id)];
    case 'scenes':
      return projection.sceneFacts[projection.scenes.indexOf(id)];
    case 'entities':
      return projection.entityFacts[projection.entities.indexOf(id)];
    case 'items':
      return projection.itemFacts[projection.items.indexOf(id)];
    case 'users':
      return projection.users.has(id);
  }
}

function renewRelations(
  projection: Projection,
  { nodeType, relations }: RenewedEdges,
  known: readonly string[],
): boolean {
  const rows = new Map<string, Map<string, Map<number, number>>>();
  for (const relation of relations) {
    const { name } = projection.ensureLayer(nodeType, relation.relation, relation.objectType);
    const key = Projection.layerKey(nodeType, name, relation.objectType);
    const bySubject = rows.get(key) ?? new Map<string, Map<number, number>>();
    rows.set(key, bySubject);
    const cells = bySubject.get(relation.subject) ?? new Map<number, number>();
    bySubject.set(relation.subject, cells);
    addCells(projection, nodeType, relation, cells);
  }
  let isDifferent = false;
  for (const [key, layer] of projection.layers) {
    if (layer.subjectType !== nodeType) continue;
    for (const id of known) {
      if (renewRow(projection, layer, id, rows.get(key)?.get(id) ?? NO_CELLS)) isDifferent = true;
    }
  }
  return isDifferent;
}

const NO_CELLS: ReadonlyMap<number, number> = new Map();

/** An edge to a node that is newer than the projection is left out: the change that tells of both comes later. */
function addCells(
  projection: Projection,
  subjectType: NodeType,
  { objectType, objects, weights }: RenewedRelation,
  cells: Map<number, number>,
): void {
  for (let k = 0; k < objects.length; k++) {
    const object = projection.indexOf(objectType).indexOf(objects[k]);
    if (object < 0) continue;
    const strength = edgeStrength(subjectType, objectType, weights[k]);
    cells.set(object, Math.max(strength, cells.get(object) ?? 0));
  }
}

function renewRow(
  projection: Projection,
  { name, subjectType, forward, backward }: RelationLayer,
  id: string,
  cells: ReadonlyMap<number, number>,
): boolean {
  const row = projection.indexOf(subjectType).indexOf(id);
  const isDifferent = replaceRow(forward, backward, row, cells);
  if (name === 'FRIEND_OF') replaceRow(backward, forward, row, cells);
  return isDifferent;
}

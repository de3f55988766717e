import { createHash } from 'node:crypto';
import { NODE_TYPES, type NodeType } from '../../domain/nodes.js';
import type { GrowingCsr } from './growing-csr.js';
import type { IdIndex } from './id-index.js';
import type { Projection } from './projection.js';

/**
 * A hash over all that a projection says, by ids: two that were made in different ways, with other numbers for the
 * same nodes, have one digest when they are equal. Parts are hashed by themselves and added up, so their order does
 * not matter; only the events of one user stand in the order in which they came.
 */
export function projectionDigest(projection: Projection): string {
  const { users, items } = projection;
  const sum = new Uint32Array(8);
  for (const type of NODE_TYPES) {
    const index = projection.indexOf(type);
    for (const id of index.liveIds()) add(sum, [type, id, factsOf(projection, type, index.indexOf(id))]);
  }
  for (const id of users.liveIds()) add(sum, ['events', id, eventsOf(projection, users.indexOf(id))]);
  addCells(sum, 'liked', projection.userItems, users, items);
  addCells(sum, 'liked by', projection.itemUsers, items, users);
  addCells(sum, 'rejected', projection.rejections, users, items);
  for (const [key, { subjectType, objectType, forward, backward }] of projection.layers) {
    addCells(sum, key, forward, projection.indexOf(subjectType), projection.indexOf(objectType));
    addCells(sum, `${key} back`, backward, projection.indexOf(objectType), projection.indexOf(subjectType));
  }
  return Buffer.from(sum.buffer).toString('hex');
}

function factsOf(projection: Projection, type: NodeType, number: number): unknown {
  switch (type) {
    case 'User':
      return null;
    case 'Item': {
      const { domain, attributes, ...facts } = projection.itemFacts[number];
      const domainId = domain < 0 ? '' : projection.domains.idOf(domain);
      return sorted({ ...facts, attributes: sorted(attributes), domain: domainId });
    }
    case 'Entity':
      return sorted(projection.entityFacts[number]);
    case 'Scene':
      return sorted(projection.sceneFacts[number]);
    case 'Domain':
      return sorted(projection.domainLabels[number]);
  }
}

function eventsOf({ events, items, scenes, situations }: Projection, user: number): unknown[] {
  const list: unknown[] = [];
  for (let event = events.newestOf(user); event >= 0; event = events.previous[event]) {
    const scene = events.scenes[event];
    const place = scene < 0 ? null : scenes.idOf(scene);
    const item = items.idOf(events.items[event]);
    const number = events.situations[event];
    const situation = number < 0 ? null : situations.textOf(number);
    list.push([item, events.kinds[event], events.strengths[event], events.times[event], place, situation]);
  }
  return list;
}

function addCells(sum: Uint32Array, name: string, matrix: GrowingCsr, rows: IdIndex, columns: IdIndex): void {
  for (let row = 0; row < matrix.rowCount; row++) {
    for (let k = matrix.starts[row]; k < matrix.ends[row]; k++) {
      add(sum, [name, rows.idOf(row), columns.idOf(matrix.targets[k]), matrix.weights[k]]);
    }
  }
}

function sorted(record: object): [string, unknown][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}

function add(sum: Uint32Array, content: unknown): void {
  const hash = createHash('sha256').update(JSON.stringify(content)).digest();
  for (let k = 0; k < sum.length; k++) sum[k] += hash.readUInt32LE(k * 4);
}

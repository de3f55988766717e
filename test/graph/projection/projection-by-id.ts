import type { GrowingCsr } from '../../../src/graph/projection/growing-csr.js';
import type { IdIndex } from '../../../src/graph/projection/id-index.js';
import { Projection } from '../../../src/graph/projection/projection.js';

/** A projection with ids in place of numbers and everything sorted, so that two can be compared. */
export function projectionById(projection: Projection): unknown {
  const { users, items, entities, scenes, domains } = projection;
  return {
    users: liveIds(users),
    items: facts(items, (k) => {
      const { domain, ...rest } = projection.itemFacts[k];
      return { ...rest, domain: domains.idOf(domain) };
    }),
    entities: facts(entities, (k) => projection.entityFacts[k]),
    scenes: facts(scenes, (k) => projection.sceneFacts[k]),
    domains: facts(domains, (k) => projection.domainLabels[k]),
    userItems: cells(projection.userItems, users, items),
    itemUsers: cells(projection.itemUsers, items, users),
    rejections: cells(projection.rejections, users, items),
    chains: liveIds(users).map((id) => [id, chain(projection, users.indexOf(id))]),
    strayEvents: strayEvents(projection),
    layers: [...projection.layers]
      .map(([key, layer]) => [
        key,
        cells(layer.forward, projection.indexOf(layer.subjectType), projection.indexOf(layer.objectType)),
        cells(layer.backward, projection.indexOf(layer.objectType), projection.indexOf(layer.subjectType)),
      ])
      .filter(([, forward]) => forward.length > 0)
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    everyNodeHasARow:
      projection.userItems.starts.length >= users.size && projection.itemUsers.starts.length >= items.size,
  };
}

function liveIds(index: IdIndex): string[] {
  return Array.from({ length: index.size }, (_, k) => index.idOf(k))
    .filter((id, k) => index.indexOf(id) === k)
    .sort();
}

function facts(index: IdIndex, of: (number: number) => unknown): unknown[] {
  return liveIds(index).map((id) => [id, of(index.indexOf(id))]);
}

function cells(matrix: GrowingCsr, rows: IdIndex, columns: IdIndex): string[] {
  const list: string[] = [];
  for (let row = 0; row < matrix.rowCount; row++) {
    for (let k = matrix.starts[row]; k < matrix.ends[row]; k++) {
      list.push(`${rows.idOf(row)} ${columns.idOf(matrix.targets[k])} ${matrix.weights[k]}`);
    }
  }
  return list.sort();
}

function chain({ events, items, scenes, situations }: Projection, user: number): unknown[] {
  const list: unknown[] = [];
  for (let k = events.newestOf(user); k >= 0; k = events.previous[k]) {
    const scene = events.scenes[k] < 0 ? null : scenes.idOf(events.scenes[k]);
    list.push([
      events.users[k] === user,
      items.idOf(events.items[k]),
      events.times[k],
      scene,
      events.situations[k] < 0 ? null : situations.textOf(events.situations[k]),
      events.strengths[k],
      events.kinds[k],
    ]);
  }
  return list;
}

/** Events that belong to a live user but cannot be reached through the user's chain; there must be none. */
function strayEvents({ events, users }: Projection): number {
  let reachable = 0;
  for (let user = 0; user < users.size; user++) {
    for (let k = events.newestOf(user); k >= 0; k = events.previous[k]) reachable++;
  }
  let owned = 0;
  for (let k = 0; k < events.length; k++) if (events.users[k] >= 0) owned++;
  return owned - reachable;
}

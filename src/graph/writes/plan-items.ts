import type { DomainRecord, ItemRecord } from '../../domain/records.js';
import type { KnowledgeGraph, StatementCall } from '../knowledge-graph.js';
import { domainProperties } from '../records/node-properties.js';
import { ITEM_CODEC } from './node-codecs.js';
import { knownIds, planNodes } from './plan-nodes.js';
import type { UpsertTally } from './upsert-report.js';

export interface ItemPlan {
  readonly calls: StatementCall[];
  readonly written: ItemRecord[];
  /** Domains that the items name and nobody has described. */
  readonly domains: DomainRecord[];
  readonly newEdges: number;
}

/** Plans a batch of items with their places in domains; a domain that nobody has described yet is made from its id. */
export async function planItems(
  graph: KnowledgeGraph,
  batch: readonly ItemRecord[],
  start: number,
  tally: UpsertTally,
): Promise<ItemPlan> {
  const { calls, written, stored } = await planNodes(graph, ITEM_CODEC, batch, start, tally);
  const moved = written.filter((item) => stored.get(item.id)?.domain !== item.domain);
  const known = await knownIds(
    graph,
    'Domain',
    moved.map((item) => item.domain),
  );
  const missing = new Set(moved.map((item) => item.domain).filter((id) => !known.has(id)));
  const domains = [...missing].map((id) => ({ id, label: id, labelZh: id }));

  if (domains.length > 0) {
    const rows = domains.map((domain) => ({ properties: domainProperties(domain) }));
    calls.push({ key: 'nodes/create-nodes', subjectType: 'Domain', parameters: { rows } });
  }
  const left = moved.filter((item) => stored.get(item.id)?.domain !== undefined).map((item) => item.id);
  if (left.length > 0) calls.push({ key: 'items/unlink-domains', parameters: { ids: left } });
  if (moved.length > 0) {
    const rows = moved.map((item) => ({ item: item.id, domain: item.domain }));
    calls.push({ key: 'items/link-domains', parameters: { rows } });
  }
  return { calls, written, domains, newEdges: moved.length };
}

import type { CypherNode, CypherPath, CypherRelationship, CypherValue } from '../cypher-runner.js';

/** The engine's values as the port has them. The engine gives nodes, relationships and paths as plain objects. */
export function cypherValue(value: unknown): CypherValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return value.map(cypherValue);
  const tag = Object.prototype.toString.call(value);
  // By tag, because the native module's objects may come from another realm, where `instanceof` is false.
  if (tag === '[object Date]') return new Date(Number(value)).toISOString();
  if (ArrayBuffer.isView(value)) return Array.from(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  return objectValue(Object.entries(value));
}

function objectValue(entries: readonly [string, unknown][]): CypherValue {
  const fields = new Map(entries);
  const labels = fields.get('_labels');
  if (fields.has('_id') && Array.isArray(labels)) return node(labels, entries);
  const type = fields.get('_type');
  if (fields.has('_source') && fields.has('_target') && typeof type === 'string') return relationship(type, entries);
  const nodes = fields.get('nodes');
  const edges = fields.get('edges');
  if (fields.size === 2 && Array.isArray(nodes) && Array.isArray(edges) && nodes.length === edges.length + 1) {
    return path(nodes, edges);
  }
  return mapOf(entries);
}

function node(labels: readonly unknown[], entries: readonly [string, unknown][]): CypherNode {
  return { type: 'node', labels: labels.map(String), properties: properties(entries) };
}

function relationship(name: string, entries: readonly [string, unknown][]): CypherRelationship {
  return { type: 'relationship', name, properties: properties(entries) };
}

function path(nodes: readonly unknown[], edges: readonly unknown[]): CypherPath {
  const parts = nodes.flatMap((each, at) => (at === 0 ? [each] : [edges[at - 1], each])).map(cypherValue);
  return { type: 'path', parts: parts.filter(isPathPart) };
}

function isPathPart(value: CypherValue): value is CypherNode | CypherRelationship {
  return typeof value === 'object' && value !== null && 'type' in value;
}

/** The engine's own fields (`_id`, `_labels`, `_type`, `_source`, `_target`) are no properties. */
function properties(entries: readonly [string, unknown][]): Record<string, CypherValue> {
  return mapOf(entries.filter(([name]) => !OWN_FIELDS.has(name)));
}

const OWN_FIELDS = new Set(['_id', '_labels', '_type', '_source', '_target']);

function mapOf(entries: readonly [string, unknown][]): Record<string, CypherValue> {
  return Object.fromEntries(entries.map(([name, value]) => [name, cypherValue(value)]));
}

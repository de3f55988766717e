import neo4j, { type Node, type Path, type Relationship } from 'neo4j-driver';
import type { CypherNode, CypherPath, CypherRelationship, CypherValue } from '../cypher-runner.js';
import { toExactNumber } from './integers.js';

/** The driver's values as the port has them: integers beyond 2^53 as bigint, temporal values as ISO 8601 text. */
export function cypherValue(value: unknown): CypherValue {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'bigint':
      return value;
    case 'object':
      break;
    default:
      return null;
  }
  if (value === null) return null;
  if (neo4j.isInt(value)) return toExactNumber(value);
  if (Array.isArray(value)) return value.map(cypherValue);
  if (ArrayBuffer.isView(value)) return Array.from(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  if (neo4j.isNode(value)) return nodeValue(value);
  if (neo4j.isRelationship(value)) return relationshipValue(value);
  if (neo4j.isPath(value)) return pathValue(value);
  if (isTemporal(value)) return value.toString();
  return mapOf(value);
}

function nodeValue({ labels, properties }: Node): CypherNode {
  return { type: 'node', labels, properties: mapOf(properties) };
}

function relationshipValue({ type, properties }: Relationship): CypherRelationship {
  return { type: 'relationship', name: type, properties: mapOf(properties) };
}

function pathValue({ start, segments }: Path): CypherPath {
  const steps = segments.flatMap(({ relationship, end }) => [relationshipValue(relationship), nodeValue(end)]);
  return { type: 'path', parts: [nodeValue(start), ...steps] };
}

function isTemporal(value: object): boolean {
  return [
    neo4j.isDateTime,
    neo4j.isDate,
    neo4j.isLocalDateTime,
    neo4j.isTime,
    neo4j.isLocalTime,
    neo4j.isDuration,
  ].some((isKind) => isKind(value));
}

/** A map's entries; those of a point are its coordinates and the number of the system that they belong to. */
function mapOf(value: object): Record<string, CypherValue> {
  const map: Record<string, CypherValue> = {};
  for (const [name, entry] of Object.entries(value)) if (entry !== undefined) map[name] = cypherValue(entry);
  return map;
}

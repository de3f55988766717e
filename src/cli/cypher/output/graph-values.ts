import type { CypherNode, CypherPath, CypherRelationship } from '../../../graph/cypher-runner.js';

/** Whether a value of a result is a node, as against a map that happens to have a key `type`. */
export function isNode(value: object): value is CypherNode {
  return 'type' in value && value.type === 'node' && 'labels' in value && Array.isArray(value.labels) && hasMap(value);
}

/** Whether a value of a result is a relationship. */
export function isRelationship(value: object): value is CypherRelationship {
  return (
    'type' in value &&
    value.type === 'relationship' &&
    'name' in value &&
    typeof value.name === 'string' &&
    hasMap(value)
  );
}

/** Whether a value of a result is a path. */
export function isPath(value: object): value is CypherPath {
  return 'type' in value && value.type === 'path' && 'parts' in value && Array.isArray(value.parts);
}

function hasMap(value: object): boolean {
  return 'properties' in value && typeof value.properties === 'object' && value.properties !== null;
}

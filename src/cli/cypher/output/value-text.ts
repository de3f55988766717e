import type { CypherNode, CypherRelationship } from '../../../graph/cypher-runner.js';
import { oneLine } from '../../output/print.js';
import { isNode, isPath, isRelationship } from './graph-values.js';

/** A value as people read it in a table; texts inside of lists and maps are quoted, as in Cypher. */
export function valueText(value: unknown): string {
  return typeof value === 'string' ? oneLine(value) : innerText(value);
}

function innerText(value: unknown): string {
  if (typeof value === 'string') return `'${oneLine(value).replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  if (value === null || typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return `[${value.map(innerText).join(', ')}]`;
  if (isNode(value)) return nodeText(value);
  if (isRelationship(value)) return `[${withProperties(`:${value.name}`, value.properties)}]`;
  if (isPath(value)) return value.parts.map(pathPartText).join('');
  return mapText(value);
}

function nodeText({ labels, properties }: CypherNode): string {
  return `(${withProperties(labels.map((label) => `:${label}`).join(''), properties)})`;
}

/** In a path a node is shown by its id, because all of its properties would hide the path. */
function pathPartText(part: CypherNode | CypherRelationship): string {
  if (part.type === 'relationship') return `-[:${part.name}]-`;
  const { id } = part.properties;
  return id === undefined ? nodeText(part) : `(:${part.labels.join(':')} ${innerText(id)})`;
}

function withProperties(head: string, properties: Readonly<Record<string, unknown>>): string {
  const map = mapText(properties);
  return [head, map === '{}' ? '' : map].filter((part) => part !== '').join(' ');
}

function mapText(map: object): string {
  return `{${Object.entries(map)
    .map(([name, value]) => `${name}: ${innerText(value)}`)
    .join(', ')}}`;
}

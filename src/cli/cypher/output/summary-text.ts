import type { CypherSummary } from '../../../graph/cypher-runner.js';

/** What a statement returned and changed, as one line for people. */
export function summaryText(summary: CypherSummary): string {
  const { nodesCreated, nodesDeleted, relationshipsCreated, relationshipsDeleted, propertiesSet } = summary;
  const parts = [
    ...(summary.columns.length > 0 ? [counted(summary.rowCount, 'row')] : []),
    ...changed(nodesCreated, 'node', 'created'),
    ...changed(nodesDeleted, 'node', 'deleted'),
    ...changed(relationshipsCreated, 'relationship', 'created'),
    ...changed(relationshipsDeleted, 'relationship', 'deleted'),
    ...changed(propertiesSet, 'property', 'set'),
  ];
  return parts.length === 0 ? 'Done.' : `${parts.join(', ')}.`;
}

function changed(count: number, what: string, how: string): string[] {
  return count === 0 ? [] : [`${counted(count, what)} ${how}`];
}

function counted(count: number, what: string): string {
  const plural = what.endsWith('y') ? `${what.slice(0, -1)}ies` : `${what}s`;
  return `${count.toLocaleString('en-US')} ${count === 1 ? what : plural}`;
}

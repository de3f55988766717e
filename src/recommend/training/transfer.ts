import { IsthmusError } from '../../domain/errors.js';
import type { Projection } from '../../graph/projection/projection.js';
import { rowsOf } from '../../models/ranker/ranker-group.js';
import { FEATURE_COUNT } from '../ranking/features.js';
import type { CandidateGroup } from './candidate-group.js';

/** What a ranker is to learn from first, and what it is then to be good at. */
export interface Transfer {
  /** The id of the source domain. */
  readonly from: string;
  /** The id of the target domain. */
  readonly to: string;
}

/** Refuses a transfer between domains that the graph does not have, before anything is fitted. */
export function checkTransfer({ domains }: Projection, { from, to }: Transfer): void {
  for (const id of [from, to]) {
    if (domains.indexOf(id) >= 0) continue;
    const known = Array.from({ length: domains.size }, (_, n) => domains.idOf(n)).join(', ');
    throw new IsthmusError('INVALID_ARGUMENT', `There is no domain "${id.slice(0, 100)}". The graph has: ${known}.`);
  }
  if (from !== to) return;
  throw new IsthmusError('INVALID_ARGUMENT', `Source and target are both "${from}". Name two different domains.`);
}

/** The error of a domain in which too little was taken to learn from. */
export function tooFewLists(domain: string, lists: number, fewest: number): IsthmusError {
  return new IsthmusError(
    'INVALID_ARGUMENT',
    `Of the domain "${domain}" there are ${lists} lists to learn from, and ${fewest} are needed. Name another domain, or train without one.`,
  );
}

/** The candidates of one domain, of the groups in which something of it was taken. */
export function groupsOfDomain(
  groups: readonly CandidateGroup[],
  { domains, itemFacts }: Projection,
  id: string,
): CandidateGroup[] {
  const domain = domains.indexOf(id);
  const isOfDomain = (item: number) => itemFacts[item]?.domain === domain;
  return groups.flatMap((group) => {
    const relevant = new Set([...group.relevant].filter(isOfDomain));
    if (relevant.size === 0) return [];
    const rows = Array.from(group.items.keys()).filter((row) => isOfDomain(group.items[row]));
    const { taskLabels = new Map(), ...chosen } = rowsOf(group, FEATURE_COUNT, rows);
    return [{ ...group, ...chosen, taskLabels, relevant, items: Int32Array.from(rows, (row) => group.items[row]) }];
  });
}

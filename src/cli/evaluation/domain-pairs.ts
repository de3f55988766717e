import { IsthmusError } from '../../domain/errors.js';
import type { Projection } from '../../graph/projection/projection.js';
import type { HeldOutPairs } from '../../recommend/fitting/hold-out.js';
import { chooser, pairsWhere } from './hidden-pairs.js';

/** Users who are supposed to be new to a domain, and their pairs there, which have to be hidden for it. */
export interface ColdDomain {
  readonly users: ReadonlySet<string>;
  readonly pairs: HeldOutPairs;
}

/** Chooses a share of the users. A domain without items is an INGEST_SOURCE_INVALID error. */
export function chooseColdDomain(projection: Projection, domain: string, share: number, seed: number): ColdDomain {
  const { users } = projection;
  const isInDomain = domainTest(projection, domain);
  const isChosen = chooser(share, seed);
  const isCold = Array.from({ length: users.size }, (_, user) => isChosen(users.idOf(user)));
  return {
    users: new Set(isCold.flatMap((cold, user) => (cold ? [users.idOf(user)] : []))),
    pairs: pairsWhere(projection, (user, item) => isCold[user] && isInDomain(item)),
  };
}

/** Everything outside a domain, to be hidden from a model that may know this domain alone. */
export function pairsOutside(projection: Projection, domain: string): HeldOutPairs {
  const isInDomain = domainTest(projection, domain);
  return pairsWhere(projection, (_, item) => !isInDomain(item));
}

/** The id of an item's domain, or null. */
export function domainOf({ items, itemFacts, domains }: Projection, itemId: string): string | null {
  const domain = itemFacts[items.indexOf(itemId)]?.domain ?? -1;
  return domain < 0 ? null : domains.idOf(domain);
}

function domainTest({ domains, itemFacts }: Projection, domain: string): (item: number) => boolean {
  const number = domains.indexOf(domain);
  if (number >= 0) return (item) => itemFacts[item]?.domain === number;
  const known = Array.from({ length: domains.size }, (_, n) => domains.idOf(n)).join(', ');
  throw new IsthmusError('INGEST_SOURCE_INVALID', `No item is in the domain "${domain}". There are: ${known}.`);
}

import type { Integer } from 'neo4j-driver';

const TWO_TO_THE_32 = 4_294_967_296;
/** Beyond this high half an integer has more than 53 bits. */
const MAX_SAFE_HIGH = 2 ** 21;

/** The driver's integer as a number; beyond 2^53 the nearest one. Its own conversion takes 30 times as long. */
export function toNumber({ high, low }: Integer): number {
  return high * TWO_TO_THE_32 + (low >>> 0);
}

/** The driver's integer as a number where that is exact, else as a bigint. */
export function toExactNumber(integer: Integer): number | bigint {
  const { high } = integer;
  return high >= -MAX_SAFE_HIGH && high < MAX_SAFE_HIGH ? toNumber(integer) : integer.toBigInt();
}

import { type CypherToken, cypherTokens, isSign, isWord } from '../script/cypher-tokens.js';

/** The engine nests every clause of a statement in the one before and refuses more levels than this. */
export const MOST_CLAUSES = 128;

const CLAUSES = new Set(['CALL', 'CREATE', 'DELETE', 'FOREACH', 'MATCH', 'MERGE', 'REMOVE', 'SET', 'UNWIND', 'WITH']);

/** How many clauses a statement has, about. */
export function clauseCount(text: string): number {
  return cypherTokens(text).tokens.filter((token) => token.kind === 'word' && CLAUSES.has(token.text.toUpperCase()))
    .length;
}

/**
 * Makes one clause of each run of CREATE clauses: `CREATE (a) CREATE (b)` becomes `CREATE (a) ,      (b)`, which
 * means the same and is one level for the engine. Places in the text stay where they were, for error messages.
 */
export function joinCreates(text: string): string {
  const { tokens } = cypherTokens(text);
  let joined = text;
  let depth = 0;
  let isCreating = false;
  for (const [at, token] of tokens.entries()) {
    depth += depthChange(token);
    if (depth > 0 || token.kind !== 'word') continue;
    if (isWord(token, 'CREATE')) {
      if (isCreating) joined = `${joined.slice(0, token.start)},     ${joined.slice(token.end)}`;
      isCreating = true;
    } else if (!isPathName(tokens, at)) isCreating = false;
  }
  return joined;
}

/** Outside of all brackets a CREATE clause has no words but the names of its paths: `p = (a)-[:R]->(b)`. */
function isPathName(tokens: readonly CypherToken[], at: number): boolean {
  return isSign(tokens[at + 1], '=');
}

function depthChange(token: CypherToken): number {
  if (token.kind !== 'sign') return 0;
  if ('([{'.includes(token.text)) return 1;
  return ')]}'.includes(token.text) ? -1 : 0;
}

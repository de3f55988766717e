import { type CypherToken, cypherTokens, isSign, isWord } from './cypher-tokens.js';

/** What a statement would do. */
export interface StatementKind {
  /** `schema` changes indexes, constraints or the database itself, `data` changes nodes or relationships. */
  readonly effect: 'reads' | 'data' | 'schema';
  /** Whether it asks for its plan, with or without being run. */
  readonly plan: 'EXPLAIN' | 'PROFILE' | null;
}

const DATA_CLAUSES = new Set(['CREATE', 'MERGE', 'SET', 'DELETE', 'DETACH', 'NODETACH', 'REMOVE', 'FOREACH', 'INSERT']);
const SCHEMA_CLAUSES = new Set([
  'ALTER',
  'DEALLOCATE',
  'DENY',
  'DROP',
  'DRYRUN',
  'ENABLE',
  'GRANT',
  'REALLOCATE',
  'RENAME',
  'REVOKE',
  'START',
  'STOP',
  'TERMINATE',
]);
/** Before a word, these make it the name of a property, a label, a parameter or a column. */
const NAME_SIGNS = new Set(['.', ':', '|', '&', '!', '%', '$']);

/**
 * Tells by its clauses what a statement would do. It is strict: a name that could be a clause, such as a variable
 * called `set`, counts as the clause unless it stands between backticks. `CALL` of a procedure counts as reading,
 * because only the engine knows what its procedures do.
 */
export function statementKind(text: string): StatementKind {
  const { tokens } = cypherTokens(text);
  const plan = (['EXPLAIN', 'PROFILE'] as const).find((word) => isWord(tokens[0], word)) ?? null;
  const first = plan === null ? 0 : 1;
  let effect: StatementKind['effect'] = 'reads';
  for (let at = first; at < tokens.length; at++) {
    if (tokens[at].kind !== 'word' || isName(tokens, at)) continue;
    const word = tokens[at].text.toUpperCase();
    // Commands about the schema or the server stand alone, so their word comes first.
    if (at === first && (SCHEMA_CLAUSES.has(word) || createsSchema(tokens, at))) return { effect: 'schema', plan };
    if (DATA_CLAUSES.has(word)) effect = 'data';
  }
  return { effect, plan };
}

/** `CREATE INDEX …`, as against `CREATE (n)` and `CREATE path = (n)…`. */
function createsSchema(tokens: readonly CypherToken[], at: number): boolean {
  return isWord(tokens[at], 'CREATE') && tokens[at + 1]?.kind === 'word' && !isSign(tokens[at + 2], '=');
}

function isName(tokens: readonly CypherToken[], at: number): boolean {
  const before = tokens[at - 1];
  // After the bar of `FOREACH (x IN list | SET …)` a clause is missed here, but FOREACH itself is not.
  if (before?.kind === 'sign' && NAME_SIGNS.has(before.text)) return true;
  // In `n AS as SET …` the second one is a name.
  if (isWord(before, 'AS') && !isWord(tokens[at - 2], 'AS')) return true;
  const after = tokens[at + 1];
  return isSign(after, ':') || isSign(after, '.') || isSign(after, '=');
}

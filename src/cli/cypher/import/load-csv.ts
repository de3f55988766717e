import { IsthmusError } from '../../../domain/errors.js';
import { type CypherToken, cypherTokens, isSign, isWord, nameOf } from '../../../graph/script/cypher-tokens.js';
import { positionAt, positionText } from '../../../graph/script/source-position.js';
import type { Parameters } from '../parameters.js';
import type { CsvRow, ImportFolder } from './import-folder.js';
import { unquoted } from './unquoted.js';

/** A statement with the rows that its LOAD CSV clauses asked for. */
export interface LoadedStatement {
  readonly text: string;
  readonly parameters: Parameters;
}

interface LoadClause {
  readonly start: number;
  /** Where `AS row` begins. */
  readonly asStart: number;
  readonly location: readonly CypherToken[];
  readonly hasHeaders: boolean;
  /** The `FIELDTERMINATOR ';'` after the name of the row, if there is one. */
  readonly terminator: { readonly start: number; readonly end: number; readonly character: string } | null;
}

/**
 * Reads the files of a statement's LOAD CSV clauses here and turns each clause into `UNWIND $csvRows1 AS row`. So the
 * files need not lie where the server could read them, both engines see the same rows, and a statement cannot reach
 * outside of the folder. Places in the text stay where they were, for error messages.
 */
export async function loadCsv(statement: LoadedStatement, folder: ImportFolder): Promise<LoadedStatement> {
  let { text } = statement;
  const parameters: Record<string, unknown> = { ...statement.parameters };
  for (const [at, clause] of loadClauses(text).entries()) {
    const location = clause.location.map((token) => locationPart(token, statement, text)).join('');
    const rows: CsvRow[] = await folder.rows(location, {
      hasHeaders: clause.hasHeaders,
      delimiter: clause.terminator?.character ?? ',',
    });
    const name = `csvRows${at + 1}`;
    parameters[name] = rows;
    if (clause.terminator !== null) text = replaced(text, clause.terminator.start, clause.terminator.end, '');
    text = replaced(text, clause.start, clause.asStart, `UNWIND $${name} `);
  }
  return { text, parameters };
}

function loadClauses(text: string): LoadClause[] {
  const { tokens } = cypherTokens(text);
  return tokens.flatMap((token, at) =>
    isWord(token, 'LOAD') && isWord(tokens[at + 1], 'CSV') ? [loadClause(text, tokens, at)] : [],
  );
}

function loadClause(text: string, tokens: readonly CypherToken[], first: number): LoadClause {
  const hasHeaders = isWord(tokens[first + 2], 'WITH') && isWord(tokens[first + 3], 'HEADERS');
  const from = first + (hasHeaders ? 4 : 2);
  const as = tokens.findIndex((token, at) => at > from && isWord(token, 'AS'));
  if (!isWord(tokens[from], 'FROM') || as === -1 || tokens[as + 1] === undefined) {
    throw new IsthmusError(
      'INVALID_ARGUMENT',
      `Write LOAD CSV [WITH HEADERS] FROM 'file.csv' AS row. ${positionText(positionAt(text, tokens[first].start))}`,
    );
  }
  const [word, value] = tokens.slice(as + 2, as + 4);
  const terminator =
    isWord(word, 'FIELDTERMINATOR') && value?.kind === 'string'
      ? { start: word.start, end: value.end, character: unquoted(value.text) }
      : null;
  const location = tokens.slice(from + 1, as);
  return { start: tokens[first].start, asStart: tokens[as].start, location, hasHeaders, terminator };
}

/** A file may be named by texts and parameters joined by plus signs: whatever else there is, only the engine knows. */
function locationPart(token: CypherToken, { parameters }: LoadedStatement, text: string): string {
  if (token.kind === 'string') return unquoted(token.text);
  const value = token.kind === 'parameter' ? parameters[nameOf(token)] : undefined;
  if (typeof value === 'string') return value;
  if (isSign(token, '+')) return '';
  throw new IsthmusError(
    'INVALID_ARGUMENT',
    `With --import, LOAD CSV takes a text, a parameter that is a text, or these joined by +. ${positionText(positionAt(text, token.start))}`,
  );
}

/** Puts something shorter in a place and blanks the rest, so that lines and columns after it stay the same. */
function replaced(text: string, start: number, end: number, replacement: string): string {
  const old = text.slice(start, end);
  const lines = old.slice(0, replacement.length).replaceAll(/[^\n]/g, '');
  const blanks = old.slice(replacement.length).replaceAll(/[^\n]/g, ' ');
  return `${text.slice(0, start)}${lines}${replacement}${blanks}${text.slice(end)}`;
}

import { Neo4jError } from 'neo4j-driver';
import { IsthmusError } from '../../domain/errors.js';
import { positionText } from '../script/source-position.js';
import { type Neo4jTarget, neo4jError } from './neo4j-errors.js';

/** Codes of the server that blame the statement or what it was given. */
const OF_THE_STATEMENT = /^Neo\.ClientError\.(Statement|Schema|Procedure|LegacyIndex|Transaction\.TransactionHook)/;
const PLACE = /\s*\(line (\d+), column (\d+) \(offset: \d+\)\)/;

/** What went wrong in a statement that a person wrote. The server may have been given more lines before the text. */
export function cypherError(cause: unknown, target: Neo4jTarget, linesBefore: number): IsthmusError {
  const isOfTheStatement = cause instanceof Neo4jError && OF_THE_STATEMENT.test(cause.code);
  if (!isOfTheStatement || cause.code.endsWith('AccessMode')) return neo4jError('the statement', cause, target);
  // The server repeats the text with a mark under the place; the first line says what is wrong.
  const place = PLACE.exec(cause.message);
  const reason = cause.message.split('\n')[0].replace(PLACE, '');
  const position =
    place === null ? '' : ` ${positionText({ line: Number(place[1]) - linesBefore, column: Number(place[2]) })}`;
  return new IsthmusError('INVALID_ARGUMENT', `${/[.!?]$/.test(reason) ? reason : `${reason}.`}${position}`, { cause });
}

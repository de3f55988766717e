import { Neo4jError } from 'neo4j-driver';
import { IsthmusError } from '../../domain/errors.js';
import { positionText } from '../script/source-position.js';
import { blamesStatement, messageText, type Neo4jTarget, neo4jError } from './neo4j-errors.js';

const PLACE = /\s*\(line (\d+), column (\d+) \(offset: \d+\)\)/;

/** What went wrong in a statement that a person wrote. The server may have been given more lines before the text. */
export function cypherError(cause: unknown, target: Neo4jTarget, linesBefore: number): unknown {
  if (!(cause instanceof Neo4jError) || !blamesStatement(cause)) return neo4jError('the statement', cause, target);
  const place = PLACE.exec(cause.message);
  if (place === null) return new IsthmusError('INVALID_ARGUMENT', messageText(cause.message), { cause });
  // The server repeats the text with a mark under the place; the first line says what is wrong.
  const reason = messageText(cause.message.split('\n')[0].replace(PLACE, ''));
  const position = positionText({ line: Number(place[1]) - linesBefore, column: Number(place[2]) });
  return new IsthmusError('INVALID_ARGUMENT', `${reason} ${position}`, { cause });
}

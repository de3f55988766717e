import { IsthmusError } from '../../domain/errors.js';
import type { CypherSession } from './cypher-session.js';

/**
 * Runs the commands that scripts and the prompt share, which are those of Neo4j's own tools: `:param name => value`
 * and `:param {name: value}`. False when it is another command.
 */
export async function runParameterCommand(
  session: CypherSession,
  command: string,
  signal: AbortSignal,
): Promise<boolean> {
  const [, rest] = /^:params?\s+(.+)$/su.exec(command) ?? [];
  if (rest === undefined) return false;
  const [, name, expression] = /^([\p{L}_][\p{L}\p{N}_]*)\s*(?:=>|:)\s*(.+)$/su.exec(rest) ?? [];
  if (name !== undefined && expression !== undefined) await session.setParameter(name, expression, signal);
  else if (rest.startsWith('{')) await session.setParameters(rest, signal);
  else {
    throw new IsthmusError('INVALID_ARGUMENT', 'Write ":param name => value", as in ":param limit => 10".');
  }
  return true;
}

import { IsthmusError } from '../../domain/errors.js';
import { type ScriptPart, scriptParts, splitScript } from '../../graph/script/split-script.js';
import type { CypherSession } from './cypher-session.js';
import { scriptError } from './script-error.js';
import type { ScriptSource } from './script-source.js';
import { runParameterCommand } from './session-command.js';

/**
 * Runs the statements of a script in order, each in a transaction of its own. The first that fails ends the script;
 * the error says what ran before it, and what did not.
 */
export async function runScript(session: CypherSession, source: ScriptSource, signal: AbortSignal): Promise<void> {
  refuseUnclosed(source);
  const parts = scriptParts(source.text);
  const count = parts.filter(({ kind }) => kind === 'statement').length;
  let done = 0;
  for (const part of parts) {
    try {
      if (part.kind === 'statement') await session.run(part.text, signal);
      else if (!(await runParameterCommand(session, part.text, signal))) throw unknownCommand(part);
    } catch (error) {
      throw scriptError(source, part, error, part.kind === 'statement' ? outcome(done, count, signal) : '');
    }
    if (part.kind === 'statement') done++;
  }
}

/** Found before anything runs, because it swallows the rest of the script. */
function refuseUnclosed(source: ScriptSource): void {
  const { unclosedAt } = splitScript(source.text);
  if (unclosedAt === null) return;
  const part = { kind: 'statement', text: source.text, start: unclosedAt } as const;
  const reason = 'The text, name or comment that begins here is never closed. (line 1, column 1)';
  throw scriptError(source, part, new IsthmusError('INVALID_ARGUMENT', reason), 'Nothing was run.');
}

function outcome(done: number, count: number, signal: AbortSignal): string {
  if (count === 1) return '';
  const what = signal.aborted ? 'was interrupted' : 'failed';
  const after = count - done - 1;
  return [
    `Statement ${done + 1} of ${count} ${what} and changed nothing.`,
    done === 0
      ? ''
      : ` ${done === 1 ? 'The one before it' : `The ${done} before it`} ran and stay${done === 1 ? 's' : ''}.`,
    after === 0 ? '' : ` ${after === 1 ? 'The one after it' : `The ${after} after it`} did not run.`,
  ].join('');
}

function unknownCommand({ text }: ScriptPart): IsthmusError {
  const [name] = text.split(/\s/);
  return new IsthmusError(
    'INVALID_ARGUMENT',
    `A script knows the command :param, not ${name}. Each statement is a transaction of its own.`,
  );
}

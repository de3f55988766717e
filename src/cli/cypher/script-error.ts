import { IsthmusError } from '../../domain/errors.js';
import { positionAt, positionIn } from '../../graph/script/source-position.js';
import type { ScriptPart } from '../../graph/script/split-script.js';
import type { ScriptSource } from './script-source.js';

const MOST_CHARACTERS_SHOWN = 100;

/** The same error with the place in the script and its line, so that it can be found in an editor. */
export function scriptError(source: ScriptSource, part: ScriptPart, error: unknown, ending: string): IsthmusError {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof IsthmusError ? error.code : 'INTERNAL';
  return new IsthmusError(code, `${located(source, part, message)}${ending === '' ? '' : `\n${ending}`}`, {
    cause: error,
  });
}

/** A message about a part of a script with its place in the whole script, and a caret below it. */
function located(source: ScriptSource, part: ScriptPart, message: string): string {
  const begin = positionAt(source.text, part.start);
  // A command's expression is sent without its command, so places in it would be wrong.
  const inside = part.kind === 'command' ? null : positionIn(message);
  const line = begin.line + (inside?.line ?? 1) - 1;
  const column = inside === null ? begin.column : inside.column + (inside.line === 1 ? begin.column - 1 : 0);
  // The engines count from the beginning of the statement, and Neo4j shows its line as well.
  const text = message
    .split('\n')[0]
    .replace(/\s*\(line \d+, column \d+[^)]*\)+\.?/, '')
    .trim();
  const excerpt = inside === null ? '' : `\n${caret(source.text.split(/\r?\n/)[line - 1] ?? '', line, column)}`;
  return `${source.name}:${line}:${column}: ${text}${excerpt}`;
}

function caret(line: string, number: number, column: number): string {
  const first = line.length <= MOST_CHARACTERS_SHOWN ? 0 : Math.max(0, column - 1 - MOST_CHARACTERS_SHOWN / 2);
  const shown = line.slice(first, first + MOST_CHARACTERS_SHOWN);
  const margin = `${number} | `;
  const before = shown.slice(0, Math.max(0, column - 1 - first)).replaceAll(/[^\t]/g, ' ');
  return `  ${margin}${shown}\n  ${' '.repeat(margin.length - 2)}| ${before}^`;
}

import { readFile } from 'node:fs/promises';
import { IsthmusError } from '../../domain/errors.js';

/** The text of one script, and what errors call it. */
export interface ScriptSource {
  readonly name: string;
  readonly text: string;
}

/** Reads scripts from files; `-` is the standard input. */
export async function readScripts(
  paths: readonly string[],
  stdin: AsyncIterable<Buffer | string>,
): Promise<ScriptSource[]> {
  const sources: ScriptSource[] = [];
  for (const path of paths) {
    sources.push(path === '-' ? await readStdin(stdin) : { name: path, text: await scriptText(path) });
  }
  return sources;
}

/** The standard input as a script. */
export async function readStdin(stdin: AsyncIterable<Buffer | string>): Promise<ScriptSource> {
  const chunks: Buffer[] = [];
  for await (const chunk of stdin) chunks.push(Buffer.from(chunk));
  return { name: 'stdin', text: Buffer.concat(chunks).toString('utf8') };
}

async function scriptText(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
  } catch (cause) {
    throw new IsthmusError('INVALID_ARGUMENT', `The script ${path} does not exist or cannot be read.`, { cause });
  }
}

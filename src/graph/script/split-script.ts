import { type CypherToken, cypherTokens, isSign } from './cypher-tokens.js';

/** One statement or one command (a line that begins with a colon) of a script, and where it stands in it. */
export interface ScriptPart {
  readonly kind: 'statement' | 'command';
  /** Without the semicolon that ends it. */
  readonly text: string;
  readonly start: number;
}

/** A script in parts. */
export interface SplitScript {
  readonly parts: readonly ScriptPart[];
  /** Where a last statement begins that has no semicolon; null when there is none. */
  readonly unfinishedAt: number | null;
  /** Where a string, a quoted name or a comment begins that never ends; null when there is none. */
  readonly unclosedAt: number | null;
}

/** Cuts a script at the semicolons that end statements; those in strings, comments and quoted names do not. */
export function splitScript(source: string): SplitScript {
  const { tokens, unclosedAt } = cypherTokens(source);
  const parts: ScriptPart[] = [];
  let start: number | null = null;
  let skippedTo = 0;
  for (const token of tokens) {
    if (token.start < skippedTo) continue;
    if (isSign(token, ';')) {
      if (start !== null) parts.push({ kind: 'statement', text: source.slice(start, token.start).trimEnd(), start });
      start = null;
    } else if (start === null && beginsCommand(source, token)) {
      const lineEnd = source.indexOf('\n', token.start);
      skippedTo = lineEnd === -1 ? source.length : lineEnd;
      const text = source.slice(token.start, skippedTo).trimEnd().replace(/;$/, '').trimEnd();
      parts.push({ kind: 'command', text, start: token.start });
    } else start ??= token.start;
  }
  return { parts, unfinishedAt: start, unclosedAt };
}

/** The parts of a whole file, whose last statement needs no semicolon. */
export function scriptParts(source: string): readonly ScriptPart[] {
  const { parts, unfinishedAt } = splitScript(source);
  if (unfinishedAt === null) return parts;
  return [...parts, { kind: 'statement', text: source.slice(unfinishedAt).trimEnd(), start: unfinishedAt }];
}

function beginsCommand(source: string, token: CypherToken): boolean {
  return isSign(token, ':') && source.slice(source.lastIndexOf('\n', token.start - 1) + 1, token.start).trim() === '';
}

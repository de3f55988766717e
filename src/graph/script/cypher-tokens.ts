/** One piece of Cypher text; `name` is a name between backticks, `sign` everything that is a character by itself. */
export interface CypherToken {
  readonly kind: 'word' | 'name' | 'string' | 'number' | 'parameter' | 'sign';
  /** As it stands in the text, with its quotes. */
  readonly text: string;
  /** Where it begins and ends in the text. */
  readonly start: number;
  readonly end: number;
}

/** The tokens of a text, and where a string, name or comment begins that never ends. */
export interface CypherTokens {
  readonly tokens: readonly CypherToken[];
  readonly unclosedAt: number | null;
}

const PIECE =
  /(?<gap>\s+|\/\/[^\n]*|\/\*[^*]*(?:\*(?!\/)[^*]*)*(?:\*\/)?)|(?<string>'[^'\\]*(?:\\.[^'\\]*)*'?|"[^"\\]*(?:\\.[^"\\]*)*"?)|(?<name>`[^`]*(?:``[^`]*)*`?)|(?<parameter>\$(?:[\p{L}\p{N}_]+|`[^`]*`))|(?<word>[\p{L}_][\p{L}\p{N}_]*)|(?<number>\d[\p{L}\p{N}_]*(?:\.\d[\p{L}\p{N}_]*)?)|(?<sign>.)/gsu;

const KINDS = ['string', 'name', 'parameter', 'word', 'number', 'sign'] as const;

/** Cuts Cypher into tokens, so that nothing in a string, a comment or a quoted name is taken for a clause. */
export function cypherTokens(text: string): CypherTokens {
  const tokens: CypherToken[] = [];
  let unclosedAt: number | null = null;
  for (const found of text.matchAll(PIECE)) {
    const piece = found[0];
    const { index: start, groups = {} } = found;
    const kind = KINDS.find((name) => groups[name] !== undefined);
    if (isUnclosed(piece, kind)) unclosedAt = start;
    if (kind !== undefined) tokens.push({ kind, text: piece, start, end: start + piece.length });
  }
  return { tokens, unclosedAt };
}

/** The name that a word, a quoted name or a parameter stands for. */
export function nameOf(token: CypherToken): string {
  const text = token.kind === 'parameter' ? token.text.slice(1) : token.text;
  return text.startsWith('`') ? text.slice(1, -1).replaceAll('``', '`') : text;
}

/** Whether a token is this word, in capitals or not. */
export function isWord(token: CypherToken | undefined, word: string): boolean {
  return token?.kind === 'word' && token.text.toUpperCase() === word;
}

/** Whether a token is this sign. */
export function isSign(token: CypherToken | undefined, sign: string): boolean {
  return token?.kind === 'sign' && token.text === sign;
}

function isUnclosed(piece: string, kind: CypherToken['kind'] | undefined): boolean {
  if (kind === undefined) return piece.startsWith('/*') && (piece.length < 4 || !piece.endsWith('*/'));
  if (kind === 'string') return piece.length < 2 || !hasClosingQuote(piece);
  return kind === 'name' && (piece.length < 2 || piece.split('`').length % 2 === 0);
}

/** The last quote closes the string unless a backslash that is not itself escaped stands before it. */
function hasClosingQuote(piece: string): boolean {
  return piece.endsWith(piece[0]) && (/\\*$/.exec(piece.slice(1, -1))?.[0].length ?? 0) % 2 === 0;
}

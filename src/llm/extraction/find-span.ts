/** Where words stand in a text, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Signs of scripts that part words by blanks; in Chinese or Japanese every sign may begin a name. */
const WORD_SIGN = /(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])[\p{L}\p{N}\p{M}]/u;

/** The first place where these words stand as whole words: exactly, else with other white space between them. */
export function findSpan(text: string, words: string): Span | null {
  const wanted = words.trim();
  if (wanted === '') return null;
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const span = { start: at, end: at + wanted.length };
    if (isWhole(text, span)) return span;
  }
  const parts = wanted.split(/\s+/);
  if (parts.length === 1) return null;
  const pattern = new RegExp(parts.map((part) => escaped(part)).join('\\s+'), 'gu');
  for (const { index, 0: found } of text.matchAll(pattern)) {
    const span = { start: index, end: index + found.length };
    if (isWhole(text, span)) return span;
  }
  return null;
}

/** "Ann" does not stand in "Annual". */
function isWhole(text: string, { start, end }: Span): boolean {
  return !joins(signBefore(text, start), signAt(text, start)) && !joins(signBefore(text, end), signAt(text, end));
}

function joins(before: string, after: string): boolean {
  return WORD_SIGN.test(before) && WORD_SIGN.test(after);
}

function signAt(text: string, at: number): string {
  return at < text.length ? String.fromCodePoint(text.codePointAt(at) ?? 0) : '';
}

function signBefore(text: string, at: number): string {
  const isPair = at > 1 && /[\udc00-\udfff]/.test(text[at - 1]);
  return text.slice(isPair ? at - 2 : Math.max(0, at - 1), at);
}

function escaped(part: string): string {
  return part.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

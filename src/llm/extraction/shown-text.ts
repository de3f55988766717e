/** Signs that nobody sees: control signs but line ends and tabs, direction marks, zero-width signs, tags, halves of pairs. */
const INVISIBLE = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * A text as a model is shown it: what is invisible becomes blanks. Every sign keeps its place, so that a span in the one is a span in the other.
 */
export function shownText(text: string): string {
  return text.replace(INVISIBLE, (sign) => ' '.repeat(sign.length));
}

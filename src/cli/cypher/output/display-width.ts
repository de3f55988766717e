/** Characters that take two cells of a terminal: Chinese, Japanese and Korean writing, full-width forms, emoji. */
const WIDE =
  /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}]|\p{Extended_Pictographic}/gu;
/** Accents and joiners, which take none. */
const NARROW = /[\p{Mn}\p{Me}]|[\u200b-\u200d]/gu;

/** How many cells of a terminal a text takes. */
export function displayWidth(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: plain text is the common case and needs no search.
  if (/^[\u0000-\u024f]*$/.test(text)) return text.length;
  const { length } = Array.from(text);
  return length + (text.match(WIDE)?.length ?? 0) - (text.match(NARROW)?.length ?? 0);
}

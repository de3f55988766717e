/** Most cells are plain ASCII without spaces at the ends; they need no cleaning and are not copied. */
const PLAIN = /^[!-~](?:[ -~]*[!-~])?$/;

/**
 * Byte order marks, zero-width spaces, word joiners, control characters and half surrogates. The zero-width joiner
 * and non-joiner stay: they are part of emoji and of Persian and Indic spelling.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing control characters is the point.
const STRAY = /[\uFEFF\u200B\u2060\p{Cs}\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/gu;

/** Removes stray characters, brings equal texts to equal code points (Unicode NFC) and trims. */
export function cleanText(text: string): string {
  return PLAIN.test(text) ? text : text.replace(STRAY, '').normalize('NFC').trim();
}

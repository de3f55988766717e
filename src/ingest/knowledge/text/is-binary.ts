const SAMPLE_CHARACTERS = 8_192;
const MOST_STRANGE_SHARE = 0.02;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is counted.
const STRANGE = /[\u0000-\u0008\u000E-\u001F\uFFFD]/g;

/** True for what was never meant to be read: too many control or replacement characters at the beginning. */
export function isBinary(text: string): boolean {
  const sample = text.slice(0, SAMPLE_CHARACTERS);
  const strange = sample.match(STRANGE)?.length ?? 0;
  return strange > 3 && strange > sample.length * MOST_STRANGE_SHARE;
}

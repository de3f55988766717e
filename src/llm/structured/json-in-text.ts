/** What a text holds as JSON: the whole, what a code fence encloses, or the first object inside of prose. */
export type FoundJson = { readonly isFound: true; readonly value: unknown } | { readonly isFound: false };

/** Any brace could begin the object; a text of nothing but braces must not take time by the square of its length. */
const MAX_TRIES = 50;

/** Finds the JSON that a model has answered with, whatever it has put around it. */
export function jsonInText(text: string): FoundJson {
  const whole = parsed(text.trim());
  if (whole.isFound) return whole;
  let tries = 0;
  for (let start = text.indexOf('{'); start >= 0 && tries < MAX_TRIES; start = text.indexOf('{', start + 1)) {
    tries++;
    const end = endOfObject(text, start);
    // An object that never ends is a cut-off one: what it holds in parts is not the answer.
    if (end < 0) break;
    const found = parsed(text.slice(start, end));
    if (found.isFound) return found;
  }
  return { isFound: false };
}

/** The place after the brace that closes the one at `start`, braces in strings aside; -1 when none does. */
function endOfObject(text: string, start: number): number {
  let depth = 0;
  let isString = false;
  for (let at = start; at < text.length; at++) {
    const sign = text[at];
    if (isString) {
      if (sign === '\\') at++;
      else if (sign === '"') isString = false;
    } else if (sign === '"') isString = true;
    else if (sign === '{') depth++;
    else if (sign === '}' && --depth === 0) return at + 1;
  }
  return -1;
}

function parsed(text: string): FoundJson {
  try {
    return { isFound: true, value: JSON.parse(text) };
  } catch {
    return { isFound: false };
  }
}

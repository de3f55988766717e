/** Signs of the private use area stand for names; a text that has such signs of its own is no text. */
const FIRST_SIGN = 0xe000;
const MAX_NAMES = 0x1900;
/** What stands for a name. */
export const NAME_SIGN = /[\ue000-\uf8ff]/;

/** Puts one sign in the place of each known name: names are then never taken apart or put together anew. */
export class NameMask {
  private readonly names: readonly string[];
  private readonly patterns: readonly RegExp[];

  constructor(names: readonly string[]) {
    const distinct = [...new Set(names.map((name) => name.normalize('NFC')))].filter((name) => name.trim() !== '');
    // The longest first, or "Dune" would take itself out of "Dune Messiah".
    this.names = distinct.sort((one, other) => other.length - one.length).slice(0, MAX_NAMES);
    this.patterns = this.names.map(patternOf);
  }

  /** The text with signs for names; null for a text that has such signs already. */
  mask(text: string): string | null {
    if (NAME_SIGN.test(text)) return null;
    let masked = text;
    for (const [k, pattern] of this.patterns.entries()) {
      masked = masked.replace(pattern, String.fromCharCode(FIRST_SIGN + k));
    }
    return masked;
  }

  /** The name that stands for a sign. */
  nameOf(sign: string): string {
    return this.names[sign.charCodeAt(0) - FIRST_SIGN] ?? '';
  }

  /** The text with its names again. */
  unmask(text: string): string {
    return text.replaceAll(new RegExp(NAME_SIGN, 'g'), (sign) => this.nameOf(sign));
  }
}

/** Only names without capitals may gain one, at the beginning of a sentence. */
function patternOf(name: string): RegExp {
  const flags = name === name.toLowerCase() ? 'giu' : 'gu';
  return new RegExp(`${edge(name[0], '<')}${escaped(name)}${edge(name.at(-1) ?? '', '')}`, flags);
}

/** A name that begins or ends with a letter of a script with blanks begins or ends a word. */
function edge(sign: string, direction: '<' | ''): string {
  return /[\p{L}\p{N}]/u.test(sign) && !/\p{Script=Han}/u.test(sign) ? `(?${direction}![\\p{L}\\p{N}\\p{M}])` : '';
}

function escaped(name: string): string {
  return name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

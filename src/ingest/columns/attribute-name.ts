const VALID = /^[a-z][A-Za-z0-9_]{0,63}$/;

/** The attribute name that a column's name makes ("Release Date" is releaseDate), or null when it makes none. */
export function attributeName(column: string): string | null {
  if (VALID.test(column)) return column;
  const words = column.split(/[^A-Za-z0-9_]+/).filter((word) => word !== '');
  const joined = words.map((word, index) => (index === 0 ? lowerFirst(word) : upperFirst(word))).join('');
  return VALID.test(joined) ? joined : null;
}

/** "RATING" becomes rating and "ReleaseDate" releaseDate. */
function lowerFirst(word: string): string {
  return word === word.toUpperCase() ? word.toLowerCase() : word.charAt(0).toLowerCase() + word.slice(1);
}

function upperFirst(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

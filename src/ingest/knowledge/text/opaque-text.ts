const TAG = /^<\/?[a-zA-Z][^<>]{0,500}>/;
const LONGEST_TAG = 504;
const HIDING = /^<(script|style)\b/i;
const ENTITY = /&(?:#\d{1,6}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});/g;
const KNOWN_ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&amp;', '&'],
  ['&quot;', '"'],
  ['&apos;', "'"],
  ['&#39;', "'"],
]);

/**
 * The text with markup as spaces, so that every place in it is the same place in the original. Unknown character
 * references become a sign that no name holds: what they stand for must not be guessed.
 */
export function opaqueText(source: string): string {
  if (!source.includes('<') && !source.includes('&')) return source;
  return withoutMarkup(source).replace(ENTITY, (entity) =>
    (KNOWN_ENTITIES.get(entity) ?? '\uFFFC').padEnd(entity.length),
  );
}

/**
 * Blanks tags, comments, scripts and styles. By hand, because a pattern that looks for the end of each of a million
 * comments that never end would look through the whole text each time.
 */
function withoutMarkup(source: string): string {
  const parts: string[] = [];
  const lower = source.toLowerCase();
  const missing = new Set<string>();
  const after = (ending: string, from: number): number => {
    if (missing.has(ending)) return -1;
    const at = lower.indexOf(ending, from);
    if (at === -1) missing.add(ending);
    return at === -1 ? -1 : at + ending.length;
  };
  let from = 0;
  for (let open = source.indexOf('<'); open !== -1; open = source.indexOf('<', Math.max(open + 1, from))) {
    const ahead = source.slice(open, open + LONGEST_TAG);
    const hiding = HIDING.exec(ahead)?.[1].toLowerCase();
    let end = -1;
    if (ahead.startsWith('<!--')) end = after('-->', open + 4);
    else if (hiding !== undefined) end = after(`</${hiding}>`, open);
    if (end === -1) {
      const tag = TAG.exec(ahead);
      if (tag === null) continue;
      end = open + tag[0].length;
    }
    parts.push(source.slice(from, open), ' '.repeat(end - open));
    from = end;
  }
  return parts.join('') + source.slice(from);
}

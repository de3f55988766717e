const MARKUP = /<(script|style)\b[^<]*(?:<(?!\/\1)[^<]*)*<\/\1\s*>|<!--[\s\S]*?-->|<\/?[a-zA-Z][^<>]{0,500}>/g;
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
  return source
    .replace(MARKUP, (markup) => ' '.repeat(markup.length))
    .replace(ENTITY, (entity) => (KNOWN_ENTITIES.get(entity) ?? '\uFFFC').padEnd(entity.length));
}

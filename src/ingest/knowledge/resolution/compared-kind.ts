/** Kinds that texts do not tell apart: whoever makes a thing is a brand here and an organisation there. */
const SAME_KIND: ReadonlyMap<string, string> = new Map([['brand', 'organisation']]);

/** The kind under which things of a kind are compared. */
export function comparedKind(kind: string): string {
  return SAME_KIND.get(kind) ?? kind;
}

/** A value as JSON. Whole numbers beyond 2^53 become text, because most readers of JSON would round them. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? String(each) : each));
}

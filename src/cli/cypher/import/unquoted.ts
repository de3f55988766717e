const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** The text that a string of Cypher stands for. */
export function unquoted(literal: string): string {
  return literal
    .slice(1, -1)
    .replaceAll(/\\(?:u([0-9a-f]{4})|(.))/gis, (_, code: string | undefined, character: string | undefined) =>
      code === undefined
        ? (ESCAPES[character ?? ''] ?? character ?? '')
        : String.fromCharCode(Number.parseInt(code, 16)),
    );
}

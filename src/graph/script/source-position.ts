/** A place in a text as people count it: lines and columns begin with 1. */
export interface SourcePosition {
  readonly line: number;
  readonly column: number;
}

/** The place of an offset. */
export function positionAt(text: string, offset: number): SourcePosition {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: offset - lineStart + 1 };
}

/** How every engine's messages name a place, so that whoever shows the message can find it in the source. */
export function positionText(position: SourcePosition): string {
  return `(line ${position.line}, column ${position.column})`;
}

/** The place that a message names, or null. */
export function positionIn(message: string): SourcePosition | null {
  const found = /\bline (\d+), column (\d+)/.exec(message);
  return found === null ? null : { line: Number(found[1]), column: Number(found[2]) };
}

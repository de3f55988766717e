/** A part of a text: `text.slice(start, end)`. */
export interface TextPiece {
  readonly start: number;
  readonly end: number;
}

export interface PieceOptions {
  /** No piece is longer. */
  readonly maxLength: number;
  /** How much of the piece before a piece begins with, at most: sentences that a fact may need from before the cut. */
  readonly overlapLength: number;
}

// The default rules know the stops of Latin and of Chinese writing alike.
const SENTENCES = new Intl.Segmenter('und', { granularity: 'sentence' });

/** Cuts a text at the ends of sentences into pieces that overlap; a sentence that is too long is cut at blanks. */
export function textPieces(text: string, { maxLength, overlapLength }: PieceOptions): TextPiece[] {
  if (text.trim() === '') return [];
  if (text.length <= maxLength) return [{ start: 0, end: text.length }];
  const starts = sentenceStarts(text, maxLength - overlapLength);
  const pieces: TextPiece[] = [];
  let first = 0;
  while (first < starts.length) {
    let next = first + 1;
    while (next < starts.length && endAt(starts, next + 1, text) - starts[first] <= maxLength) next++;
    pieces.push({ start: starts[first], end: endAt(starts, next, text) });
    if (next >= starts.length) break;
    let back = next;
    // At least one sentence forward, or the pieces would never end.
    while (back - 1 > first && starts[next] - starts[back - 1] <= overlapLength) back--;
    first = back;
  }
  return pieces.filter(({ start, end }) => text.slice(start, end).trim() !== '');
}

function endAt(starts: readonly number[], next: number, text: string): number {
  return next < starts.length ? starts[next] : text.length;
}

/**
 * Where sentences begin; none is longer than `maxLength`. The segmenter is given a window at a time: its own time grows
 * with the square of what it is given.
 */
function sentenceStarts(text: string, maxLength: number): number[] {
  const starts: number[] = [];
  const windowLength = 2 * maxLength;
  for (let from = 0; from < text.length; ) {
    const to = outsidePair(text, from + windowLength);
    const isLast = to >= text.length;
    const sentences = [...SENTENCES.segment(text.slice(from, to))];
    // The window may have cut its last sentence: that one begins the next window.
    const whole = isLast || sentences.length === 1 ? sentences : sentences.slice(0, -1);
    let end = from;
    for (const { index, segment } of whole) {
      end = from + index + segment.length;
      for (let at = from + index; at < end; ) {
        starts.push(at);
        at = end - at <= maxLength ? end : cutBefore(text, at, at + maxLength);
      }
    }
    from = end;
  }
  return starts;
}

/** The last good place for a cut in (start, limit]: after a blank, else not inside of a pair of surrogates. */
function cutBefore(text: string, start: number, limit: number): number {
  const blank = text.lastIndexOf(' ', limit - 1);
  if (blank > start) return blank + 1;
  const place = outsidePair(text, limit);
  return place > start ? place : limit;
}

/** The place itself, or the one before when it lies inside of a pair of surrogates. */
function outsidePair(text: string, place: number): number {
  const isInside = /[\ud800-\udbff]/.test(text[place - 1] ?? '') && /[\udc00-\udfff]/.test(text[place] ?? '');
  return isInside ? place - 1 : place;
}

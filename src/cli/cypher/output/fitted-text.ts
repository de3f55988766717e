import { displayWidth } from './display-width.js';

/** A text that takes exactly this many cells of a terminal: filled up with spaces, or cut with an ellipsis. */
export function fittedText(text: string, width: number, alignment: 'left' | 'right'): string {
  const room = width - displayWidth(text);
  if (room < 0) return cutText(text, width);
  return alignment === 'left' ? text + ' '.repeat(room) : ' '.repeat(room) + text;
}

function cutText(text: string, width: number): string {
  let cut = '';
  let left = width - 1;
  for (const character of text) {
    left -= displayWidth(character);
    if (left < 0) break;
    cut += character;
  }
  return `${cut}…${' '.repeat(width - 1 - displayWidth(cut))}`;
}

/** The known name that a wrong one was most likely meant to be, or null when none is close. */
export function nearestName(wrong: string, known: readonly string[]): string | null {
  const text = wrong.toLowerCase();
  let best: string | null = null;
  let bestDistance = Math.max(1, Math.floor(text.length / 3)) + 1;
  for (const name of known) {
    const candidate = name.toLowerCase();
    // "userId" and "user_id" for "user": the name is inside, which edits alone would put far away.
    const isPart =
      candidate.length >= 3 && (text.includes(candidate) || (text.length >= 3 && candidate.includes(text)));
    const distance = isPart ? 1 : editDistance(text, candidate);
    if (distance < bestDistance) {
      best = name;
      bestDistance = distance;
    }
  }
  return best;
}

/** How many letters have to be put in, left out, replaced or swapped (optimal string alignment distance). */
export function editDistance(first: string, second: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: second.length + 1 }, (_, index) => index);
  for (let row = 1; row <= first.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= second.length; column += 1) {
      const cost = first[row - 1] === second[column - 1] ? 0 : 1;
      let distance = Math.min(last[column] + 1, current[column - 1] + 1, last[column - 1] + cost);
      const isSwap =
        row > 1 && column > 1 && first[row - 1] === second[column - 2] && first[row - 2] === second[column - 1];
      if (isSwap) distance = Math.min(distance, beforeLast[column - 2] + 1);
      current.push(distance);
    }
    beforeLast = last;
    last = current;
  }
  return last[second.length];
}

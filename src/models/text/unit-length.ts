/** Brings each row of a matrix to length 1 in place; rows of zeros stay as they are. */
export function toUnitLength(rows: Float32Array, size: number): Float32Array {
  for (let from = 0; from < rows.length; from += size) {
    let squared = 0;
    for (let k = from; k < from + size; k++) squared += rows[k] * rows[k];
    if (squared === 0) continue;
    const factor = 1 / Math.sqrt(squared);
    for (let k = from; k < from + size; k++) rows[k] *= factor;
  }
  return rows;
}

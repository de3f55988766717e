/**
 * A read-only sparse matrix in compressed rows. Row `r` holds the entries `starts[r] <= k < ends[r]`:
 * column `targets[k]` with value `weights[k]`. Rows may lie anywhere in the arrays and may have gaps between
 * them, so that a row can grow without moving the others.
 */
export interface SparseMatrix {
  readonly rowCount: number;
  readonly columnCount: number;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly targets: Int32Array;
  readonly weights: Float32Array;
}

/**
 * Solves A x = b in place for a symmetric positive definite matrix (row by row, `size` squared numbers): `matrix`
 * becomes its Cholesky factor and `vector` the solution. Returns false, with both spoilt, when the matrix is not
 * positive definite.
 */
export function solveCholesky(matrix: Float64Array, vector: Float64Array, size: number): boolean {
  for (let row = 0; row < size; row++) {
    const rowAt = row * size;
    for (let column = 0; column <= row; column++) {
      const columnAt = column * size;
      let sum = matrix[rowAt + column];
      for (let k = 0; k < column; k++) sum -= matrix[rowAt + k] * matrix[columnAt + k];
      if (column < row) matrix[rowAt + column] = sum / matrix[columnAt + column];
      else if (sum > 0) matrix[rowAt + row] = Math.sqrt(sum);
      else return false;
    }
  }
  for (let row = 0; row < size; row++) {
    let sum = vector[row];
    for (let k = 0; k < row; k++) sum -= matrix[row * size + k] * vector[k];
    vector[row] = sum / matrix[row * size + row];
  }
  for (let row = size - 1; row >= 0; row--) {
    let sum = vector[row];
    for (let k = row + 1; k < size; k++) sum -= matrix[k * size + row] * vector[k];
    vector[row] = sum / matrix[row * size + row];
  }
  return true;
}

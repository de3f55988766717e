const MAX_SWEEPS = 30;

/** Eigenvalues from the largest down, and their eigenvectors as the columns of a matrix given row by row. */
export interface Eigenvectors {
  readonly values: Float64Array;
  readonly vectors: Float64Array;
}

/** The eigenvectors of a symmetric matrix by cyclic Jacobi rotations (Golub and Van Loan, 8.5); `matrix` is spoilt. */
export function symmetricEigenvectors(matrix: Float64Array, size: number): Eigenvectors {
  const rotation = new Float64Array(size * size);
  for (let k = 0; k < size; k++) rotation[k * size + k] = 1;
  for (let sweep = 0; sweep < MAX_SWEEPS && !isDiagonal(matrix, size); sweep++) {
    for (let p = 0; p < size - 1; p++) for (let q = p + 1; q < size; q++) rotate(matrix, rotation, size, p, q);
  }
  const order = Array.from({ length: size }, (_, k) => k).sort((a, b) => matrix[b * size + b] - matrix[a * size + a]);
  const values = Float64Array.from(order, (k) => matrix[k * size + k]);
  const vectors = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let k = 0; k < size; k++) vectors[row * size + k] = rotation[row * size + order[k]];
  }
  return { values, vectors };
}

function isDiagonal(matrix: Float64Array, size: number): boolean {
  let off = 0;
  let total = 0;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const squared = matrix[row * size + column] ** 2;
      total += squared;
      if (row !== column) off += squared;
    }
  }
  return off <= total * 1e-22;
}

/** Turns the plane of `p` and `q` so that the entry where they meet becomes zero. */
function rotate(matrix: Float64Array, rotation: Float64Array, size: number, p: number, q: number): void {
  const meeting = matrix[p * size + q];
  if (meeting === 0) return;
  const theta = (matrix[q * size + q] - matrix[p * size + p]) / (2 * meeting);
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  for (let k = 0; k < size; k++) {
    const a = matrix[k * size + p];
    const b = matrix[k * size + q];
    matrix[k * size + p] = cosine * a - sine * b;
    matrix[k * size + q] = sine * a + cosine * b;
  }
  for (let k = 0; k < size; k++) {
    const a = matrix[p * size + k];
    const b = matrix[q * size + k];
    matrix[p * size + k] = cosine * a - sine * b;
    matrix[q * size + k] = sine * a + cosine * b;
    const left = rotation[k * size + p];
    const right = rotation[k * size + q];
    rotation[k * size + p] = cosine * left - sine * right;
    rotation[k * size + q] = sine * left + cosine * right;
  }
}

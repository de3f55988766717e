/** Subjects of one read: a popular one has thousands of edges, so a result stays at some hundred thousand values. */
const SUBJECTS_PER_READ = 500;

/** Cuts the ids 0 … count - 1 into lists of the size of one read. */
export function* idChunks(count: number, idOf: (index: number) => string): Generator<string[]> {
  for (let start = 0; start < count; start += SUBJECTS_PER_READ) {
    yield Array.from({ length: Math.min(SUBJECTS_PER_READ, count - start) }, (_, k) => idOf(start + k));
  }
}

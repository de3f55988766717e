import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A ready-made operation: a file of `examples/` with a comment that says what it shows. */
export interface ExampleOperation {
  readonly fileName: string;
  readonly text: string;
}

/** The same folder from `src/` under test and from `dist/` when built. */
const EXAMPLES_FOLDER = fileURLToPath(new URL('../../../examples', import.meta.url));

/** All ready-made operations in the order of their file names. */
export function exampleOperations(): ExampleOperation[] {
  return readdirSync(EXAMPLES_FOLDER)
    .filter((fileName) => fileName.endsWith('.graphql'))
    .sort()
    .map((fileName) => ({ fileName, text: readFileSync(join(EXAMPLES_FOLDER, fileName), 'utf8').trim() }));
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../../domain/package-folder.js';

/** A ready-made operation: a file of `examples/` with a comment that says what it shows. */
export interface ExampleOperation {
  readonly fileName: string;
  readonly text: string;
}

const EXAMPLES_FOLDER = packageFolder('examples');

/** All ready-made operations in the order of their file names. */
export function exampleOperations(): ExampleOperation[] {
  return readdirSync(EXAMPLES_FOLDER)
    .filter((fileName) => fileName.endsWith('.graphql'))
    .sort()
    .map((fileName) => ({ fileName, text: readFileSync(join(EXAMPLES_FOLDER, fileName), 'utf8').trim() }));
}

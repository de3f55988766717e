import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../../../../src/domain/package-folder.js';

interface Named {
  readonly name: string;
  readonly context: string;
}

/** Two names with what is known of them, and whether people say that they are one. */
export interface LabelledPair {
  readonly kind: string;
  readonly a: Named;
  readonly b: Named;
  readonly isSame: boolean;
  /** Written after the threshold was chosen, and not looked at for it. */
  readonly isHeldBack: boolean;
}

/** Pairs that people have labelled; the threshold was chosen on those that are not held back. */
export function readLabelledPairs(): LabelledPair[] {
  const file = join(packageFolder('test'), 'ingest', 'knowledge', 'resolution', 'labelled-pairs.jsonl');
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line): LabelledPair => JSON.parse(line));
}

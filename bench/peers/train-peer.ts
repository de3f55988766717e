import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { packageFolder } from '../../src/domain/package-folder.js';
import type { SparseMatrix } from '../../src/domain/sparse-matrix.js';
import { FactorModel } from '../../src/models/factors/factor-model.js';
import { entryCountOf } from '../../src/models/sparse/matrix-shape.js';
import { float32Of } from '../../src/models/store/array-file.js';

/** The objective of both sides, in the words of the peer: α is what a taken item counts beside the others' 1. */
export interface PeerSettings {
  readonly factors: number;
  readonly regularisation: number;
  readonly alpha: number;
  readonly iterations: number;
}

/** What training cost, and what came of it. */
export interface TrainedPeer {
  readonly version: string;
  readonly seconds: number;
  readonly processorSeconds: number;
  /** The vectors; only `scoreAll` over `userFactors` means anything here, folding in follows another objective. */
  readonly model: FactorModel;
}

const answerSchema = z.object({ version: z.string(), seconds: z.number(), processorSeconds: z.number() });

/** Trains the ALS of implicit on the pairs of a matrix. */
export function trainPeer(
  python: string,
  userItems: SparseMatrix,
  settings: PeerSettings,
  threads: number,
): TrainedPeer {
  const folder = mkdtempSync(join(tmpdir(), 'isthmus-peer-'));
  try {
    const pairs = join(folder, 'pairs.i32');
    writeFileSync(pairs, pairsOf(userItems));
    const { factors, regularisation, alpha, iterations } = settings;
    const numbers = [userItems.rowCount, userItems.columnCount, factors, regularisation, alpha, iterations, threads];
    const script = packageFolder('bench/peers/implicit_als.py');
    const answer = execFileSync(python, [script, pairs, ...numbers.map(String), folder], {
      encoding: 'utf8',
      // The peer asks for this itself: threads of its own and those of the matrix library would be in each other's way.
      env: { ...process.env, OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const read = (file: string) => float32Of(readFileSync(join(folder, file)));
    const model = new FactorModel(
      { embeddingSize: factors, regularisation, regularisationExponent: 0, unobservedWeight: 1 },
      read('items.f32'),
      read('users.f32'),
    );
    return { ...answerSchema.parse(JSON.parse(answer)), model };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function pairsOf({ rowCount, starts, ends, targets, ...matrix }: SparseMatrix): Int32Array {
  const pairs = new Int32Array(2 * entryCountOf({ rowCount, starts, ends, targets, ...matrix }));
  let at = 0;
  for (let row = 0; row < rowCount; row++) {
    for (let k = starts[row]; k < ends[row]; k++) {
      pairs[at++] = row;
      pairs[at++] = targets[k];
    }
  }
  return pairs;
}

import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import { FactorModel, type FactorSettings } from '../../models/factors/factor-model.js';
import type { FittedModels } from '../fitted-models.js';
import type { Ranker } from '../ranking/ranker.js';
import { inSharedMemory } from './shared-array.js';

/** A fit that can be posted to threads: its large arrays are in shared memory, so all of them read the same ones. */
export interface SharedFit {
  readonly plain: Omit<FittedModels, 'factors' | 'semantic' | 'ranker'>;
  readonly factors: {
    readonly settings: FactorSettings;
    readonly itemFactors: Float32Array;
    readonly userFactors: Float32Array;
  } | null;
  /** The ranker's ONNX file, from which each thread opens a session of its own; null for the prior ranker. */
  readonly ranker: Uint8Array | null;
}

/** The same models with their large arrays in shared memory; to be served by this thread too, so that none is held twice. */
export function withSharedArrays(models: FittedModels): FittedModels {
  return {
    ...models,
    coOccurrence: sharedMatrix(models.coOccurrence),
    regression: sharedMatrix(models.regression),
    knowledge: sharedMatrix(models.knowledge),
    textSimilarity: sharedMatrix(models.textSimilarity),
    factors: models.factors === null ? null : sharedFactors(models.factors),
  };
}

/** What threads are sent of models. Searching by meaning stays with the main thread, and its vectors with it. */
export function shareFit(models: FittedModels, ranker: Uint8Array | null): SharedFit {
  const { factors, semantic: _, ranker: __, ...plain } = withSharedArrays(models);
  return {
    plain,
    factors:
      factors === null
        ? null
        : { settings: factors.settings, itemFactors: factors.itemFactors, userFactors: factors.userFactors },
    // A small file, and ONNX Runtime takes none from shared memory.
    ranker: ranker === null ? null : Uint8Array.from(ranker),
  };
}

/** The models of a shared fit with a ranker that the thread has opened. */
export function modelsOf({ plain, factors }: SharedFit, ranker: Ranker): FittedModels {
  return {
    ...plain,
    factors: factors === null ? null : new FactorModel(factors.settings, factors.itemFactors, factors.userFactors),
    semantic: null,
    ranker,
  };
}

function sharedFactors(factors: FactorModel): FactorModel {
  const itemFactors = inSharedMemory(factors.itemFactors);
  const userFactors = inSharedMemory(factors.userFactors);
  const isShared = itemFactors === factors.itemFactors && userFactors === factors.userFactors;
  return isShared ? factors : new FactorModel(factors.settings, itemFactors, userFactors);
}

function sharedMatrix(matrix: SparseMatrix | null): SparseMatrix | null {
  if (matrix === null) return null;
  const { rowCount, columnCount, starts, ends, targets, weights } = matrix;
  return {
    rowCount,
    columnCount,
    starts: inSharedMemory(starts),
    ends: inSharedMemory(ends),
    targets: inSharedMemory(targets),
    weights: inSharedMemory(weights),
  };
}

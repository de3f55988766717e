import { join } from 'node:path';
import type { Config } from '../config/config.js';
import { DEFAULT_FUSION } from '../domain/media.js';
import type { MediaVectors } from '../graph/reads/media-vectors.js';
import { ModelStore } from '../models/store/model-store.js';
import { SentenceEncoder } from '../models/text/sentence/sentence-encoder.js';
import { FitStore } from '../recommend/fitting/fit-store.js';

const KEPT_FITS = 3;

/** Everything that a data folder keeps of models. */
export function modelStoreOf({ dataDir }: Pick<Config, 'dataDir'>): ModelStore {
  return new ModelStore({ folder: join(dataDir, 'models'), keptVersions: KEPT_FITS, clock: Date.now });
}

/** What has to be known to fit models and to load them. */
export type FitConfig = Pick<Config, 'dataDir' | 'executionProvider'> &
  Partial<Pick<Config, 'textEncoderFolder' | 'itemVectors'>>;

/** Reads the vectors of items' images and sounds. */
export type ReadMediaVectors = () => Promise<readonly MediaVectors[]>;

/** The fitted models of a data folder; without `readMedia` they know items by their texts alone. */
export function fitStoreOf(
  config: FitConfig,
  warn: (message: string) => void,
  readMedia: ReadMediaVectors | null = null,
): FitStore {
  const session = { provider: config.executionProvider, threads: 1, warn };
  const { textEncoderFolder: folder = null, itemVectors: fusion = DEFAULT_FUSION } = config;
  return new FitStore(
    modelStoreOf(config),
    session,
    folder === null ? null : () => SentenceEncoder.open(folder, session),
    readMedia === null ? null : async () => ({ vectors: await readMedia(), fusion }),
  );
}

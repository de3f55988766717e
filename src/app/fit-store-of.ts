import { join } from 'node:path';
import type { Config } from '../config/config.js';
import { ModelStore } from '../models/store/model-store.js';
import { FitStore } from '../recommend/fitting/fit-store.js';

const KEPT_FITS = 3;

/** The fitted models of a data folder. */
export function fitStoreOf(config: Config, warn: (message: string) => void): FitStore {
  const models = new ModelStore({ folder: join(config.dataDir, 'models'), keptVersions: KEPT_FITS, clock: Date.now });
  return new FitStore(models, { provider: config.executionProvider, threads: 1, warn });
}

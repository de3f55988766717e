import { IsthmusError } from '../../domain/errors.js';
import type { ModelFacts } from '../../domain/trained-models.js';
import type { ModelManifest } from '../../models/store/model-manifest.js';
import type { ModelStore } from '../../models/store/model-store.js';

/** All versions of all models of a store, the newest of each first. */
export async function storedModels(store: ModelStore): Promise<ModelFacts[]> {
  const facts: ModelFacts[] = [];
  for (const name of await store.names()) {
    const [versions, served, pointer] = await Promise.all([
      store.versions(name),
      store.served(name),
      store.pointer(name),
    ]);
    for (const version of versions.reverse()) {
      const place = { name, version, isServed: version === served, isPrevious: version === pointer?.previous };
      facts.push({ ...place, ...(await contentOf(store, name, version)) });
    }
  }
  return facts;
}

type Content = Omit<ModelFacts, 'name' | 'version' | 'isServed' | 'isPrevious'>;

async function contentOf(store: ModelStore, name: string, version: string): Promise<Content> {
  try {
    return factsOf(await store.manifest(name, version));
  } catch (error) {
    if (!(error instanceof IsthmusError)) throw error;
    return { ...NOTHING, problem: error.message };
  }
}

function factsOf(manifest: ModelManifest): Content {
  const { createdAtMs, dataFingerprint, hyperParameters, metrics, promotions, files } = manifest;
  return {
    createdAtMs,
    dataFingerprint,
    hyperParameters,
    metrics,
    promotions,
    bytes: Object.values(files).reduce((sum, { bytes }) => sum + bytes, 0),
    trainingRunId: runIdOf(hyperParameters),
    problem: null,
  };
}

const NOTHING: Content = {
  createdAtMs: 0,
  dataFingerprint: '',
  hyperParameters: {},
  metrics: {},
  promotions: [],
  bytes: 0,
  trainingRunId: null,
  problem: null,
};

function runIdOf(settings: ModelManifest['hyperParameters']): string | null {
  const isObject = typeof settings === 'object' && settings !== null && !Array.isArray(settings);
  return isObject && typeof settings.trainingRun === 'string' ? settings.trainingRun : null;
}

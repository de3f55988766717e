import { basename } from 'node:path';
import { IsthmusError } from '../../domain/errors.js';
import type { Ontology } from '../../domain/ontology.js';
import type { ModelFacts } from '../../domain/trained-models.js';
import type { Projection } from '../../graph/projection/projection.js';
import { readRankerFile } from '../../models/imported/read-ranker-file.js';
import type { ModelStore } from '../../models/store/model-store.js';
import type { FitStore } from '../../recommend/fitting/fit-store.js';
import { FIT_NAME } from '../../recommend/fitting/fitted-model-files.js';
import { type PromotionOutcome, promoteVersion } from '../../recommend/promotion/train-version.js';
import { FEATURE_NAMES } from '../../recommend/ranking/features.js';
import { storedModels } from './stored-models.js';

/** What the stored models of a data folder are looked at and changed through. */
export interface ModelAdministrationParts {
  readonly store: ModelStore;
  readonly fits: FitStore;
  readonly ontology: Ontology;
  /** The graph that versions are compared on; asked for when it is needed. */
  readonly projection: () => Promise<Projection>;
  /** Has whoever answers requests take the version that serves now. */
  readonly reload: () => Promise<unknown>;
  readonly clock: () => number;
}

/** How a ranker of somebody's own is taken in. */
export interface ImportOptions {
  readonly name: string;
  /** The features that the model takes, in its order; all of them for null. */
  readonly inputs: readonly string[] | null;
  readonly isForced: boolean;
  readonly signal: AbortSignal;
}

/** Lists, promotes, rolls back and imports models. */
export class ModelAdministration {
  constructor(private readonly parts: ModelAdministrationParts) {}

  list(): Promise<ModelFacts[]> {
    return storedModels(this.parts.store);
  }

  /** Has a version serve unless it is worse than what serves now; by force, whatever it is. */
  async promote(
    version: string,
    { isForced, signal }: Pick<ImportOptions, 'isForced' | 'signal'>,
  ): Promise<PromotionOutcome> {
    const { store, fits, ontology, clock, reload } = this.parts;
    if (!(await store.versions(FIT_NAME)).includes(version)) throw await this.unknownVersion(version);
    const outcome = isForced
      ? await this.force(version)
      : await promoteVersion({ fits, ontology, projection: await this.parts.projection() }, version, {
          nowMs: clock(),
          signal,
        });
    if (outcome.isPromoted) await reload();
    return outcome;
  }

  /** Returns to the version that served before, and resolves with it. */
  async rollback(): Promise<string> {
    const { version } = await this.parts.store.rollback(FIT_NAME);
    await this.parts.reload();
    return version;
  }

  /** Checks an ONNX file, stores it as the ranker of a new version, and promotes that. */
  async importRanker(path: string, { name, inputs, ...options }: ImportOptions): Promise<PromotionOutcome> {
    const { fits } = this.parts;
    const ranker = await readRankerFile(path, FEATURE_NAMES, inputs);
    await fits.pin();
    const base = await fits.served();
    if (base === null) {
      throw new IsthmusError(
        'INVALID_ARGUMENT',
        'A ranker needs channels to rank for, and no models are stored yet. Run "isthmus train" first.',
      );
    }
    const version = await fits.saveWithRanker(base, ranker, { name, importedFrom: basename(path) });
    return this.promote(version, options);
  }

  private async force(version: string): Promise<PromotionOutcome> {
    const reason = 'It was promoted by force, without a comparison.';
    await this.parts.fits.promote(version, { reason, isForced: true, comparison: null });
    return { version, isPromoted: true, reason, comparison: null };
  }

  private async unknownVersion(version: string): Promise<IsthmusError> {
    const versions = (await this.parts.store.versions(FIT_NAME)).reverse();
    const known = versions.length === 0 ? 'none is stored' : `these are stored: ${versions.join(', ')}`;
    return new IsthmusError('NOT_FOUND', `There is no version "${version}"; ${known}.`);
  }
}

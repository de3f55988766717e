import type { Projection } from '../../graph/projection/projection.js';
import type { OnnxSessionOptions } from '../../models/onnx/onnx-session.js';
import { OnnxRanker } from '../../models/ranker/onnx-ranker.js';
import type { ReportSection } from '../../models/report/report-section.js';
import type { Promotion } from '../../models/store/model-manifest.js';
import type { ModelStore } from '../../models/store/model-store.js';
import type { TextEncoding } from '../../models/text/text-encoding.js';
import type { FittedModels } from '../fitted-models.js';
import { FEATURE_COUNT } from '../ranking/features.js';
import { PriorRanker } from '../ranking/prior-ranker.js';
import { fuseVectors, type ItemMedia } from '../search/fuse-vectors.js';
import { finishRanker } from '../training/finish-ranker.js';
import { type FitOptions, type FitResult, fitModels } from './fit-models.js';
import { FIT_NAME, filesOfFit, RANKER_FILE, readFit, type StoredFit, settingsOf } from './fitted-model-files.js';
import { RefreshedVectors } from './refreshed-vectors.js';

/** Fitted models that are ready to serve, and on how much data they were fitted. */
export interface LoadedFit {
  readonly models: FittedModels;
  /** The ranker's ONNX file, for threads that open it again; null for the prior ranker. */
  readonly ranker: Uint8Array | null;
  /** What `fingerprintOf` said of the projection that they were fitted on. */
  readonly fingerprint: string;
}

/** Models that have just been fitted, with what the examination of their ranker found. */
export interface NewFit extends LoadedFit {
  readonly sections: readonly ReportSection[];
}

/** Where a ranker comes from that was not trained here. */
export interface RankerOrigin {
  readonly name: string;
  readonly importedFrom: string;
}

/** Fits models, keeps them in a model store, and makes them ready to serve. */
export class FitStore {
  private opened: Promise<TextEncoding | null> | null = null;
  private readonly refreshed: RefreshedVectors;

  constructor(
    private readonly store: ModelStore,
    private readonly sessionOptions: OnnxSessionOptions,
    /** Opens the encoder that makes item vectors; null learns one from the catalogue. */
    private readonly openEncoding: (() => Promise<TextEncoding>) | null = null,
    /** Reads what items have besides texts; null for nothing. */
    private readonly readMedia: (() => Promise<ItemMedia>) | null = null,
  ) {
    this.refreshed = new RefreshedVectors(store, sessionOptions.warn);
  }

  /** The stored fit that serves, for a projection, or null when nothing was fitted yet. MODEL_INVALID when it is damaged. */
  async load(projection: Projection): Promise<LoadedFit | null> {
    const version = await this.served();
    return version === null ? null : this.loadVersion(projection, version);
  }

  /** A stored fit for a projection. MODEL_INVALID when it is damaged or not there. */
  async loadVersion(projection: Projection, version: string): Promise<LoadedFit> {
    const stored = await this.store.load(FIT_NAME, version);
    const fit = await this.withVectors(readFit(stored, projection, await this.encoding()), projection);
    const ranker = stored.files.get(RANKER_FILE) ?? null;
    const models = await this.serve(fit, version, ranker, projection);
    return { models, ranker, fingerprint: stored.manifest.dataFingerprint };
  }

  /** The version that serves, or null when nothing was fitted yet. */
  served(): Promise<string | null> {
    return this.store.served(FIT_NAME);
  }

  /** Keeps the version that serves although a newer one is stored. */
  pin(): Promise<void> {
    return this.store.pin(FIT_NAME);
  }

  /** Has a version serve, and says why. */
  async promote(version: string, why: Omit<Promotion, 'atMs'>): Promise<void> {
    await this.store.promote(FIT_NAME, version, why);
  }

  /** Fits models on a projection and stores them as the newest version. */
  async fit(projection: Projection, options: FitOptions): Promise<NewFit> {
    const media = await this.media();
    const result = await fitModels(projection, { ...options, textEncoding: await this.encoding(), media });
    const fit = storedFit(result);
    const { bytes: ranker, sections, metrics, compression, tasks } = await finishRanker(result, projection, options);
    const fingerprint = fingerprintOf(projection);
    const model = filesOfFit(projection, fit, ranker, {
      dataFingerprint: fingerprint,
      metrics: { walkNdcg100: result.settings.walk.ndcg, ...metrics },
    });
    const settings = { ...settingsOf(model), trainingRun: options.runId, compression, tasks };
    const manifest = await this.store.save({ ...model, hyperParameters: settings });
    return { models: await this.serve(fit, manifest.version, ranker, projection), ranker, fingerprint, sections };
  }

  /** Stores a version that has the channels of another one and a ranker of somebody's own; resolves with its name. */
  async saveWithRanker(base: string, ranker: Uint8Array, origin: RankerOrigin): Promise<string> {
    const { manifest, files } = await this.store.load(FIT_NAME, base);
    const { dataFingerprint, inputs, outputs } = manifest;
    const { version } = await this.store.save({
      name: FIT_NAME,
      dataFingerprint,
      inputs,
      outputs,
      metrics: {},
      hyperParameters: { ...settingsOf(manifest), ranker: { ...origin, channelsOf: base } },
      files: new Map(files).set(RANKER_FILE, ranker),
    });
    return version;
  }

  /** The encoder of somebody's own, null without one; opened once, because ONNX Runtime keeps the memory of lost sessions. */
  encoding(): Promise<TextEncoding | null> {
    this.opened ??= this.openEncoding?.() ?? Promise.resolve(null);
    return this.opened;
  }

  /** Takes vectors by the encoder that is set now where the fit's own are another one's. */
  private async withVectors(fit: StoredFit, projection: Projection): Promise<StoredFit> {
    if (fit.semantic !== null || projection.items.size === 0) return fit;
    const { items, encodedTexts } = await this.refreshed.get(projection, await this.encoding());
    if (encodedTexts === projection.items.size) {
      this.sessionOptions.warn(
        'The stored vectors of item texts are of another text encoder, so they were made anew and kept. Run "isthmus train" to have the other models learn from them, too.',
      );
    }
    return { ...fit, semantic: items };
  }

  private media(): Promise<ItemMedia | null> {
    return this.readMedia?.() ?? Promise.resolve(null);
  }

  private async serve(
    fit: StoredFit,
    version: string,
    ranker: Uint8Array | null,
    projection: Projection,
  ): Promise<FittedModels> {
    const media = await this.media();
    const { semantic } = fit;
    return {
      ...fit,
      semantic: media === null || semantic === null ? semantic : fuseVectors(semantic, projection.items, media),
      version,
      fittedAtVersion: projection.version,
      ranker:
        ranker === null
          ? new PriorRanker()
          : await OnnxRanker.open(ranker, version, FEATURE_COUNT, this.sessionOptions),
    };
  }
}

/** Says how much data a projection holds, so that models can be seen to be behind it. */
export function fingerprintOf(projection: Projection): string {
  return `users=${projection.users.size} items=${projection.items.size} events=${projection.events.length}`;
}

function storedFit({ channels, semantic, seesMedia }: FitResult): StoredFit {
  return { ...channels, semantic, seesMedia };
}

import type { Objectives } from '../../domain/objectives.js';
import type { Projection } from '../../graph/projection/projection.js';
import type { WalkContext } from '../candidates/candidate-channel.js';
import { createChannels } from '../candidates/candidate-channels.js';
import { CandidateGatherer } from '../candidates/candidate-gatherer.js';
import type { CandidateSet } from '../candidates/candidate-set.js';
import type { ItemGroups } from '../candidates/item-groups.js';
import type { SituationSignals } from '../candidates/situation-signals.js';
import type { ChannelEarning, ScoredItem } from '../explanation/item-explainer.js';
import { TitleNames } from '../explanation/title-names.js';
import type { FittedModels } from '../fitted-models.js';
import { lowerForgotten } from '../profile/forgotten-entities.js';
import { combineObjectives } from './combine-objectives.js';
import { buildFeatures, CHANNEL_FEATURES, FEATURE_COUNT } from './features.js';
import { ItemHashes } from './item-hashes.js';
import { ItemSimilarity } from './item-similarity.js';

/** How many candidates are scored for a request. */
export const CANDIDATE_LIMIT = 500;

/** The candidates of a request with their scores. */
export interface RankedCandidates {
  readonly candidates: CandidateSet;
  readonly scores: Float32Array;
  /** Candidates × features: what each feature earned. */
  readonly linear: Float32Array;
  /** Rows by score, best first, ties by item id; rows without a finite score are left out. */
  readonly order: readonly number[];
}

/** What ranking may be told besides whom it is for. */
export interface RankOptions {
  /** Items that are scored whatever the channels say. */
  readonly also?: readonly number[];
  /** What counts how much; the usual score when absent. */
  readonly objectives?: Objectives | undefined;
}

/** The channels, the ranker and the similarity over one projection and one fit; a new fit gets a new engine. */
export class RecommendationEngine {
  readonly similarity: ItemSimilarity;
  readonly hashes: ItemHashes;
  readonly titleNames: TitleNames;
  private readonly gatherer: CandidateGatherer;
  private readonly signals: SituationSignals;

  constructor(
    readonly projection: Projection,
    readonly models: FittedModels,
  ) {
    const { channels, signals } = createChannels(projection, models);
    this.gatherer = new CandidateGatherer(projection, channels);
    this.signals = signals;
    this.similarity = new ItemSimilarity(projection, models);
    this.hashes = new ItemHashes(projection);
    this.titleNames = new TitleNames(projection);
  }

  /** Names what an answer was made with. */
  get version(): string {
    return `${this.models.version}/${this.models.ranker.version}`;
  }

  /** Gathers and scores candidates. */
  async rank(
    context: WalkContext,
    itemGroups: ItemGroups,
    { also = [], objectives }: RankOptions = {},
  ): Promise<RankedCandidates> {
    const candidates = this.gatherer.gather(context, itemGroups, CANDIDATE_LIMIT, also);
    const rows = candidates.items.length;
    if (rows === 0) return { candidates, scores: new Float32Array(0), linear: new Float32Array(0), order: [] };
    const features = buildFeatures(context, candidates, this.signals.of(context));
    const { linear, ...ranked } = await this.models.ranker.score(features, rows);
    const combined = combineObjectives(ranked, objectives, this.version);
    const scores = lowerForgotten(this.projection, context.user, candidates.items, combined);
    const { items } = this.projection;
    const order: number[] = [];
    for (let row = 0; row < rows; row++) if (Number.isFinite(scores[row])) order.push(row);
    order.sort((a, b) => {
      if (scores[a] !== scores[b]) return scores[b] - scores[a];
      return items.idOf(candidates.items[a]) < items.idOf(candidates.items[b]) ? -1 : 1;
    });
    return { candidates, scores, linear, order };
  }

  /** One ranked row with what each channel earned of its score, for the explanation. */
  scoredItem({ candidates, scores, linear }: RankedCandidates, row: number): ScoredItem {
    const rows = candidates.items.length;
    const earnings = this.gatherer.channels.map((channel, c): ChannelEarning => {
      let earned = 0;
      const start = row * FEATURE_COUNT + c * CHANNEL_FEATURES.length;
      for (let f = 0; f < CHANNEL_FEATURES.length; f++) earned += linear[start + f];
      // What a channel takes off a score is no path's doing: it stays with the model's part.
      return { channel, channelScore: candidates.scores[c * rows + row], earned: Math.max(0, earned) };
    });
    const item = candidates.items[row];
    return { item, itemId: this.projection.items.idOf(item), score: scores[row], earnings };
  }
}

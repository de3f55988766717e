import type { ChannelName } from '../../domain/explanation.js';
import type { Projection } from '../../graph/projection/projection.js';
import type { CandidateChannel, WalkContext } from '../candidates/candidate-channel.js';
import { CollaborativeChannel } from '../candidates/collaborative-channel.js';
import { EntityWeights } from '../candidates/entity-weights.js';
import { KnowledgeChannel } from '../candidates/knowledge-channel.js';
import { TextChannel } from '../candidates/text-channel.js';
import type { FittedModels } from '../fitted-models.js';
import { visitorHistory } from '../history.js';

interface Source {
  readonly channel: CandidateChannel;
  readonly weight: number;
}

/** One source's part in the similarity of all items to one item. */
export interface SimilarityPart {
  readonly channel: ChannelName;
  readonly scores: Float32Array;
  /** What a score of the source is multiplied with to get its part of the blend. */
  readonly factor: number;
}

/** How similar every item is to one item, with the parts that it is made of; valid until the next call. */
export interface SimilarityRow {
  readonly context: WalkContext;
  /** In [0, 1] by item number. */
  readonly scores: Float32Array;
  readonly parts: readonly SimilarityPart[];
}

/**
 * How similar two items are: who takes both (cosine), what they share in the graph, and their texts, images and sounds. Each is measured
 * against the item's best neighbour, because the three have no common scale.
 */
export class ItemSimilarity {
  readonly channels: readonly CandidateChannel[];
  private readonly sources: readonly Source[];
  private buffers: Float32Array[] = [];
  private blend = new Float32Array(0);

  constructor(
    private readonly projection: Projection,
    models: FittedModels,
  ) {
    // With exponents of one half at both ends the walk from a single item is the cosine of the two items' users.
    const cosine = { ...models.walk, itemExponent: 0.5, popularityExponent: 0.5 };
    this.sources = [
      { channel: new CollaborativeChannel(models.coOccurrence, cosine), weight: 0.4 },
      { channel: new KnowledgeChannel(models.knowledge, new EntityWeights(models.knowledgeSettings)), weight: 0.35 },
      { channel: new TextChannel(models), weight: 0.25 },
    ];
    this.channels = this.sources.map(({ channel }) => channel);
  }

  /** The similarity of all items to one; 0 for the item itself. */
  to(item: number, nowMs: number): SimilarityRow {
    const { projection } = this;
    const itemCount = projection.items.size;
    if (this.blend.length !== itemCount) {
      this.buffers = this.sources.map(() => new Float32Array(itemCount));
      this.blend = new Float32Array(itemCount);
    } else {
      this.blend.fill(0);
      for (const buffer of this.buffers) buffer.fill(0);
    }
    const context: WalkContext = { projection, user: -1, history: visitorHistory([item]), scene: -1, nowMs };
    const maxima = this.sources.map(({ channel }, s) => {
      channel.score(context, this.buffers[s]);
      this.buffers[s][item] = 0;
      return largest(this.buffers[s]);
    });
    const total = this.sources.reduce((sum, { weight }, s) => (maxima[s] > 0 ? sum + weight : sum), 0);
    const parts: SimilarityPart[] = [];
    this.sources.forEach(({ channel, weight }, s) => {
      if (maxima[s] === 0) return;
      const factor = weight / total / maxima[s];
      const scores = this.buffers[s];
      for (let other = 0; other < itemCount; other++) this.blend[other] += factor * scores[other];
      parts.push({ channel: channel.name, scores, factor });
    });
    return { context, scores: this.blend, parts };
  }
}

function largest(values: Float32Array): number {
  let most = 0;
  for (let n = 0; n < values.length; n++) if (values[n] > most) most = values[n];
  return most;
}

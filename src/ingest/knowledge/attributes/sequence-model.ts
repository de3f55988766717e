/** The features of one text: for each of its tokens the names of what is true there. */
export type TokenFeatures = readonly (readonly string[])[];

/** A text to learn from: the features of its tokens and their right labels. */
export interface LabelledSequence {
  readonly features: TokenFeatures;
  readonly labels: readonly number[];
  /** The labels that a text of this kind can have. */
  readonly allowed: readonly number[];
}

/** Weights of one feature for the labels that it has met, side by side. */
interface Weights {
  readonly labels: number[];
  readonly values: number[];
}

/** A linear-chain model as it is stored: labels, and for each feature its labels and weights in turn. */
export interface StoredSequenceModel {
  readonly labels: readonly string[];
  readonly transitions: readonly number[];
  readonly features: Readonly<Record<string, readonly number[]>>;
}

/**
 * Labels the tokens of a text one after the other with weights for features and for pairs of neighbouring labels, and
 * finds the best labelling of the whole (Viterbi 1967). "O" is outside, "B-x" begins a value of x, "I-x" goes on.
 */
export class SequenceModel {
  private readonly canFollow: Uint8Array;

  constructor(
    readonly labels: readonly string[],
    /** `transitions[previous * labels + next]`; the last row is for the first token. */
    readonly transitions: Float64Array,
    private readonly features: ReadonlyMap<string, Weights>,
  ) {
    this.canFollow = followers(labels);
  }

  static read({ labels, transitions, features }: StoredSequenceModel): SequenceModel {
    const read = new Map<string, Weights>();
    for (const [name, pairs] of Object.entries(features)) {
      const weights: Weights = { labels: [], values: [] };
      for (let k = 0; k + 1 < pairs.length; k += 2) {
        weights.labels.push(pairs[k]);
        weights.values.push(pairs[k + 1]);
      }
      read.set(name, weights);
    }
    return new SequenceModel(labels, Float64Array.from(transitions), read);
  }

  stored(): StoredSequenceModel {
    const features: Record<string, number[]> = {};
    for (const [name, { labels, values }] of this.features) {
      const pairs = labels.flatMap((label, k) => {
        const value = Math.round(values[k] * 1000) / 1000;
        return value === 0 ? [] : [label, value];
      });
      if (pairs.length > 0) features[name] = pairs;
    }
    const transitions = Array.from(this.transitions, (value) => Math.round(value * 1000) / 1000);
    return { labels: this.labels, transitions, features };
  }

  /** The best label of each token among the allowed ones. */
  label(features: TokenFeatures, allowed: readonly number[]): number[] {
    const count = this.labels.length;
    const length = features.length;
    if (length === 0) return [];
    const best = new Float64Array(length * count).fill(Number.NEGATIVE_INFINITY);
    const from = new Int16Array(length * count);
    const scores = new Float64Array(count);
    for (let at = 0; at < length; at++) {
      this.score(features[at], scores);
      for (const next of allowed) {
        if (at === 0) {
          if (this.canFollow[count * count + next] === 1)
            best[next] = scores[next] + this.transitions[count * count + next];
          continue;
        }
        let top = Number.NEGATIVE_INFINITY;
        let topFrom = 0;
        for (const previous of allowed) {
          if (this.canFollow[previous * count + next] === 0) continue;
          const value = best[(at - 1) * count + previous] + this.transitions[previous * count + next];
          if (value > top) {
            top = value;
            topFrom = previous;
          }
        }
        best[at * count + next] = top + scores[next];
        from[at * count + next] = topFrom;
      }
    }
    return this.backwards(best, from, allowed, length);
  }

  private backwards(best: Float64Array, from: Int16Array, allowed: readonly number[], length: number): number[] {
    const count = this.labels.length;
    let last = allowed[0];
    for (const label of allowed) {
      if (best[(length - 1) * count + label] > best[(length - 1) * count + last]) last = label;
    }
    const labels = new Array<number>(length);
    for (let at = length - 1; at >= 0; at--) {
      labels[at] = last;
      last = from[at * count + last];
    }
    return labels;
  }

  private score(features: readonly string[], scores: Float64Array): void {
    scores.fill(0);
    for (const name of features) {
      const weights = this.features.get(name);
      if (weights === undefined) continue;
      const { labels, values } = weights;
      for (let k = 0; k < labels.length; k++) scores[labels[k]] += values[k];
    }
  }
}

/** Which label may stand behind which: the inside of a value only behind the same value. */
function followers(labels: readonly string[]): Uint8Array {
  const count = labels.length;
  const can = new Uint8Array((count + 1) * count);
  for (let previous = 0; previous <= count; previous++) {
    for (let next = 0; next < count; next++) {
      const inside = labels[next].startsWith('I-') ? labels[next].slice(2) : null;
      const isFree = inside === null || (previous < count && labels[previous].slice(2) === inside);
      can[previous * count + next] = isFree ? 1 : 0;
    }
  }
  return can;
}

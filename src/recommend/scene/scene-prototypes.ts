import type { SceneRecord } from '../../domain/records.js';
import type { TextEncoding } from '../../models/text/text-encoding.js';
import { toUnitLength } from '../../models/text/unit-length.js';

/** Below this cosine a text has nothing to do with a phrase; this much more is as near as texts come. */
const UNRELATED = 0.2;
const RELATED_RANGE = 0.4;
/** Smaller differences between scenes say little: texts that an encoder cannot read are all alike to it. */
const LEAST_DEVIATION = 0.08;

interface Prototype {
  /** One row a phrase. */
  readonly phrases: Float32Array;
  readonly centroid: Float32Array;
}

/** The phrases of scenes as vectors of a text encoder: a text is near the scene whose phrases mean the like. */
export class ScenePrototypes {
  private readonly known = new WeakMap<SceneRecord, Prototype>();

  constructor(private readonly encoding: TextEncoding) {}

  /**
   * For each scene how near the text is to it at all, and more of it the further that is above the others, in standard
   * deviations.
   */
  async likeness(text: string, scenes: readonly SceneRecord[], signal?: AbortSignal): Promise<Float64Array> {
    const vector = await this.encoding.encode([text], signal);
    const cosines = new Float64Array(scenes.length);
    for (const [n, scene] of scenes.entries()) {
      const { phrases, centroid } = await this.prototypeOf(scene, signal);
      cosines[n] = (highestCosine(phrases, vector) + highestCosine(centroid, vector)) / 2;
    }
    const mean = cosines.reduce((sum, value) => sum + value, 0) / scenes.length;
    const variance = cosines.reduce((sum, value) => sum + (value - mean) ** 2, 0) / scenes.length;
    const deviation = Math.max(LEAST_DEVIATION, Math.sqrt(variance));
    return cosines.map((cosine) => {
      const nearness = Math.min(1, Math.max(0, (cosine - UNRELATED) / RELATED_RANGE));
      return cosine <= mean ? 0 : nearness * (1 + (cosine - mean) / deviation);
    });
  }

  private async prototypeOf(scene: SceneRecord, signal: AbortSignal | undefined): Promise<Prototype> {
    let prototype = this.known.get(scene);
    if (prototype === undefined) {
      const { size } = this.encoding;
      const texts = new Set([scene.label, scene.labelZh, scene.description, ...scene.phrases]);
      const phrases = await this.encoding.encode([...texts], signal);
      const centroid = new Float32Array(size);
      for (let at = 0; at < phrases.length; at++) centroid[at % size] += phrases[at];
      prototype = { phrases, centroid: toUnitLength(centroid, size) };
      this.known.set(scene, prototype);
    }
    return prototype;
  }
}

function highestCosine(rows: Float32Array, vector: Float32Array): number {
  let highest = 0;
  for (let from = 0; from < rows.length; from += vector.length) {
    let product = 0;
    for (let k = 0; k < vector.length; k++) product += rows[from + k] * vector[k];
    if (product > highest) highest = product;
  }
  return highest;
}

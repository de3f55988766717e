/**
 * Turns texts into vectors whose dot product says how alike the texts are. Vectors of different versions must never be
 * compared: what stores vectors stores the version with them, and makes them anew when it is another one.
 */
export interface TextEncoding {
  /** Names the encoder and everything that its vectors depend on. */
  readonly version: string;
  /** Numbers a vector. */
  readonly size: number;

  /**
   * One vector a text, row after row, each of length 1; all zeros for a text of which nothing is known, such as an
   * empty one. Texts are cut where the encoder can read no further, so that long ones take no longer.
   */
  encode(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array>;

  /** Frees what the encoder holds; it cannot encode afterwards. */
  release(): Promise<void>;
}

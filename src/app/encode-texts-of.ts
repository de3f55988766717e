import type { Config } from '../config/config.js';
import type { EncodeTexts } from '../ingest/knowledge/resolution/context-nearness.js';
import { SentenceEncoder } from '../models/text/sentence/sentence-encoder.js';
import { TextEncoder } from '../models/text/text-encoder.js';

/** Vectors of texts by the encoder of a configuration, or by one that is learned from the texts themselves. */
export function encodeTextsOf(
  { textEncoderFolder, executionProvider }: Pick<Config, 'textEncoderFolder' | 'executionProvider'>,
  warn: (message: string) => void,
): EncodeTexts {
  return async (texts, signal) => {
    if (textEncoderFolder === null) {
      const encoder = TextEncoder.fit(texts);
      return { vectors: encoder.encodeAll(texts), size: encoder.embeddingSize };
    }
    const encoder = await SentenceEncoder.open(textEncoderFolder, { provider: executionProvider, threads: 1, warn });
    try {
      return { vectors: await encoder.encode(texts, signal), size: encoder.size };
    } finally {
      await encoder.release();
    }
  };
}

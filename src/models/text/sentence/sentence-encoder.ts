import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { IsthmusError } from '../../../domain/errors.js';
import { OnnxSession, type OnnxSessionOptions, type OnnxTensor, type OnnxTokens } from '../../onnx/onnx-session.js';
import type { TextEncoding } from '../text-encoding.js';
import { toUnitLength } from '../unit-length.js';
import { poolTokens } from './pool-tokens.js';
import { readEncoderManifest, type SentenceEncoderManifest } from './sentence-encoder-manifest.js';
import { SentenceTokens } from './sentence-tokens.js';

/** What models call their inputs. All of them are whole numbers of 64 bits, texts × tokens. */
const INPUTS = ['input_ids', 'attention_mask', 'token_type_ids'] as const;
/** What models call their output, the most finished first. */
const USUAL_OUTPUTS = ['embedding', 'sentence_embedding', 'pooler_output', 'last_hidden_state', 'token_embeddings'];
const TRIAL_TEXT = 'a quiet evening';

/** Any sentence-transformer as ONNX with its `tokenizer.json`, read from a folder. */
export class SentenceEncoder implements TextEncoding {
  private constructor(
    private readonly folder: string,
    private readonly session: OnnxSession,
    private readonly tokens: SentenceTokens,
    private readonly manifest: SentenceEncoderManifest,
    private readonly output: string,
    readonly version: string,
    readonly size: number,
  ) {}

  /** Opens an encoder and tries it on one text; MODEL_INVALID that says what is wrong when it cannot be used. */
  static async open(folder: string, options: OnnxSessionOptions): Promise<SentenceEncoder> {
    const manifest = await readEncoderManifest(folder);
    const tokens = await SentenceTokens.open(folder, manifest.maxTokens);
    const model = await readModel(folder, manifest.model);
    const hash = createHash('sha256').update(model).update(JSON.stringify(manifest));
    hash.update(await readFile(join(folder, 'tokenizer.json')));
    const version = `sentence:${basename(folder)}-${hash.digest('hex').slice(0, 16)}`;
    const session = await OnnxSession.open(model, options);
    try {
      const output = outputOf(session, manifest, folder);
      const draft = new SentenceEncoder(folder, session, tokens, manifest, output, version, manifest.size ?? 0);
      const size = (await draft.run([TRIAL_TEXT])).length;
      if (manifest.size !== null && size !== manifest.size) {
        throw draft.invalid(`gives vectors of ${size} numbers, but encoder.json says ${manifest.size}`);
      }
      return new SentenceEncoder(folder, session, tokens, manifest, output, version, size);
    } catch (error) {
      await session.release();
      throw error;
    }
  }

  async encode(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array> {
    const vectors = new Float32Array(texts.length * this.size);
    const filled = [...texts.keys()].filter((n) => texts[n].trim() !== '');
    // Texts of one length need no padding.
    if (this.manifest.batchSize > 1) filled.sort((a, b) => texts[a].length - texts[b].length || a - b);
    for (let from = 0; from < filled.length; from += this.manifest.batchSize) {
      signal?.throwIfAborted();
      const batch = filled.slice(from, from + this.manifest.batchSize);
      const rows = await this.run(batch.map((n) => texts[n]));
      if (rows.length !== batch.length * this.size) {
        throw this.invalid(`gave ${rows.length} numbers for ${batch.length} texts instead of ${this.size} each`);
      }
      for (const [row, n] of batch.entries()) {
        vectors.set(rows.subarray(row * this.size, (row + 1) * this.size), n * this.size);
      }
    }
    return vectors;
  }

  release(): Promise<void> {
    return this.session.release();
  }

  private async run(texts: readonly string[]): Promise<Float32Array> {
    const { prefix, pooling, normalise } = this.manifest;
    const numbers = texts.map((text) => this.tokens.numbersOf(prefix + text));
    const tokensPerText = Math.max(1, ...numbers.map(({ length }) => length));
    let given: OnnxTensor | undefined;
    try {
      given = (await this.session.run(this.inputsOf(numbers, tokensPerText)))[this.output];
    } catch (cause) {
      throw this.invalid(`cannot read a text of ${tokensPerText} tokens; is maxTokens right`, cause);
    }
    const { data, dimensions } = given;
    const size = dimensions[dimensions.length - 1];
    const lengths = numbers.map(({ length }) => length);
    const isPooled = dimensions.length === 2;
    const hasRightShape = dimensions[0] === texts.length && (isPooled || dimensions[1] === tokensPerText);
    if (!hasRightShape || dimensions.length < 2 || dimensions.length > 3) {
      throw this.invalid(
        `gives "${this.output}" in the shape ${dimensions.join(' × ')}, which is no vector a text or token`,
      );
    }
    const rows = isPooled ? Float32Array.from(data) : poolTokens({ data, tokensPerText, size }, lengths, pooling);
    if (rows.some((value) => !Number.isFinite(value))) throw this.invalid('gives numbers that are not finite');
    return normalise ? toUnitLength(rows, size) : rows;
  }

  private inputsOf(numbers: readonly (readonly number[])[], tokensPerText: number): Record<string, OnnxTokens> {
    const dimensions = [numbers.length, tokensPerText];
    const ids = new BigInt64Array(numbers.length * tokensPerText);
    const mask = new BigInt64Array(ids.length);
    for (const [row, tokens] of numbers.entries()) {
      for (const [at, token] of tokens.entries()) {
        ids[row * tokensPerText + at] = BigInt(token);
        mask[row * tokensPerText + at] = 1n;
      }
    }
    const all = { input_ids: ids, attention_mask: mask, token_type_ids: new BigInt64Array(ids.length) };
    return Object.fromEntries(
      INPUTS.filter((name) => this.session.inputNames.includes(name)).map((name) => [
        name,
        { data: all[name], dimensions },
      ]),
    );
  }

  private invalid(what: string, cause?: unknown): IsthmusError {
    return new IsthmusError(
      'MODEL_INVALID',
      `The text encoder in ${this.folder} ${what}. Correct encoder.json or take another model.`,
      { cause },
    );
  }
}

async function readModel(folder: string, file: string): Promise<Uint8Array> {
  const path = join(folder, file);
  try {
    return await readFile(path);
  } catch (cause) {
    throw new IsthmusError(
      'MODEL_INVALID',
      `The text encoder has no ${path}. Put the model there, or name its file as "model" in encoder.json.`,
      { cause },
    );
  }
}

/** The output that is used; refuses models that ask for more than texts, or have no such output. */
function outputOf(session: OnnxSession, { output }: SentenceEncoderManifest, folder: string): string {
  const foreign = session.inputNames.filter((name) => !INPUTS.some((known) => known === name));
  if (foreign.length > 0 || !session.inputNames.includes('input_ids')) {
    throw new IsthmusError(
      'MODEL_INVALID',
      `The model in ${folder} takes ${session.inputNames.join(', ')}; a text encoder takes input_ids and at most attention_mask and token_type_ids.`,
    );
  }
  const name = output ?? USUAL_OUTPUTS.find((usual) => session.outputNames.includes(usual)) ?? session.outputNames[0];
  if (session.outputNames.includes(name)) return name;
  throw new IsthmusError(
    'MODEL_INVALID',
    `The model in ${folder} has no output "${name}", only ${session.outputNames.join(', ')}. Correct "output" in encoder.json.`,
  );
}

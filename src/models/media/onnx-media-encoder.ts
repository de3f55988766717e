import { createHash } from 'node:crypto';
import { basename, dirname } from 'node:path';
import onnxProto from 'onnx-proto';
import type { MediaEncoder, MediaInput, Medium } from '../../domain/media.js';
import { decodeModel } from '../imported/decode-model.js';
import { takeInExternalData } from '../imported/external-data.js';
import { modelBytes } from '../imported/model-bytes.js';
import { modelRefused } from '../imported/model-refused.js';
import { runtimeWords } from '../imported/runtime-words.js';
import { checkTensors } from '../imported/tensor-checks.js';
import { OnnxSession, type OnnxSessionOptions, type OnnxTensor } from '../onnx/onnx-session.js';
import { poolTokens } from '../text/sentence/pool-tokens.js';
import { type MediaContract, mediaContract } from './media-contract.js';
import { type MediaEncoderManifest, readMediaManifest } from './media-encoder-manifest.js';
import { tryMediaEncoder } from './try-media-encoder.js';

/** The image half of CLIP ViT-L has 1.2 GB in single precision, which is more than most have a use for. */
const MOST_BYTES = 1_500_000_000;
/** What models call their output, the most finished first. */
const USUAL_OUTPUTS = ['embedding', 'image_embeds', 'audio_embeds', 'pooler_output', 'last_hidden_state'];
/** Goes up when files are prepared in another way, because vectors depend on that as well. */
const PREPARATION = 1;

/** Any encoder of images or sounds as ONNX, with the manifest that lies beside it. */
export class OnnxMediaEncoder implements MediaEncoder {
  private constructor(
    private readonly session: OnnxSession,
    private readonly manifest: MediaEncoderManifest,
    private readonly contract: MediaContract,
    private readonly output: string,
    readonly version: string,
    readonly size: number,
  ) {}

  /** Opens a model file, checks it and tries it; MODEL_INVALID that says what is wrong when it cannot be used. */
  static async open(path: string, medium: Medium, options: OnnxSessionOptions): Promise<OnnxMediaEncoder> {
    const manifest = await readMediaManifest(path, medium);
    const model = decodeModel(await modelBytes(path, MOST_BYTES));
    const contract = mediaContract(model.graph, manifest);
    await takeInExternalData(model.graph, dirname(path));
    checkTensors(model.graph);
    const bytes = onnxProto.onnx.ModelProto.encode(model).finish();
    const hash = createHash('sha256').update(bytes);
    hash.update(JSON.stringify([PREPARATION, manifest, contract.input]));
    const version = `${medium}:${basename(path).replace(/\.onnx$/i, '')}-${hash.digest('hex').slice(0, 16)}`;
    const session = await open(bytes, options);
    try {
      const output = outputOf(session, manifest.output);
      const draft = new OnnxMediaEncoder(session, manifest, contract, output, version, 0);
      const size = await tryMediaEncoder((inputs) => draft.run(inputs), contract, draft.batchSize);
      if (manifest.size !== null && size !== manifest.size) {
        throw modelRefused(`gives vectors of ${size} numbers, but its manifest says ${manifest.size}`);
      }
      return new OnnxMediaEncoder(session, manifest, contract, output, version, size);
    } catch (error) {
      await session.release();
      throw error;
    }
  }

  get input(): MediaInput {
    return this.contract.input;
  }

  get batchSize(): number {
    return this.contract.rows ?? this.manifest.batchSize;
  }

  async encode(inputs: readonly Float32Array[], signal?: AbortSignal): Promise<Float32Array> {
    const vectors = new Float32Array(inputs.length * this.size);
    for (let from = 0; from < inputs.length; from += this.batchSize) {
      signal?.throwIfAborted();
      const batch = inputs.slice(from, from + this.batchSize);
      const rows = await this.run(batch);
      if (rows.length !== batch.length * this.size) {
        throw modelRefused(`gave ${rows.length} numbers for ${batch.length} inputs instead of ${this.size} each`);
      }
      vectors.set(rows, from * this.size);
    }
    return vectors;
  }

  release(): Promise<void> {
    return this.session.release();
  }

  /** Runs some inputs at once; a model that takes a fixed number of them gets silence or black for those that lack. */
  private async run(inputs: readonly Float32Array[]): Promise<Float32Array> {
    const { inputName, shape, rows } = this.contract;
    const width = shape.reduce((product, size) => product * size, 1);
    const count = rows ?? inputs.length;
    const data = new Float32Array(count * width);
    for (const [n, input] of inputs.entries()) data.set(input, n * width);
    let given: OnnxTensor | undefined;
    try {
      given = (await this.session.run({ [inputName]: { data, dimensions: [count, ...shape] } }))[this.output];
    } catch (cause) {
      throw modelRefused(`fails on ${count} inputs of [${shape.join(', ')}]: ${runtimeWords(cause)}`, cause);
    }
    const vectors = vectorsOf(given, count, this.manifest.pooling);
    return vectors.subarray(0, (vectors.length / count) * inputs.length);
  }
}

async function open(bytes: Uint8Array, options: OnnxSessionOptions): Promise<OnnxSession> {
  try {
    return await OnnxSession.open(bytes, options);
  } catch (cause) {
    throw modelRefused(`cannot be loaded by ONNX Runtime: ${runtimeWords(cause)}`, cause);
  }
}

function outputOf({ outputNames }: OnnxSession, wanted: string | null): string {
  const name = wanted ?? USUAL_OUTPUTS.find((usual) => outputNames.includes(usual)) ?? outputNames[0];
  if (outputNames.includes(name)) return name;
  throw modelRefused(`has no output "${name}", only ${outputNames.join(', ')}; correct "output" in its manifest`);
}

/** One vector an input: as the model gives it, or of its parts. Sizes of 1 at the end say nothing. */
function vectorsOf({ data, dimensions }: OnnxTensor, count: number, pooling: 'mean' | 'first'): Float32Array {
  const sizes = [...dimensions];
  while (sizes.length > 2 && sizes[sizes.length - 1] === 1) sizes.pop();
  if (sizes[0] !== count || sizes.length < 2 || sizes.length > 3) {
    throw modelRefused(`gives the shape [${dimensions.join(', ')}] for ${count} inputs, which is no vector each`);
  }
  if (!data.every(Number.isFinite)) throw modelRefused('gives vectors with numbers that are not finite');
  if (sizes.length === 2) return Float32Array.from(data);
  const [, partCount, size] = sizes;
  return poolTokens({ data, tokensPerText: partCount, size }, new Array<number>(count).fill(partCount), pooling);
}

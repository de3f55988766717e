import onnxProto from 'onnx-proto';
import type { AudioInput, ImageInput, MediaInput } from '../../domain/media.js';
import type { Graph } from '../imported/decode-model.js';
import { modelRefused } from '../imported/model-refused.js';
import type { AudioEncoderManifest, ImageEncoderManifest, MediaEncoderManifest } from './media-encoder-manifest.js';

const { FLOAT } = onnxProto.onnx.TensorProto.DataType;
const USUAL_PIXELS = 224;
const USUAL_SECONDS = 10;
const COLOURS = 3;
/** Numbers of one image or sound, which bounds the memory of a run. */
const MOST_NUMBERS = 2 ** 25;

/** What a model takes: the name of its input, how inputs are prepared, and in which shape they are handed over. */
export interface MediaContract {
  readonly inputName: string;
  readonly input: MediaInput;
  /** The sizes after the number of inputs. */
  readonly shape: readonly number[];
  /** How many inputs a run must have; null when the model takes any number. */
  readonly rows: number | null;
}

/** Reads from a model's graph and its manifest what it takes; refuses models that take something else than one medium. */
export function mediaContract(graph: Graph, manifest: MediaEncoderManifest): MediaContract {
  const weights = new Set((graph.initializer ?? []).map(({ name }) => name));
  const inputs = (graph.input ?? []).filter(({ name }) => !weights.has(name));
  if (inputs.length !== 1) {
    const names = inputs.map(({ name }) => `"${name}"`).join(', ') || 'none';
    throw modelRefused(`must have one input, the ${manifest.medium}s, but has ${names}`);
  }
  const [{ name, type }] = inputs;
  const inputName = name ?? '';
  const dims = type?.tensorType?.shape?.dim;
  if (type?.tensorType?.elemType !== FLOAT || dims === null || dims === undefined) {
    throw modelRefused(`must have "${inputName}" as a tensor of float32 with a shape`);
  }
  const sizes = dims.map(({ dimValue }) => (Number(dimValue ?? 0) > 0 ? Number(dimValue) : null));
  const [rows = null, ...rest] = sizes;
  const { input, shape } = manifest.medium === 'image' ? imageOf(rest, manifest) : audioOf(rest, manifest);
  const agrees = shape.length === rest.length && shape.every((size, n) => (rest[n] ?? size) === size);
  if (!agrees) {
    throw modelRefused(
      `takes "${inputName}" as [${sizes.map((size) => size ?? 'any').join(', ')}], which does not agree with [n, ${shape.join(', ')}]; correct the manifest beside the model`,
    );
  }
  if (shape.reduce((product, size) => product * size, 1) > MOST_NUMBERS) {
    throw modelRefused(`takes inputs of [${shape.join(', ')}]; at most ${MOST_NUMBERS} numbers are allowed`);
  }
  return { inputName, input, shape, rows };
}

type Sizes = readonly (number | null)[];

function imageOf(sizes: Sizes, manifest: ImageEncoderManifest): { input: ImageInput; shape: number[] } {
  const { mean, std, fit } = manifest;
  const layout = manifest.layout ?? (sizes[0] !== COLOURS && sizes[2] === COLOURS ? 'NHWC' : 'NCHW');
  const [ofHeight, ofWidth] = layout === 'NCHW' ? sizes.slice(1) : sizes;
  const height = manifest.height ?? ofHeight ?? USUAL_PIXELS;
  const width = manifest.width ?? ofWidth ?? USUAL_PIXELS;
  const shape = layout === 'NCHW' ? [COLOURS, height, width] : [height, width, COLOURS];
  return { input: { medium: 'image', width, height, layout, mean, std, fit }, shape };
}

/** Some models take sounds as [n, samples], others as [n, 1, samples]. */
function audioOf(sizes: Sizes, manifest: AudioEncoderManifest): { input: AudioInput; shape: number[] } {
  const { sampleRate, seconds } = manifest;
  const ofModel = sizes.at(-1) ?? null;
  const samples = seconds === null ? (ofModel ?? USUAL_SECONDS * sampleRate) : Math.round(seconds * sampleRate);
  return { input: { medium: 'audio', sampleRate, samples }, shape: sizes.length > 1 ? [1, samples] : [samples] };
}

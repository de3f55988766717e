import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Dimension, OnnxGraph } from '../../../src/models/onnx/onnx-graph.js';

/** What is unusual about a tiny encoder. */
export interface TinyEncoderOptions {
  readonly manifest?: Readonly<Record<string, unknown>>;
  /** The sizes of its input, the number of inputs included. */
  readonly dimensions?: readonly Dimension[];
  /** By what its vectors are multiplied, so that files of different encoders differ. */
  readonly scale?: number;
}

/** Writes an encoder whose vector is the mean of each colour of an image. */
export function writeTinyImageEncoder(path: string, options: TinyEncoderOptions = {}): string {
  const { dimensions = ['n', 3, 8, 8] } = options;
  const axes = dimensions[1] === 3 ? [2, 3] : [1, 2];
  const graph = new OnnxGraph('tiny-image-encoder');
  const pixels = graph.input('pixels', dimensions);
  const means = graph.node('ReduceMean', [pixels], { axes, keepdims: 0 });
  graph.node('Mul', [means, graph.scalar(options.scale ?? 1)], {}, { output: 'embedding' });
  graph.output('embedding', [dimensions[0], 3]);
  return written(path, graph, options);
}

/** Writes an encoder whose vector is how loud a sound is in four parts of its length. */
export function writeTinyAudioEncoder(path: string, options: TinyEncoderOptions = {}): string {
  const { dimensions = ['n', 800] } = options;
  const graph = new OnnxGraph('tiny-audio-encoder');
  const sound = graph.input('sound', dimensions);
  const parts = graph.node('Reshape', [sound, graph.constant(BigInt64Array.of(-1n, 4n, 200n), [3])]);
  const loudness = graph.node('ReduceMean', [graph.node('Abs', [parts])], { axes: [2], keepdims: 0 });
  graph.node('Mul', [loudness, graph.scalar(options.scale ?? 1)], {}, { output: 'embedding' });
  graph.output('embedding', [dimensions[0], 4]);
  return written(path, graph, options);
}

function written(path: string, graph: OnnxGraph, { manifest }: TinyEncoderOptions): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, graph.finish());
  if (manifest !== undefined) writeFileSync(path.replace('.onnx', '.json'), JSON.stringify(manifest));
  return path;
}

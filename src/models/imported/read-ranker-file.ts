import { dirname } from 'node:path';
import onnxProto from 'onnx-proto';
import { IsthmusError } from '../../domain/errors.js';
import { decodeModel } from './decode-model.js';
import { takeInExternalData } from './external-data.js';
import { modelBytes } from './model-bytes.js';
import { checkRankerContract, completeRanker } from './ranker-contract.js';
import { checkTensors } from './tensor-checks.js';
import { tryRanker } from './try-ranker.js';

const MOST_BYTES = 256 * 1024 * 1024;

/**
 * Reads a ranker of somebody's own, checks it, tries it, and gives the bytes of a model that takes all features, needs
 * no other file and serves like one that was trained here. `inputs` are the features that it takes, all for null.
 */
export async function readRankerFile(
  path: string,
  featureNames: readonly string[],
  inputs: readonly string[] | null,
): Promise<Uint8Array> {
  const selected = inputs === null ? null : columnsOf(inputs, featureNames);
  const model = decodeModel(await modelBytes(path, MOST_BYTES));
  checkRankerContract(model.graph, selected?.length ?? featureNames.length);
  await takeInExternalData(model.graph, dirname(path));
  checkTensors(model.graph);
  completeRanker(model.graph, selected, featureNames.length);
  const bytes = onnxProto.onnx.ModelProto.encode(model).finish();
  await tryRanker(bytes, featureNames.length);
  return bytes;
}

function columnsOf(inputs: readonly string[], featureNames: readonly string[]): number[] {
  return inputs.map((name) => {
    const column = featureNames.indexOf(name);
    if (column >= 0) return column;
    throw new IsthmusError('INVALID_ARGUMENT', `There is no feature "${name}". These are: ${featureNames.join(', ')}.`);
  });
}

import { IsthmusError } from '../../domain/errors.js';
import { TASK_NAMES, type TaskName } from '../../domain/objectives.js';
import { OnnxSession, type OnnxSessionOptions } from '../onnx/onnx-session.js';
import { RANKER_INPUT, RANKER_OUTPUTS, taskOutput } from './ranker-onnx.js';

/** Scores of candidates, and what each feature earned of each score in the linear part (rows × features). */
export interface RankScores {
  readonly scores: Float32Array;
  readonly linear: Float32Array;
  /** The scores of each task that the model has a head for. */
  readonly tasks: ReadonlyMap<TaskName, Float32Array>;
}

/** A ranker that serves: an ONNX model with the inputs and outputs of `exportRankerOnnx`. */
export class OnnxRanker {
  /** The tasks that it has scores for, as the outputs of the model tell. */
  readonly tasks: readonly TaskName[];

  private constructor(
    private readonly session: OnnxSession,
    /** Names the model in answers. */
    readonly version: string,
    private readonly featureCount: number,
  ) {
    this.tasks = TASK_NAMES.filter((task) => session.outputNames.includes(taskOutput(task)));
  }

  /** Loads a ranker and tries it on one row, so that a model with other inputs is refused here and not in a request. */
  static async open(
    bytes: Uint8Array,
    version: string,
    featureCount: number,
    options: OnnxSessionOptions,
  ): Promise<OnnxRanker> {
    const session = await OnnxSession.open(bytes, options);
    const ranker = new OnnxRanker(session, version, featureCount);
    try {
      await ranker.score(new Float32Array(featureCount), 1);
    } catch (cause) {
      await session.release();
      throw new IsthmusError(
        'MODEL_INVALID',
        `Ranker ${version} does not take "${RANKER_INPUT}" [n, ${featureCount}] and give "${RANKER_OUTPUTS.join('" and "')}". Fit the models again.`,
        { cause },
      );
    }
    return ranker;
  }

  /** Scores `rows` candidates, whose features lie row after row. */
  async score(features: Float32Array, rows: number): Promise<RankScores> {
    const { featureCount } = this;
    if (rows === 0) return { scores: new Float32Array(0), linear: new Float32Array(0), tasks: new Map() };
    const data = features.length === rows * featureCount ? features : features.subarray(0, rows * featureCount);
    const outputs = await this.session.run({ [RANKER_INPUT]: { data, dimensions: [rows, featureCount] } });
    return {
      scores: expectSize(outputs.score?.data, rows),
      linear: expectSize(outputs.linear?.data, rows * featureCount),
      tasks: new Map(this.tasks.map((task) => [task, expectSize(outputs[taskOutput(task)]?.data, rows)])),
    };
  }

  async release(): Promise<void> {
    await this.session.release();
  }
}

function expectSize(data: Float32Array | Float64Array | undefined, size: number): Float32Array {
  if (data instanceof Float32Array && data.length === size) return data;
  throw new IsthmusError('MODEL_INVALID', 'The ranker gave an output of another size or type than expected.');
}

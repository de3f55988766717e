import { InferenceSession, Tensor } from 'onnxruntime-node';
import { IsthmusError } from '../../domain/errors.js';

/** Where a model runs. CPU is always there; the others need a driver and fall back to CPU without one. */
export type ExecutionProvider = 'cpu' | 'cuda' | 'webgpu';

export interface OnnxSessionOptions {
  readonly provider: ExecutionProvider;
  /** Threads within one operator; small models are fastest with 1. */
  readonly threads: number;
  /**
   * Whether idle threads wait actively for the next operator, as they do unless told otherwise. It makes short runs
   * quick on a machine with nothing else to do; long ones only take processors away from others.
   */
  readonly spinning?: boolean;
  /** Told once, in a sentence, when the wanted provider is not there. */
  readonly warn: (message: string) => void;
}

/** Numbers with a shape, row by row. */
export interface OnnxTensor {
  readonly data: Float32Array | Float64Array;
  readonly dimensions: readonly number[];
}

/** What a model takes: numbers, or whole numbers that name rows. */
export interface OnnxInput {
  readonly data: Float32Array | Float64Array | Int32Array;
  readonly dimensions: readonly number[];
}

/** What language models take: whole numbers of 64 bits that name tokens. */
export interface OnnxTokens {
  readonly data: BigInt64Array;
  readonly dimensions: readonly number[];
}

/** A loaded model. Keep one a model and release it: ONNX Runtime does not give the memory of lost sessions back. */
export class OnnxSession {
  private constructor(
    private readonly session: InferenceSession,
    /** Where the model really runs. */
    readonly provider: ExecutionProvider,
  ) {}

  /** Loads a model; bytes that are not a model that runs here are a MODEL_INVALID error. */
  static async open(bytes: Uint8Array, options: OnnxSessionOptions): Promise<OnnxSession> {
    if (options.provider !== 'cpu') {
      try {
        return new OnnxSession(await create(bytes, options.provider, options), options.provider);
      } catch (cause) {
        options.warn(fallbackMessage(options.provider, cause));
      }
    }
    try {
      return new OnnxSession(await create(bytes, 'cpu', options), 'cpu');
    } catch (cause) {
      throw new IsthmusError(
        'MODEL_INVALID',
        `ONNX Runtime cannot load the model (${bytes.length} bytes): the file is damaged, cut off or needs operators that this version lacks. Fit the models again or put the file back from a copy.`,
        { cause },
      );
    }
  }

  get inputNames(): readonly string[] {
    return this.session.inputNames;
  }

  get outputNames(): readonly string[] {
    return this.session.outputNames;
  }

  /**
   * Runs the model and returns every output. Inputs are read where they lie, without a copy. Outputs named in `into`
   * are written there instead of into new memory; their dimensions must be those that the run gives.
   */
  async run(
    inputs: Readonly<Record<string, OnnxInput | OnnxTokens>>,
    into: Readonly<Record<string, OnnxTensor>> = {},
  ): Promise<Record<string, OnnxTensor>> {
    const fetches: Record<string, Tensor | null> = {};
    for (const name of this.session.outputNames) fetches[name] = into[name] === undefined ? null : toTensor(into[name]);
    const results = await this.session.run(toTensors(inputs), fetches);
    const outputs: Record<string, OnnxTensor> = {};
    for (const [name, { data, dims }] of Object.entries(results)) {
      if (!(data instanceof Float32Array || data instanceof Float64Array)) {
        throw new IsthmusError('MODEL_INVALID', `Output "${name}" of the model is not a tensor of real numbers.`);
      }
      outputs[name] = { data, dimensions: dims };
    }
    return outputs;
  }

  /** Frees the model; it cannot run afterwards. */
  async release(): Promise<void> {
    await this.session.release();
  }
}

function toTensors(inputs: Readonly<Record<string, OnnxInput | OnnxTokens>>): Record<string, Tensor> {
  return Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, toTensor(input)]));
}

function toTensor({ data, dimensions }: OnnxInput | OnnxTokens): Tensor {
  if (data instanceof Float32Array) return new Tensor('float32', data, dimensions);
  if (data instanceof BigInt64Array) return new Tensor('int64', data, dimensions);
  return data instanceof Int32Array ? new Tensor('int32', data, dimensions) : new Tensor('float64', data, dimensions);
}

function create(
  bytes: Uint8Array,
  provider: ExecutionProvider,
  { threads, spinning = true }: OnnxSessionOptions,
): Promise<InferenceSession> {
  return InferenceSession.create(bytes, {
    executionProviders: [provider],
    intraOpNumThreads: threads,
    extra: { session: { intra_op: { allow_spinning: spinning ? '1' : '0' } } },
    interOpNumThreads: 1,
    executionMode: 'sequential',
    logSeverityLevel: 3,
  });
}

function fallbackMessage(provider: ExecutionProvider, cause: unknown): string {
  const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
  const remedy =
    provider === 'cuda'
      ? 'Install CUDA 12 and run "ONNXRUNTIME_NODE_INSTALL=cuda12 npm rebuild onnxruntime-node"'
      : 'Install a Vulkan driver for the graphics card';
  return `ONNX Runtime cannot use ${provider} here, so models run on the CPU. ${remedy}, or set the provider to "cpu". (${reason})`;
}

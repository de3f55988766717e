import type { RelationDeclaration } from '../../domain/ontology.js';
import type { ExecutionProvider } from '../../models/onnx/onnx-session.js';
import type { AnswerText } from './answer-text.js';
import type { ProjectionCopy } from './projection-copy.js';
import type { SharedFit } from './shared-fit.js';
import type { Task } from './task.js';
import type { TaskFailure } from './task-failure.js';

/** What a thread is started with. */
export interface WorkerStart {
  readonly tokenKey: Uint8Array;
  readonly provider: ExecutionProvider;
  /** By slot: 1 when nobody waits for the task any longer; written by the main thread, read before a task begins. */
  readonly cancelled: Int32Array;
}

/** A fit over a projection, under a number that tasks name. */
export interface LoadMessage {
  readonly type: 'load';
  readonly generation: number;
  /** Null when the fit is for the projection that the thread was given last. */
  readonly projection: ProjectionCopy | null;
  readonly relations: readonly RelationDeclaration[];
  readonly fit: SharedFit;
}

/** From the main thread, handled in the order of sending: a task sees every write that was sent before it. */
export type ToWorker =
  | LoadMessage
  /** Committed writes as JSON: the text is made once for all threads. */
  | { readonly type: 'write'; readonly writes: string }
  | { readonly type: 'task'; readonly slot: number; readonly generation: number; readonly task: Task }
  /** No task will name the generation again. */
  | { readonly type: 'drop'; readonly generation: number }
  | { readonly type: 'close' };

/** To the main thread; each task's slot comes back once. */
export type FromWorker =
  | { readonly type: 'loaded'; readonly generation: number }
  | { readonly type: 'answered'; readonly slot: number; readonly answer: AnswerText }
  | { readonly type: 'failed'; readonly slot: number; readonly failure: TaskFailure }
  | { readonly type: 'skipped'; readonly slot: number };

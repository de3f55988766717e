import type { Config } from '../config/config.js';
import type { Ontology } from '../domain/ontology.js';
import type { EpochFacts, ModelFacts, TrainingFacts } from '../domain/trained-models.js';
import type { CypherRunner } from '../graph/cypher-runner.js';
import type { GraphReader } from '../graph/graph-reader.js';
import type { GraphWrites } from '../graph/graph-writes.js';
import type { KnowledgeGraph } from '../graph/knowledge-graph.js';
import type { ReportSection } from '../models/report/report-section.js';
import type { Recommending } from '../recommend/recommending.js';
import type { TrainingEffort } from '../recommend/training/training-effort.js';

/** A graph store as commands use it. */
export interface OpenedStore {
  readonly graph: KnowledgeGraph & CypherRunner;
  readonly writer: GraphWrites;
  readonly reader: GraphReader;
  readonly ontology: Ontology;
}

/** What became of a version that was to serve. */
export interface PromotionResult {
  readonly version: string;
  readonly isPromoted: boolean;
  readonly reason: string;
}

/** How a command trains; what is left out is usual. */
export interface TrainChoice extends TrainingEffort {
  readonly seed?: number;
  /** How many points each search of hyper-parameters looks at. */
  readonly trials?: number;
  /** The domain that the ranker learns from first, and the one that it is then for; all at once when absent. */
  readonly transfer?: { readonly from: string; readonly to: string };
  /** Whether the version serves even if it is worse than the one before. */
  readonly isForced: boolean;
  readonly onStep: (step: string) => void;
  readonly onEpoch: (phase: string, epoch: EpochFacts) => void;
  readonly signal: AbortSignal;
}

/** What a command hears of a training that has ended well. */
export interface TrainResult {
  readonly outcome: PromotionResult & { readonly sections: readonly ReportSection[] };
  /** What was written down of it; null when it could not be. */
  readonly run: TrainingFacts | null;
  /** Where TensorBoard finds its curves. */
  readonly eventsFolder: string;
  /** The version that recommends now. */
  readonly servedVersion: string;
}

/** The stored models as commands use them. */
export interface ModelCommands {
  list(): Promise<readonly ModelFacts[]>;
  promote(
    version: string,
    options: { readonly isForced: boolean; readonly signal: AbortSignal },
  ): Promise<PromotionResult>;
  rollback(): Promise<string>;
  importRanker(
    path: string,
    options: {
      readonly name: string;
      readonly inputs: readonly string[] | null;
      readonly isForced: boolean;
      readonly signal: AbortSignal;
    },
  ): Promise<PromotionResult>;
}

/** The application as commands use it. */
export interface OpenedIsthmus extends OpenedStore {
  readonly recommender: Recommending;
  readonly models: ModelCommands;
  /** Trains models on what the graph holds and stores them; they serve unless they are worse than those that do. */
  train(choice: TrainChoice): Promise<TrainResult>;
  close(): Promise<void>;
}

/** What to open. */
export interface OpenChoice {
  /** Whether the projection and the models are needed, which takes longer than the store alone. */
  readonly recommends: boolean;
  /** Whether stored models are left unread, so that a fit can replace models that cannot be read. */
  readonly ignoresStoredModels?: boolean;
  /** Aborted when nobody waits for the store any more. */
  readonly signal: AbortSignal;
  /** Called once when another command has the store open and this one waits for its end. */
  readonly onWaiting: () => void;
}

/** Somewhere to print. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

/** Where a person or another program gives something to read. */
export type Input = NodeJS.ReadableStream & { readonly isTTY?: boolean };

/** What commands take from outside: the streams, the environment, the time and the application. */
export interface CliContext {
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly nowMs: () => number;
  /** Aborted when the person presses Ctrl-C. */
  readonly signal: AbortSignal;
  /** Opens the store and what a command needs besides. */
  open(config: Config, choice: OpenChoice): Promise<OpenedIsthmus>;
  /** Opens a store alone: at a path, or in memory for null. */
  openStore(path: string | null): Promise<OpenedStore>;
  /** Serves GraphQL until the signal is aborted. */
  serve(config: Config, signal: AbortSignal): Promise<void>;
}

/** Exit codes of every command; docs/guide/cli.md explains them. */
export const EXIT = { ok: 0, failed: 1, someRejected: 2, interrupted: 130 } as const;

import type { GrafeoDB, QueryResult } from '@grafeo-db/js';
import grafeo from '@grafeo-db/js';
import { IsthmusError } from '../../domain/errors.js';
import { Turns } from '../../domain/turns.js';
import { CallLimits } from '../call-limits.js';
import { readChanges } from '../change-feed.js';
import type { ChangeCursor, ChangePage } from '../changes.js';
import type { CypherRunner, CypherRunOptions, CypherStatement, CypherSummary } from '../cypher-runner.js';
import type { CallOptions, KnowledgeGraph, Row, StatementCall, WriteSummary } from '../knowledge-graph.js';
import { readPages } from '../read-pages.js';
import { StatementCatalogue } from '../statement-catalogue.js';
import type { StoreDump } from '../store-dump.js';
import { refuseNewerVersion, upgradeGraph, versionOf } from '../upgrade-graph.js';
import { CheckpointPace } from './checkpoint-pace.js';
import { closeWithoutRemains } from './close-without-remains.js';
import { EmbeddedCypherRunner } from './embedded-cypher-runner.js';
import { openError, statementError } from './engine-errors.js';
import { plainRows } from './engine-values.js';
import { LogSync } from './log-sync.js';
import { saveCopy } from './save-copy.js';

const CHECKPOINT_INTERVAL_MS = 60_000;

/** How to open the embedded store: a file path, or null for a store in memory that ends with the process. */
export interface EmbeddedOptions {
  readonly path: string | null;
  /** Checkpoints keep the log short, so that opening stays fast; the engine makes them by itself, once a minute for a store of usual size. */
  readonly checkpointIntervalMs?: number;
  readonly catalogue?: StatementCatalogue;
  /** Hears, once a change, what was changed in a store of an older Isthmus. */
  readonly onSchemaChange?: (change: string) => void;
  /** Dates the changes that people's statements leave in the feed. */
  readonly clock?: () => number;
}

type Phase =
  | { readonly name: 'open' }
  | { readonly name: 'failed'; readonly cause: unknown }
  | { readonly name: 'closed' };

/** The ports to the graph over the embedded engine. One process at a time may open a store. */
export class EmbeddedKnowledgeGraph implements KnowledgeGraph, CypherRunner, StoreDump {
  private phase: Phase = { name: 'open' };
  private hasDeleted = false;
  private readonly writes = new Turns();
  private readonly log: LogSync | null;
  private readonly cypher: EmbeddedCypherRunner;

  private constructor(
    private readonly db: GrafeoDB,
    private readonly catalogue: StatementCatalogue,
    private readonly path: string | null,
    private readonly pace: CheckpointPace | null,
    clock: () => number,
  ) {
    this.log = path === null ? null : new LogSync(`${path}.wal`);
    this.cypher = new EmbeddedCypherRunner({
      db,
      catalogue,
      clock,
      writes: this.writes,
      requireOpen: () => this.requireOpen(),
      syncLog: () => this.syncLog(),
      onDeleted: () => {
        this.hasDeleted = true;
      },
    });
  }

  /** Opens the store, creating it when it does not exist, sets up constraints and indexes, and upgrades an older one. */
  static async open(options: EmbeddedOptions): Promise<EmbeddedKnowledgeGraph> {
    const { path, catalogue = new StatementCatalogue(), checkpointIntervalMs = CHECKPOINT_INTERVAL_MS } = options;
    let db: GrafeoDB;
    try {
      db = path === null ? grafeo.GrafeoDB.create() : grafeo.GrafeoDB.create(path);
    } catch (error) {
      throw openError(path ?? '(in memory)', error);
    }
    const pace = path === null ? null : new CheckpointPace(db, path, checkpointIntervalMs);
    for (const statement of catalogue.script('schema/set-up')) await db.executeCypher(statement);
    const graph = new EmbeddedKnowledgeGraph(db, catalogue, path, pace, options.clock ?? Date.now);
    if (path === null) return graph;
    try {
      const [row] = await graph.read({ key: 'schema/read-version' });
      refuseNewerVersion(versionOf(row), 'name another folder in ISTHMUS_DATA_DIR');
      await upgradeGraph(graph, versionOf(row), options.onSchemaChange ?? (() => undefined));
      return graph;
    } catch (error) {
      await graph.close();
      throw error;
    }
  }

  async read<R extends Row>(call: StatementCall, options?: CallOptions): Promise<R[]> {
    this.requireOpen();
    const limits = new CallLimits(options);
    limits.check();
    const result = await limits.race(this.run(call, (text) => this.db.executeCypher(text, call.parameters ?? {})));
    return plainRows(result.toArray()) as R[];
  }

  async write(calls: readonly StatementCall[], options?: CallOptions): Promise<WriteSummary> {
    const limits = new CallLimits(options);
    limits.check();
    const summary = await limits.race(this.writes.take(() => this.transact(calls, limits)));
    await this.syncLog();
    this.pace?.written();
    return summary;
  }

  runCypher(statement: CypherStatement, options?: CypherRunOptions): Promise<CypherSummary> {
    return this.cypher.runCypher(statement, options);
  }

  pages<R extends Row & { readonly cursor: string }>(
    call: StatementCall,
    pageRows: number,
    options?: CallOptions,
  ): AsyncIterable<R[]> {
    return readPages<R>(this, call, pageRows, options);
  }

  changesSince(cursor: ChangeCursor, limit: number, options?: CallOptions): Promise<ChangePage> {
    return readChanges(this, cursor, limit, options);
  }

  async ping(options?: CallOptions): Promise<void> {
    await this.read({ key: 'schema/ping' }, options);
  }

  async dump(path: string): Promise<void> {
    this.requireOpen();
    await this.writes.take(() => saveCopy(this.db, path));
  }

  async close(): Promise<void> {
    if (this.phase.name === 'closed') return;
    const isIntact = this.phase.name === 'open';
    this.phase = { name: 'closed' };
    await this.writes.idle();
    if (this.path !== null && this.hasDeleted && isIntact) await closeWithoutRemains(this.db, this.path);
    else this.db.close();
  }

  private async transact(calls: readonly StatementCall[], limits: CallLimits): Promise<WriteSummary> {
    this.requireOpen();
    limits.check();
    const transaction = this.db.beginTransaction();
    const summary = {
      nodesCreated: 0,
      nodesDeleted: 0,
      relationshipsCreated: 0,
      relationshipsDeleted: 0,
      propertiesSet: 0,
    };
    try {
      for (const call of calls) {
        const { counters } = await this.run(call, (text) => transaction.executeCypher(text, call.parameters ?? {}));
        summary.nodesCreated += counters.nodesCreated;
        summary.nodesDeleted += counters.nodesDeleted;
        summary.relationshipsCreated += counters.edgesCreated;
        summary.relationshipsDeleted += counters.edgesDeleted;
        summary.propertiesSet += counters.propertiesSet;
        limits.check();
      }
      transaction.commit();
      this.hasDeleted ||= calls.some((call) => call.key === 'deletions/delete-node');
    } catch (error) {
      if (transaction.isActive) transaction.rollback();
      throw error instanceof IsthmusError ? error : statementError('the commit', error);
    }
    return summary;
  }

  private async run(call: StatementCall, execute: (text: string) => Promise<QueryResult>): Promise<QueryResult> {
    const text = this.catalogue.text(call);
    try {
      return await execute(text);
    } catch (error) {
      throw statementError(call.key, error);
    }
  }

  private async syncLog(): Promise<void> {
    try {
      await this.log?.sync();
    } catch (cause) {
      // What the disk holds is unknown from here on: acknowledging anything more could be a lie.
      if (this.phase.name === 'open') this.phase = { name: 'failed', cause };
      throw new IsthmusError(
        'STORE_UNAVAILABLE',
        'The disk refused a write. Check its space and health, then start again.',
        { cause },
      );
    }
  }

  private requireOpen(): void {
    if (this.phase.name === 'open') return;
    if (this.phase.name === 'closed') {
      throw new IsthmusError('STORE_UNAVAILABLE', 'The graph store has been closed.');
    }
    throw new IsthmusError('STORE_UNAVAILABLE', 'The graph store stopped after a failed write to disk. Start again.', {
      cause: this.phase.cause,
    });
  }
}

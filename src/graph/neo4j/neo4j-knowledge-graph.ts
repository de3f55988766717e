import { setTimeout as pause } from 'node:timers/promises';
import neo4j, { type Driver } from 'neo4j-driver';
import { IsthmusError } from '../../domain/errors.js';
import { CallLimits } from '../call-limits.js';
import { readChanges } from '../change-feed.js';
import type { ChangeCursor, ChangePage } from '../changes.js';
import type { CypherRunner, CypherRunOptions, CypherStatement, CypherSummary } from '../cypher-runner.js';
import type { CallOptions, KnowledgeGraph, Row, StatementCall, WriteSummary } from '../knowledge-graph.js';
import { readPages } from '../read-pages.js';
import { StatementCatalogue } from '../statement-catalogue.js';
import { SCHEMA_VERSION, upgradeGraph } from '../upgrade-graph.js';
import { boltParameters } from './bolt-parameters.js';
import { ManagedTransactions, type StatementSender } from './managed-transactions.js';
import { Neo4jCypherRunner } from './neo4j-cypher-runner.js';
import { type Neo4jTarget, neo4jError } from './neo4j-errors.js';
import { RowReader } from './row-values.js';
import { setUpSchema } from './schema-set-up.js';
import { WriteCounts } from './write-counts.js';

/** Where the Neo4j is, who asks, and how long things may take. */
export interface Neo4jOptions {
  /** `bolt://`, or `neo4j://` for a cluster, each also with `+s` (TLS) and `+ssc` (TLS, any certificate). */
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  /** The database; the empty text takes the user's own. */
  readonly database: string;
  /** The deadline of a call that gives none itself. */
  readonly callTimeoutMs?: number;
  /** The same for the statements of people, which may count the whole graph. */
  readonly statementTimeoutMs?: number;
  /** A read whose rows take more memory than this is refused; people's statements hand their rows on instead. */
  readonly maxResultBytes?: number;
  /** Hears, once a change, what the set-up of the schema has made. */
  readonly onSchemaChange?: (change: string) => void;
  readonly catalogue?: StatementCatalogue;
  /** Dates the changes that people's statements leave in the feed. */
  readonly clock?: () => number;
}

type Settings = Required<Pick<Neo4jOptions, 'callTimeoutMs' | 'statementTimeoutMs' | 'maxResultBytes' | 'catalogue'>>;

const CALL_TIMEOUT_MS = 60_000;
const STATEMENT_TIMEOUT_MS = 3_600_000;
const CONNECT_TIMEOUT_MS = 5_000;
const ACQUIRE_TIMEOUT_MS = 15_000;
/** A connection that nobody has used for so long is tried before it is trusted: something between may have cut it. */
const IDLE_TRUST_MS = 30_000;
/** The driver's own first repetition comes after a second, so this lets it repeat a failed connection exactly once. */
const DRIVER_RETRY_MS = 500;
const MAX_RESULT_BYTES = 256 * 1024 * 1024;
const MAX_CONNECTIONS = 50;
/** How long calls that are under way may go on when the graph is closed. */
const CLOSE_WAIT_MS = 10_000;
const FETCH_ROWS = 2_000;

/** The ports to the graph over Neo4j. Any number of processes may open one graph. */
export class Neo4jKnowledgeGraph implements KnowledgeGraph, CypherRunner {
  private isClosed = false;
  private readonly running = new Set<Promise<unknown>>();

  private constructor(
    private readonly driver: Driver,
    private readonly transactions: ManagedTransactions,
    private readonly target: Neo4jTarget,
    private readonly cypher: Neo4jCypherRunner,
    private readonly settings: Settings,
  ) {}

  /** Connects, sets up constraints and indexes where they are missing, and upgrades what an older Isthmus has made. */
  static async open(options: Neo4jOptions): Promise<Neo4jKnowledgeGraph> {
    const {
      callTimeoutMs = CALL_TIMEOUT_MS,
      statementTimeoutMs = STATEMENT_TIMEOUT_MS,
      maxResultBytes = MAX_RESULT_BYTES,
      catalogue = new StatementCatalogue(),
    } = options;
    const { uri, user, password, database } = options;
    const target = { uri, user, database };
    const driver = connect(uri, user, password);
    const transactions = new ManagedTransactions(driver, database, neo4j.bookmarkManager());
    const settings = { callTimeoutMs, statementTimeoutMs, maxResultBytes, catalogue };
    const cypher = new Neo4jCypherRunner({ transactions, catalogue, target, clock: options.clock ?? Date.now });
    try {
      const limits = new CallLimits({}, callTimeoutMs);
      const onChange = options.onSchemaChange ?? (() => undefined);
      const version = await setUpSchema(transactions, catalogue, limits, onChange);
      const graph = new Neo4jKnowledgeGraph(driver, transactions, target, cypher, settings);
      await upgradeGraph(graph, version, onChange);
      if (version !== SCHEMA_VERSION) {
        onChange(`schema version ${SCHEMA_VERSION} (before: ${version === 0 ? 'none' : version})`);
      }
      return graph;
    } catch (error) {
      await driver.close();
      throw neo4jError('the set-up of the schema', error, target);
    }
  }

  read<R extends Row>(call: StatementCall, options: CallOptions = {}): Promise<R[]> {
    return this.run(
      () => call.key,
      'READ',
      options,
      async (transaction) => {
        const reader = new RowReader();
        const rows: Record<string, unknown>[] = [];
        for await (const record of this.send(transaction, call)) {
          rows.push(reader.row(record));
          if (reader.bytes > this.settings.maxResultBytes) throw this.tooLarge(call.key);
        }
        return rows as R[];
      },
    );
  }

  write(calls: readonly StatementCall[], options: CallOptions = {}): Promise<WriteSummary> {
    let current = 'the write';
    return this.run(
      () => current,
      'WRITE',
      options,
      async (transaction) => {
        const counts = new WriteCounts();
        for (const call of calls) {
          current = call.key;
          counts.add((await this.send(transaction, call).summary()).counters);
        }
        current = 'the commit';
        return counts.summary();
      },
    );
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

  runCypher(statement: CypherStatement, options: CypherRunOptions = {}): Promise<CypherSummary> {
    return this.track(options, this.settings.statementTimeoutMs, (limits) =>
      this.cypher.run(statement, options, limits),
    );
  }

  async ping(options?: CallOptions): Promise<void> {
    await this.read({ key: 'schema/ping' }, options);
  }

  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    await Promise.race([Promise.allSettled(this.running), pause(CLOSE_WAIT_MS, undefined, { ref: false })]);
    await this.driver.close();
  }

  private run<T>(
    statement: () => string,
    mode: 'READ' | 'WRITE',
    options: CallOptions,
    work: (transaction: StatementSender) => Promise<T>,
  ): Promise<T> {
    return this.track(options, this.settings.callTimeoutMs, async (limits) => {
      try {
        return await this.transactions.run({ name: statement(), mode, limits }, work);
      } catch (error) {
        throw neo4jError(statement(), error, this.target);
      }
    });
  }

  /** Runs a call within its limits, and lets `close` wait for it. */
  private async track<T>(options: CallOptions, timeoutMs: number, run: (limits: CallLimits) => Promise<T>): Promise<T> {
    if (this.isClosed) throw new IsthmusError('STORE_UNAVAILABLE', 'The graph store has been closed.');
    const limits = new CallLimits(options, timeoutMs);
    limits.check();
    const result = run(limits);
    this.running.add(result);
    try {
      return await result;
    } finally {
      this.running.delete(result);
    }
  }

  private send(transaction: StatementSender, call: StatementCall) {
    return transaction.run(this.settings.catalogue.text(call), boltParameters(call.parameters ?? {}));
  }

  private tooLarge(name: string): IsthmusError {
    const megabytes = Math.round(this.settings.maxResultBytes / 1024 / 1024);
    return new IsthmusError(
      'INVALID_ARGUMENT',
      `The result of ${name} takes more than ${megabytes} MB. Ask for less at a time.`,
    );
  }
}

function connect(uri: string, user: string, password: string): Driver {
  try {
    return neo4j.driver(uri, neo4j.auth.basic(user, password), {
      userAgent: 'isthmus',
      telemetryDisabled: true,
      maxConnectionPoolSize: MAX_CONNECTIONS,
      connectionTimeout: CONNECT_TIMEOUT_MS,
      connectionAcquisitionTimeout: ACQUIRE_TIMEOUT_MS,
      connectionLivenessCheckTimeout: IDLE_TRUST_MS,
      maxTransactionRetryTime: DRIVER_RETRY_MS,
      fetchSize: FETCH_ROWS,
      notificationFilter: { minimumSeverityLevel: 'OFF' },
    });
  } catch (cause) {
    throw new IsthmusError(
      'CONFIG_INVALID',
      `NEO4J_URI is "${uri}", which is no address of a Neo4j. Give one such as neo4j://localhost:7687 or neo4j+s://name.databases.neo4j.io.`,
      { cause },
    );
  }
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CypherRunner } from '../../../src/graph/cypher-runner.js';
import { EmbeddedKnowledgeGraph } from '../../../src/graph/embedded/embedded-knowledge-graph.js';
import type { KnowledgeGraph } from '../../../src/graph/knowledge-graph.js';
import { CatchUp, SessionCatchUp } from '../../../src/graph/remote/catch-up.js';
import { graphMethods } from '../../../src/graph/remote/graph-methods.js';
import { RemoteConnection } from '../../../src/graph/remote/remote-connection.js';
import { RemoteKnowledgeGraph } from '../../../src/graph/remote/remote-knowledge-graph.js';
import { findSocketPath } from '../../../src/graph/remote/socket-place.js';
import { StoreHost } from '../../../src/graph/remote/store-host.js';
import type { RemoteMethods } from '../../../src/graph/remote-methods.js';

/** What a hosted graph does besides answering. */
export interface HostedOptions {
  /** A folder that exists; else one is made. */
  readonly dataDir?: string;
  /** Where the store lies; in memory when null. */
  readonly path?: string | null;
  readonly clock?: () => number;
  /** Stands for the projection of a server. */
  readonly catchUp?: () => Promise<void>;
  readonly methods?: RemoteMethods;
}

/** A store of this process behind a real socket, with the callers that connect to it. */
export class HostedGraph {
  readonly errors: unknown[] = [];

  private constructor(
    readonly dataDir: string,
    readonly graph: KnowledgeGraph & CypherRunner,
    private host: StoreHost | null,
  ) {}

  static async open({
    dataDir,
    path = null,
    clock = Date.now,
    catchUp = async () => undefined,
    methods = {},
  }: HostedOptions = {}): Promise<HostedGraph> {
    const folder = dataDir ?? (await mkdtemp(join(tmpdir(), 'isthmus-host-')));
    const graph = await EmbeddedKnowledgeGraph.open({ path, clock });
    const hosted = new HostedGraph(folder, graph, null);
    const onError = (error: unknown) => hosted.errors.push(error);
    const shared = new CatchUp(catchUp, onError);
    hosted.host = await StoreHost.listen({
      dataDir: folder,
      createMethods: () => ({ ...graphMethods(graph, new SessionCatchUp(shared)), ...methods }),
      onError,
      drainMs: 500,
    });
    return hosted;
  }

  async connection(): Promise<RemoteConnection> {
    const path = await findSocketPath(this.dataDir);
    const connection = path === null ? null : await RemoteConnection.open(path);
    if (connection === null) throw new Error('Nobody listens.');
    return connection;
  }

  async connect(): Promise<RemoteKnowledgeGraph> {
    return new RemoteKnowledgeGraph(await this.connection());
  }

  async stopListening(): Promise<void> {
    await this.host?.close();
    this.host = null;
  }

  async close(): Promise<void> {
    await this.stopListening();
    await this.graph.close();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}

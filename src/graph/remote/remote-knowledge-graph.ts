import { readChanges } from '../change-feed.js';
import type { ChangeCursor, ChangePage } from '../changes.js';
import type { CypherRunner, CypherRunOptions, CypherStatement, CypherSummary } from '../cypher-runner.js';
import type { CallOptions, KnowledgeGraph, Row, StatementCall, WriteSummary } from '../knowledge-graph.js';
import { readPages } from '../read-pages.js';
import type { StoreDump } from '../store-dump.js';
import type { CypherPart } from './graph-methods.js';
import type { RemoteConnection } from './remote-connection.js';

/**
 * The graph ports over a socket, for a store that another process has open. What comes back is what the same program
 * has sent, so its shape is not checked again.
 */
export class RemoteKnowledgeGraph implements KnowledgeGraph, CypherRunner, StoreDump {
  constructor(private readonly connection: RemoteConnection) {}

  async read<R extends Row>(call: StatementCall, options?: CallOptions): Promise<R[]> {
    const rows: R[] = [];
    const take = (part: unknown) => {
      for (const row of part as R[]) rows.push(row);
    };
    take(await this.connection.call('graph/read', call, { ...options, onPart: take }));
    return rows;
  }

  async write(calls: readonly StatementCall[], options?: CallOptions): Promise<WriteSummary> {
    return (await this.connection.call('graph/write', calls, { ...options, isWrite: true })) as WriteSummary;
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
    await this.connection.call('graph/ping', null, options);
  }

  async runCypher(
    statement: CypherStatement,
    { isReadOnly = false, isProfiled = false, onRows, ...limits }: CypherRunOptions = {},
  ): Promise<CypherSummary> {
    const argument = { statement, isReadOnly, isProfiled };
    const summary = await this.connection.call('graph/cypher', argument, {
      ...limits,
      isWrite: !isReadOnly,
      onPart: (part) => {
        const { columns, rows } = part as CypherPart;
        return onRows?.(columns, rows);
      },
    });
    return summary as CypherSummary;
  }

  async dump(path: string): Promise<void> {
    await this.connection.call('graph/dump', path);
  }

  close(): Promise<void> {
    return this.connection.close('session/close');
  }
}

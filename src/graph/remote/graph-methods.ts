import type { CypherRunner, CypherValue } from '../cypher-runner.js';
import type { CallOptions, KnowledgeGraph } from '../knowledge-graph.js';
import type { CallContext, RemoteMethods } from '../remote-methods.js';
import { dumpOf } from '../store-dump.js';
import type { SessionCatchUp } from './catch-up.js';
import { parsed } from './parsed.js';
import { cypherArgument, dumpArgument, readArgument, writeArgument } from './wire-calls.js';

/** Rows of one part of a result. */
const PART_ROWS = 1_000;

/** A part of the result of a statement. */
export interface CypherPart {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly CypherValue[])[];
}

/** The ports of the graph as the process answers them that has the store open, for one session. */
export function graphMethods(graph: KnowledgeGraph & CypherRunner, catchUp: SessionCatchUp): RemoteMethods {
  return {
    'graph/read': async (argument, context) => {
      const rows = await graph.read(parsed(readArgument, argument), limitsOf(context));
      let sent = 0;
      for (; rows.length - sent > PART_ROWS; sent += PART_ROWS) {
        await context.sendPart(rows.slice(sent, sent + PART_ROWS));
      }
      return rows.slice(sent);
    },
    'graph/write': async (argument, context) => {
      const summary = await graph.write(parsed(writeArgument, argument), limitsOf(context));
      await catchUp.written();
      return summary;
    },
    'graph/cypher': async (argument, context) => {
      const { statement, isReadOnly, isProfiled } = parsed(cypherArgument, argument);
      const summary = await graph.runCypher(statement, {
        ...limitsOf(context),
        isReadOnly,
        isProfiled,
        onRows: async (columns, rows) => {
          for (let sent = 0; sent < rows.length; sent += PART_ROWS) {
            await context.sendPart({ columns, rows: rows.slice(sent, sent + PART_ROWS) } satisfies CypherPart);
          }
        },
      });
      // A read-only statement has left no change in the feed; of any other the summary may not tell all.
      if (!isReadOnly) await catchUp.written();
      return summary;
    },
    'graph/dump': (argument) => dumpOf(graph).dump(parsed(dumpArgument, argument)),
    'graph/ping': (_, context) => graph.ping(limitsOf(context)),
    'session/close': () => catchUp.settled(),
  };
}

function limitsOf({ signal, timeoutMs }: CallContext): CallOptions {
  return { signal, ...(timeoutMs === undefined ? {} : { timeoutMs }) };
}

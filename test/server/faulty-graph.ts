import { IsthmusError } from '../../src/domain/errors.js';
import type { KnowledgeGraph } from '../../src/graph/knowledge-graph.js';

/** A message as engines throw them: with an address and a password that no client may see. */
export const SECRET = 'bolt://neo4j:secret@10.0.0.7:7687';

/** Users whose look-up goes wrong: with an error of the engine, with one of ours, or never ending. */
export const FAULTY_USERS = { broken: 'broken', unavailable: 'unavailable', endless: 'endless' } as const;

/** A store that fails on purpose when certain users are looked up; everything else goes to the real one. */
export function faultyGraph(graph: KnowledgeGraph): KnowledgeGraph {
  const read: KnowledgeGraph['read'] = (call, options) => {
    const ids = call.parameters?.ids;
    if (Array.isArray(ids) && ids.includes(FAULTY_USERS.broken))
      return Promise.reject(new Error(`No route to ${SECRET}`));
    if (Array.isArray(ids) && ids.includes(FAULTY_USERS.unavailable)) {
      return Promise.reject(new IsthmusError('STORE_UNAVAILABLE', `${SECRET} refuses to work.`));
    }
    if (Array.isArray(ids) && ids.includes(FAULTY_USERS.endless)) return new Promise(() => undefined);
    return graph.read(call, options);
  };
  return {
    read,
    write: (calls, options) => graph.write(calls, options),
    pages: (call, rows, options) => graph.pages(call, rows, options),
    changesSince: (...args) => graph.changesSince(...args),
    ping: (options) => graph.ping(options),
    close: () => graph.close(),
  };
}

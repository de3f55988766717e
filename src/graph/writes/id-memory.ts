import type { NodeType } from '../../domain/nodes.js';
import type { KnowledgeGraph } from '../knowledge-graph.js';
import { knownIds } from './plan-nodes.js';

/** Remembers which nodes exist, so that the ends of events are looked up once and not once a batch. */
export class IdMemory {
  private readonly known = new Map<NodeType, Set<string>>();

  constructor(
    private readonly graph: KnowledgeGraph,
    /** False when other processes write to the graph, too: then every question is asked of the store. */
    private readonly isRemembering: boolean,
  ) {}

  /** A set that holds those of the ids that exist, and maybe others that exist. */
  async existing(type: NodeType, ids: Iterable<string>): Promise<ReadonlySet<string>> {
    if (!this.isRemembering) return knownIds(this.graph, type, ids);
    const known = this.known.get(type) ?? new Set();
    this.known.set(type, known);
    const open = new Set<string>();
    for (const id of ids) if (!known.has(id)) open.add(id);
    for (const id of await knownIds(this.graph, type, open)) known.add(id);
    return known;
  }

  /** Forgets a deleted node, or everything, after a write that failed. */
  forget(type?: NodeType, id?: string): void {
    if (type === undefined || id === undefined) this.known.clear();
    else this.known.get(type)?.delete(id);
  }
}

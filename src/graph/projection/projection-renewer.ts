import type { NodeRef, NodeType } from '../../domain/nodes.js';
import type { Ontology, RelationType } from '../../domain/ontology.js';
import { RELATION_ENDS } from '../joined-types.js';
import type { CallOptions, KnowledgeGraph } from '../knowledge-graph.js';
import type { CommitListener, CommittedWrite } from '../writes/committed-write.js';
import { chunksOf, type NodeChunk, scanGraph, TYPES_IN_ORDER } from './graph-scan.js';
import type { Projection } from './projection.js';
import { ProjectionUpdater } from './projection-updater.js';
import { readEdges, readNodes, readSubjectsOf } from './read-renewal.js';

const TYPES_WITH_EDGES: ReadonlySet<NodeType> = new Set(RELATION_ENDS.map(([subject]) => subject));

/** What a renewer works on. */
export interface RenewerParts {
  readonly graph: KnowledgeGraph;
  readonly projection: Projection;
  readonly ontology: Ontology;
  /** Is told of everything that has made the projection different. */
  readonly tell: CommitListener;
  /** Runs a task while no own write is on its way: what it reads must not be older than what the projection holds. */
  readonly exclusively: <T>(task: () => Promise<T>) => Promise<T>;
}

/**
 * Brings a projection up to date by reading nodes again. Nodes come before edges, so that both ends of an edge are
 * known when it is read; what is newer than the change at hand is left to its own change.
 */
export class ProjectionRenewer {
  private readonly updater: ProjectionUpdater;
  private readonly toldRelations = new Set<string>();

  constructor(private readonly parts: RenewerParts) {
    this.updater = new ProjectionUpdater(parts.projection);
  }

  /** Reads nodes and all that leaves them again. */
  async renew(nodes: Iterable<NodeRef>, options: CallOptions): Promise<void> {
    const chunks = chunksByType(nodes);
    for (const chunk of chunks) await this.parts.exclusively(() => this.renewNodes(chunk, options));
    for (const chunk of chunks) await this.parts.exclusively(() => this.renewEdges(chunk, options));
  }

  /** The same for a caller that is already the only one. */
  async renewNow(nodes: Iterable<NodeRef>, options: CallOptions): Promise<void> {
    const chunks = chunksByType(nodes);
    for (const chunk of chunks) await this.renewNodes(chunk, options);
    for (const chunk of chunks) await this.renewEdges(chunk, options);
  }

  /**
   * Takes deleted nodes out. One that has come back since has lost the edges and events of its first life, so
   * everybody who has an edge to its second one is read again, too.
   */
  async forget(nodes: readonly NodeRef[], options: CallOptions): Promise<void> {
    for (const node of nodes) {
      await this.parts.exclusively(async () => {
        await this.apply([{ type: 'deletion', node }]);
        await this.renewNow([node], options);
        if (!this.parts.projection.indexOf(node.type).has(node.id)) return;
        const subjects = await readSubjectsOf(this.parts.graph, node.type, node.id, options);
        await this.renewNow(refsOf(subjects), options);
      });
    }
  }

  /** Reads the whole graph again, a chunk at a time; `betweenChunks` runs after each, so that other work goes on. */
  async renewEverything(betweenChunks: () => Promise<void>, options: CallOptions): Promise<void> {
    const { graph, projection, exclusively } = this.parts;
    for await (const chunk of scanGraph(graph, projection, options)) {
      await exclusively(() => this.renewNodes(chunk, options));
      await betweenChunks();
    }
    for (const type of TYPES_WITH_EDGES) {
      for (const chunk of chunksOf(type, [...projection.indexOf(type).liveIds()])) {
        await exclusively(() => this.renewEdges(chunk, options));
        await betweenChunks();
      }
    }
  }

  private async renewNodes({ type, ids }: NodeChunk, options: CallOptions): Promise<void> {
    await this.apply([await readNodes(this.parts.graph, type, ids, options)]);
  }

  private async renewEdges({ type, ids }: NodeChunk, options: CallOptions): Promise<void> {
    if (!TYPES_WITH_EDGES.has(type)) return;
    const { graph, ontology } = this.parts;
    const edges = await readEdges(graph, ontology, type, ids, options);
    const declared = new Set(edges.relations.map(({ relation }) => ontology.relation(relation)));
    await this.apply([...this.untold(declared), edges]);
  }

  private async apply(writes: readonly CommittedWrite[]): Promise<void> {
    const { projection, tell } = this.parts;
    const before = projection.version;
    this.updater.apply(writes);
    if (projection.version !== before) await tell(writes);
  }

  /** Relations that a data set has declared and that a listener with an ontology of its own may not know. */
  private untold(relations: Iterable<RelationType>): CommittedWrite[] {
    const writes: CommittedWrite[] = [];
    for (const relation of relations) {
      if (!relation.isDeclared || this.toldRelations.has(relation.name)) continue;
      this.toldRelations.add(relation.name);
      writes.push({ type: 'declaration', relation });
    }
    return writes;
  }
}

function chunksByType(nodes: Iterable<NodeRef>): NodeChunk[] {
  const ids = new Map<NodeType, Set<string>>();
  for (const { type, id } of nodes) {
    const known = ids.get(type);
    if (known === undefined) ids.set(type, new Set([id]));
    else known.add(id);
  }
  return TYPES_IN_ORDER.flatMap((type) => [...chunksOf(type, [...(ids.get(type) ?? [])])]);
}

function refsOf(subjects: ReadonlyMap<NodeType, readonly string[]>): NodeRef[] {
  return Array.from(subjects).flatMap(([type, ids]) => ids.map((id) => ({ type, id })));
}

import { IsthmusError } from '../domain/errors.js';
import { NODE_TYPES, type NodeRef, type NodeType } from '../domain/nodes.js';
import type {
  DomainRecord,
  EntityRecord,
  InteractionRecord,
  ItemRecord,
  SceneRecord,
  UserRecord,
} from '../domain/records.js';
import { ALL_ENDS } from './joined-types.js';
import type { CallOptions, KnowledgeGraph, Row } from './knowledge-graph.js';
import { graphDigest } from './reads/graph-digest.js';
import { type Neighbourhood, readNeighbourhood } from './reads/neighbourhood.js';
import { edgesFrom, edgesTo, type NodeEdge } from './reads/node-edges.js';
import { interactionFromProperties } from './records/interaction-properties.js';
import {
  domainFromProperties,
  entityFromProperties,
  itemFromProperties,
  sceneFromProperties,
  userFromProperties,
} from './records/node-properties.js';
import type { UnknownProperties } from './records/stored-properties.js';

interface NodeRow extends Row {
  readonly id: string;
  readonly properties: UnknownProperties;
}

interface PageRow extends Row {
  readonly cursor: string;
  readonly properties: UnknownProperties;
}

/** A place in a user's history: the time (0 when unknown) and arrival number of an event. */
export interface HistoryPosition {
  readonly time: number;
  readonly arrival: number;
}

/** One event of a user's history and its place. */
export interface HistoryEntry {
  readonly interaction: InteractionRecord;
  readonly position: HistoryPosition;
}

/** How much the graph holds. */
export interface GraphCounts {
  readonly nodes: Readonly<Record<NodeType, number>>;
  readonly interactions: number;
  /** Edges by relation, those of IN_DOMAIN left out. */
  readonly relations: Readonly<Record<string, number>>;
}

const PAGE_ROWS = 1_000;
/** Before everything: no event is later or arrived later. */
const FIRST_POSITION: HistoryPosition = { time: Number.MAX_SAFE_INTEGER, arrival: Number.MAX_SAFE_INTEGER };

/** Typed reads for the API; each method sends a fixed number of statements for any number of ids. */
export class GraphReader {
  constructor(private readonly graph: KnowledgeGraph) {}

  /** The items that exist, by id. */
  async items(ids: readonly string[], options?: CallOptions): Promise<Map<string, ItemRecord>> {
    const [rows, domains] = await Promise.all([
      this.find('Item', ids, options),
      this.graph.read<Row & { readonly id: string; readonly domain: string }>(
        { key: 'items/find-domains', parameters: { ids } },
        options,
      ),
    ]);
    const domainOf = new Map(domains.map((row) => [row.id, row.domain]));
    return new Map(rows.map((row) => [row.id, itemFromProperties(row.properties, domainOf.get(row.id) ?? '')]));
  }

  /** The users that exist, by id. */
  async users(ids: readonly string[], options?: CallOptions): Promise<Map<string, UserRecord>> {
    return byId(await this.find('User', ids, options), userFromProperties);
  }

  /** The entities that exist, by id. */
  async entities(ids: readonly string[], options?: CallOptions): Promise<Map<string, EntityRecord>> {
    return byId(await this.find('Entity', ids, options), entityFromProperties);
  }

  /** All scenes in the order of their ids. */
  scenes(options?: CallOptions): Promise<SceneRecord[]> {
    return this.all('Scene', sceneFromProperties, options);
  }

  /** All domains in the order of their ids. */
  domains(options?: CallOptions): Promise<DomainRecord[]> {
    return this.all('Domain', domainFromProperties, options);
  }

  /** Edges from nodes of one label to nodes of another, the heaviest first, at most `perNode` each, by node id. */
  edgesFrom(
    ends: readonly [NodeType, NodeType],
    ids: readonly string[],
    perNode: number,
    options?: CallOptions,
  ): Promise<Map<string, NodeEdge[]>> {
    return edgesFrom(this.graph, ends, ids, perNode, options);
  }

  /** Edges to nodes of the second label from nodes of the first, the heaviest first, at most `perNode` each. */
  edgesTo(
    ends: readonly [NodeType, NodeType],
    ids: readonly string[],
    perNode: number,
    options?: CallOptions,
  ): Promise<Map<string, NodeEdge[]>> {
    return edgesTo(this.graph, ends, ids, perNode, options);
  }

  /** A user's events, newest first, after a place in the history (null for the beginning), at most `limit`. */
  async history(
    userId: string,
    after: HistoryPosition | null,
    limit: number,
    options?: CallOptions,
  ): Promise<HistoryEntry[]> {
    const { time, arrival } = after ?? FIRST_POSITION;
    const rows = await this.graph.read<
      HistoryPosition & Row & { readonly item: string; readonly properties: UnknownProperties }
    >({ key: 'read/user-history', parameters: { id: userId, time, arrival, limit } }, options);
    return rows.map((row) => ({
      interaction: interactionFromProperties(userId, row.item, row.properties),
      position: { time: row.time, arrival: row.arrival },
    }));
  }

  /**
   * The nodes within `depth` hops (1 to 3) and the edges between them, nearest first, at most `limit` nodes. Other
   * users are never part of it. Null when the node does not exist.
   */
  async neighbourhood(
    root: NodeRef,
    depth: number,
    limit: number,
    options?: CallOptions,
  ): Promise<Neighbourhood | null> {
    if (!Number.isInteger(depth) || depth < 1 || depth > 3) {
      throw new IsthmusError('INVALID_ARGUMENT', `The depth is ${depth}; give 1, 2 or 3.`);
    }
    if (!Number.isInteger(limit) || limit < 1) {
      throw new IsthmusError('INVALID_ARGUMENT', `The limit is ${limit}; give a whole number of at least 1.`);
    }
    const [row] = await this.find(root.type, [root.id], options);
    return row === undefined ? null : readNeighbourhood(this.graph, root, row.properties, depth, limit, options);
  }

  /** How many nodes and edges of each kind there are. */
  async counts(options?: CallOptions): Promise<GraphCounts> {
    const nodes: Record<NodeType, number> = { User: 0, Item: 0, Entity: 0, Scene: 0, Domain: 0 };
    for (const subjectType of NODE_TYPES) {
      const [row] = await this.graph.read<Row & { readonly count: number }>(
        { key: 'nodes/count-nodes', subjectType },
        options,
      );
      nodes[subjectType] = row.count;
    }
    const relations: Record<string, number> = {};
    for (const [subjectType, objectType] of ALL_ENDS) {
      const rows = await this.graph.read<Row & { readonly relation: string; readonly count: number }>(
        { key: 'read/count-edges', subjectType, objectType },
        options,
      );
      for (const { relation, count } of rows) relations[relation] = (relations[relation] ?? 0) + count;
    }
    const { INTERACTED: interactions = 0, IN_DOMAIN: _, ...counted } = relations;
    return { nodes, interactions, relations: counted };
  }

  /** A hash over all nodes and edges in any order: equal for equal graphs, however and in whatever order written. */
  digest(options?: CallOptions): Promise<string> {
    return graphDigest(this.graph, options);
  }

  private find(subjectType: NodeType, ids: readonly string[], options?: CallOptions): Promise<NodeRow[]> {
    return this.graph.read<NodeRow>(
      { key: 'nodes/find-nodes', subjectType, parameters: { ids: [...new Set(ids)] } },
      options,
    );
  }

  private async all<T>(
    type: NodeType,
    parse: (properties: UnknownProperties) => T,
    options?: CallOptions,
  ): Promise<T[]> {
    const records: T[] = [];
    const pages = this.graph.pages<PageRow>({ key: 'nodes/page-nodes', subjectType: type }, PAGE_ROWS, options);
    for await (const page of pages) for (const row of page) records.push(parse(row.properties));
    return records;
  }
}

function byId<T>(rows: readonly NodeRow[], parse: (properties: UnknownProperties) => T): Map<string, T> {
  return new Map(rows.map((row) => [row.id, parse(row.properties)]));
}

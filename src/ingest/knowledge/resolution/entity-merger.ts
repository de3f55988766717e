import { randomUUID } from 'node:crypto';
import { IsthmusError } from '../../../domain/errors.js';
import type { Ontology } from '../../../domain/ontology.js';
import type { EntityRecord } from '../../../domain/records.js';
import { Turns } from '../../../domain/turns.js';
import type { CallOptions, KnowledgeGraph, Row } from '../../../graph/knowledge-graph.js';
import { entityFromProperties } from '../../../graph/records/node-properties.js';
import type { UnknownProperties } from '../../../graph/records/stored-properties.js';
import { storedProperties } from '../../../graph/writes/plan-nodes.js';
import { Transactor } from '../../../graph/writes/transactor.js';
import { WriterMemory } from '../../../graph/writes/writer-memory.js';
import { type Merge, mergeFromProperties } from './merge.js';
import { planMerge } from './plan-merge.js';
import { planParting } from './plan-parting.js';

/** What a merger needs. */
export interface EntityMergerOptions {
  readonly graph: KnowledgeGraph;
  readonly ontology: Ontology;
  /** The present in epoch milliseconds. */
  readonly clock: () => number;
}

const MERGES_PER_PAGE = 500;

/**
 * Takes two entities of a graph for one, and parts them again. A merge moves every edge and everything that documents
 * state; it is recorded, so that texts that name the entity that is gone mean the other one from then on, and so that
 * nothing is lost when it was a mistake.
 */
export class EntityMerger {
  private readonly graph: KnowledgeGraph;
  private readonly ontology: Ontology;
  private readonly clock: () => number;
  private readonly transactor: Transactor;
  private readonly turns = new Turns();

  constructor({ graph, ontology, clock }: EntityMergerOptions) {
    this.graph = graph;
    this.ontology = ontology;
    this.clock = clock;
    this.transactor = new Transactor(graph, clock, randomUUID(), new WriterMemory(graph, ontology, 0));
  }

  /** Merges an entity into another, which keeps its id, kind and labels. */
  async merge(from: string, into: string): Promise<void> {
    if (from === into) throw new IsthmusError('INVALID_ARGUMENT', 'An entity cannot be merged into itself.');
    await this.turns.take(() =>
      this.transactor.run(async () => {
        const entity = await this.entity(from);
        await this.entity(into);
        return planMerge(this.graph, this.ontology, entity, into, this.clock());
      }),
    );
  }

  /** Undoes the merge of the entity that is gone. */
  async part(from: string): Promise<void> {
    await this.turns.take(() =>
      this.transactor.run(async () => {
        const merges = await readMerges(this.graph);
        const merge = merges.find(({ entity }) => entity.id === from);
        if (merge === undefined)
          throw new IsthmusError('NOT_FOUND', `"${from.slice(0, 64)}" was not merged into anything.`);
        const known = await storedProperties(this.graph, 'Entity', [from, merge.into]);
        if (known.has(from)) {
          throw new IsthmusError(
            'INVALID_ARGUMENT',
            `There is an entity "${from.slice(0, 64)}" again; delete it first.`,
          );
        }
        if (!known.has(merge.into)) {
          throw new IsthmusError(
            'NOT_FOUND',
            `"${merge.into.slice(0, 64)}", which it was merged into, is gone. Undo its own merge first.`,
          );
        }
        return planParting(this.graph, this.ontology, merge);
      }),
    );
  }

  /** All merges that have not been undone. */
  merges(options?: CallOptions): Promise<Merge[]> {
    return readMerges(this.graph, options);
  }

  private async entity(id: string): Promise<EntityRecord> {
    const properties = (await storedProperties(this.graph, 'Entity', [id])).get(id);
    if (properties === undefined) {
      throw new IsthmusError('NOT_FOUND', `There is no entity with the id "${id.slice(0, 64)}".`);
    }
    return entityFromProperties(properties);
  }
}

/** All merges of a graph that have not been undone. */
export async function readMerges(graph: KnowledgeGraph, options?: CallOptions): Promise<Merge[]> {
  const merges: Merge[] = [];
  const pages = graph.pages<Row & { readonly cursor: string; readonly properties: UnknownProperties }>(
    { key: 'documents/page-merges' },
    MERGES_PER_PAGE,
    options,
  );
  for await (const page of pages) for (const { properties } of page) merges.push(mergeFromProperties(properties));
  return merges;
}

/** The entity that an id of a merged entity stands for now, over any number of merges. */
export function survivors(merges: readonly Merge[]): ReadonlyMap<string, string> {
  const next = new Map(merges.map(({ entity, into }) => [entity.id, into]));
  const last = new Map<string, string>();
  for (const id of next.keys()) {
    const seen = new Set<string>();
    let at = id;
    for (let to = next.get(at); to !== undefined && !seen.has(at); to = next.get(at)) {
      seen.add(at);
      at = to;
    }
    last.set(id, at);
  }
  return last;
}

import { IsthmusError } from '../domain/errors.js';
import type { NodeRef } from '../domain/nodes.js';
import type { Ontology, RelationDeclaration, RelationType } from '../domain/ontology.js';
import type {
  DomainRecord,
  EntityRecord,
  InteractionRecord,
  ItemRecord,
  SceneRecord,
  UserRecord,
} from '../domain/records.js';
import { appendChange } from './change-feed.js';
import { ChangeTrimmer } from './change-trimmer.js';
import type { KnowledgeGraph } from './knowledge-graph.js';
import { WriteQueue } from './write-queue.js';
import type { BatchPlan } from './writes/batch-plan.js';
import type { CommitListener, CommittedWrite } from './writes/committed-write.js';
import { DeclarationKeeper } from './writes/declaration-keeper.js';
import { EventIntake, type RecordOptions } from './writes/event-intake.js';
import { EventMemory } from './writes/event-memory.js';
import { IdMemory } from './writes/id-memory.js';
import { DOMAIN_CODEC, ENTITY_CODEC, SCENE_CODEC, USER_CODEC } from './writes/node-codecs.js';
import { type InteractionOutcome, planInteractions } from './writes/plan-interactions.js';
import { planItems } from './writes/plan-items.js';
import { knownIds, type NodeCodec, planNodes } from './writes/plan-nodes.js';
import { type LabelledRelation, planRelations } from './writes/plan-relations.js';
import { batchesOf, type UpsertReport, UpsertTally } from './writes/upsert-report.js';

/** What a writer needs besides the graph. */
export interface GraphWriterOptions {
  readonly graph: KnowledgeGraph;
  readonly ontology: Ontology;
  /** The present in epoch milliseconds, for the change feed. */
  readonly clock: () => number;
  /**
   * How many events the writer remembers to tell repeated deliveries without reading. 0 reads them for every batch,
   * which is what several processes that write to one graph need.
   */
  readonly maxRememberedEvents?: number;
}

/** About 150 bytes each. */
const DEFAULT_REMEMBERED_EVENTS = 2_000_000;
/** Rows of one transaction. */
const BATCH_ROWS = 5_000;
/** A change that touches more nodes than this is told as `bulk`: reading everything again is cheaper. */
const MAX_NAMED_NODES = 100;
/**
 * The only way to write to the graph. It compares what it is given with what is stored, so that doing the same twice
 * changes nothing, and tells its listeners of every commit before the promise of the write resolves. Writes run one
 * after the other.
 */
export class GraphWriter {
  private readonly graph: KnowledgeGraph;
  private readonly ontology: Ontology;
  private readonly clock: () => number;
  private readonly queue = new WriteQueue();
  private readonly memory: EventMemory;
  private readonly ids: IdMemory;
  private readonly intake: EventIntake;
  private readonly declarations: DeclarationKeeper;
  private readonly trimmer: ChangeTrimmer;
  private readonly listeners = new Set<CommitListener>();
  constructor({ graph, ontology, clock, maxRememberedEvents = DEFAULT_REMEMBERED_EVENTS }: GraphWriterOptions) {
    this.graph = graph;
    this.ontology = ontology;
    this.clock = clock;
    this.trimmer = new ChangeTrimmer(graph);
    this.declarations = new DeclarationKeeper(graph);
    this.memory = new EventMemory(graph, maxRememberedEvents);
    this.ids = new IdMemory(graph, maxRememberedEvents > 0);
    this.intake = new EventIntake(
      this.queue,
      (records, createMissing) => this.writeEvents(records, createMissing),
      BATCH_ROWS,
    );
  }

  /** Calls the listener after every commit from now on; returns the function that ends it. */
  onCommitted(listener: CommitListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  upsertDomains(records: readonly DomainRecord[]): Promise<UpsertReport> {
    return this.upsertNodes(DOMAIN_CODEC, records, (written) => ({ type: 'domains', records: written }));
  }

  upsertScenes(records: readonly SceneRecord[]): Promise<UpsertReport> {
    return this.upsertNodes(SCENE_CODEC, records, (written) => ({ type: 'scenes', records: written }));
  }

  upsertEntities(records: readonly EntityRecord[]): Promise<UpsertReport> {
    return this.upsertNodes(ENTITY_CODEC, records, (written) => ({ type: 'entities', records: written }));
  }

  upsertUsers(records: readonly UserRecord[]): Promise<UpsertReport> {
    return this.upsertNodes(USER_CODEC, records, (written) => ({ type: 'users', records: written }));
  }

  /** Writes items and puts each into its domain, which is made from its id when it does not exist. */
  upsertItems(records: readonly ItemRecord[]): Promise<UpsertReport> {
    return this.upsert(records, async (batch, start, tally) => {
      const { calls, written, domains, newEdges } = await planItems(this.graph, batch, start, tally);
      const writes: CommittedWrite[] = [
        { type: 'domains', records: domains },
        { type: 'items', records: written },
      ];
      return { calls, writes, kind: 'nodes', touched: written.map(({ id }) => `Item/${id}`), newEdges };
    });
  }

  /** Writes relations between nodes that exist; an entity that does not is made when the record has its label. */
  async upsertRelations(records: readonly LabelledRelation[]): Promise<UpsertReport> {
    const named = new Set(records.map((record) => record.predicate));
    for (const name of named) if (this.ontology.find(name)?.isDeclared === true) await this.declareRelation({ name });
    return this.upsert(records, async (batch, start, tally) => {
      const plan = await planRelations(this.graph, this.ontology, batch, start, tally);
      const { calls, written, entities, newEdges } = plan;
      const writes: CommittedWrite[] = [
        { type: 'entities', records: entities },
        { type: 'relations', records: written },
      ];
      const touched = new Set(written.flatMap(({ subject, object }) => [refText(subject), refText(object)]));
      return { calls, writes, kind: 'relations', touched: [...touched], newEdges };
    });
  }

  /** Appends events; the outcomes are in the order of the records. Callers that wait at once share a transaction. */
  async recordInteractions(
    records: readonly InteractionRecord[],
    { createMissingUsers = false }: RecordOptions = {},
  ): Promise<InteractionOutcome[]> {
    const outcomes: InteractionOutcome[] = [];
    for (const { batch } of batchesOf(records, BATCH_ROWS)) {
      for (const outcome of await this.intake.take(batch, createMissingUsers)) outcomes.push(outcome);
    }
    return outcomes;
  }

  /** Adds a data set's own relation to the ontology and keeps it in the graph; a known one changes nothing. */
  async declareRelation(declaration: RelationDeclaration): Promise<RelationType> {
    const relation = this.ontology.declare(declaration);
    await this.queue.run(async () => {
      const missing = await this.declarations.missing([relation]);
      const writes: CommittedWrite[] = missing.map((entry) => ({ type: 'declaration', relation: entry }));
      await this.commit({ calls: this.declarations.calls(missing), writes, kind: 'bulk', touched: [], newEdges: 0 });
      this.declarations.committed(missing);
    });
    return relation;
  }

  /** Deletes an item with its events and relations; false when there is none. */
  deleteItem(id: string): Promise<boolean> {
    return this.delete({ type: 'Item', id });
  }

  /** Deletes a user with everything that hangs on them, the change feed's mentions included; false when unknown. */
  deleteUser(id: string): Promise<boolean> {
    return this.delete({ type: 'User', id });
  }

  private async writeEvents(
    records: readonly InteractionRecord[],
    createMissingUsers: boolean,
  ): Promise<InteractionOutcome[]> {
    const plan = await planInteractions(this.ids, this.memory, records, createMissingUsers);
    const writes: CommittedWrite[] = [
      { type: 'users', records: plan.newUsers },
      { type: 'interactions', records: plan.recorded },
    ];
    const touched = new Set(plan.recorded.flatMap((event) => [`User/${event.userId}`, `Item/${event.itemId}`]));
    const newEdges = plan.recorded.length;
    await this.commit({ calls: plan.calls, writes, kind: 'interactions', touched: [...touched], newEdges });
    this.memory.trim();
    return plan.outcomes;
  }

  private delete(node: NodeRef): Promise<boolean> {
    return this.queue.run(async () => {
      if (!(await knownIds(this.graph, node.type, [node.id])).has(node.id)) return false;
      const isUser = node.type === 'User';
      await this.commit({
        calls: [
          { key: 'deletions/delete-node', subjectType: node.type, parameters: { id: node.id } },
          ...(isUser ? [{ key: 'changes/forget-node' as const, parameters: { ref: refText(node) } }] : []),
        ],
        writes: [{ type: 'deletion', node }],
        // Naming a deleted user in the feed would be a trace of them, so readers are told to read everything again.
        kind: isUser ? 'bulk' : 'deletion',
        touched: isUser ? [] : [refText(node)],
        newEdges: 0,
      });
      this.ids.forget(node.type, node.id);
      if (isUser) this.memory.forget(node.id);
      else this.memory.forget();
      return true;
    });
  }

  private upsertNodes<T extends { readonly id: string }>(
    codec: NodeCodec<T>,
    records: readonly T[],
    tell: (written: readonly T[]) => CommittedWrite,
  ): Promise<UpsertReport> {
    return this.upsert(records, async (batch, start, tally) => {
      const { calls, written } = await planNodes(this.graph, codec, batch, start, tally);
      const touched = written.map(({ id }) => `${codec.type}/${id}`);
      return { calls, writes: [tell(written)], kind: 'nodes', touched, newEdges: 0 };
    });
  }

  private async upsert<T>(
    records: readonly T[],
    plan: (batch: readonly T[], start: number, tally: UpsertTally) => Promise<BatchPlan>,
  ): Promise<UpsertReport> {
    const tally = new UpsertTally();
    for (const { start, batch } of batchesOf(records, BATCH_ROWS)) {
      await this.queue.run(async () => this.commit(await plan(batch, start, tally)));
    }
    return tally;
  }

  private async commit({ calls, writes, kind, touched, newEdges }: BatchPlan): Promise<void> {
    if (calls.length === 0) return;
    const isBulk = touched.length > MAX_NAMED_NODES;
    const change = appendChange(isBulk ? 'bulk' : kind, isBulk ? [] : touched, this.clock());
    try {
      const { relationshipsCreated } = await this.graph.write([...calls, change]);
      if (relationshipsCreated !== newEdges) {
        throw new IsthmusError(
          'INTERNAL',
          `A write made ${relationshipsCreated} edges instead of ${newEdges}: another writer has deleted one of its nodes. Send it again.`,
        );
      }
    } catch (error) {
      // Whether the write went in is not known, so nothing that is remembered can be trusted.
      this.memory.forget();
      this.ids.forget();
      throw error;
    }
    const told = writes.filter((write) => !('records' in write) || write.records.length > 0);
    for (const listener of this.listeners) listener(told);
    await this.trimmer.committed();
  }
}

function refText({ type, id }: NodeRef): string {
  return `${type}/${id}`;
}

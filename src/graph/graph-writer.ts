import { randomUUID } from 'node:crypto';
import { MEDIA } from '../domain/media.js';
import type { NodeRef, NodeType } from '../domain/nodes.js';
import type { Ontology, RelationDeclaration, RelationType } from '../domain/ontology.js';
import type {
  DomainRecord,
  EntityRecord,
  InteractionRecord,
  ItemRecord,
  SceneRecord,
  UserRecord,
} from '../domain/records.js';
import { Turns } from '../domain/turns.js';
import type { Change } from './changes.js';
import type { KnowledgeGraph, StatementCall } from './knowledge-graph.js';
import { refText } from './node-ref-text.js';
import { mediaVectorId } from './records/media-vector-properties.js';
import type { BatchPlan } from './writes/batch-plan.js';
import type { CommitListener, CommittedWrite } from './writes/committed-write.js';
import { EventIntake, type RecordOptions } from './writes/event-intake.js';
import { DOMAIN_CODEC, ENTITY_CODEC, SCENE_CODEC, USER_CODEC } from './writes/node-codecs.js';
import { type InteractionOutcome, planInteractions } from './writes/plan-interactions.js';
import { planItems } from './writes/plan-items.js';
import { knownIds, type NodeCodec, planNodes } from './writes/plan-nodes.js';
import { type LabelledRelation, planRelations } from './writes/plan-relations.js';
import { Transactor } from './writes/transactor.js';
import { batchesOf, type UpsertReport, UpsertTally } from './writes/upsert-report.js';
import { WriterMemory } from './writes/writer-memory.js';

/** What a writer needs besides the graph. */
export interface GraphWriterOptions {
  readonly graph: KnowledgeGraph;
  readonly ontology: Ontology;
  /** The present in epoch milliseconds, for the change feed. */
  readonly clock: () => number;
  /** How many events the writer remembers to tell repeated deliveries without reading; 0 reads them for every batch. */
  readonly maxRememberedEvents?: number;
  /** Tells this writer's commits from those of other processes; no two writers of one graph may share it. */
  readonly writerId?: string;
  /**
   * Forgets what texts state about an item or a user; called before the node is deleted, so that a deletion that breaks
   * off can be asked for again. Without it documents stay, and say of whom they were.
   */
  readonly forgetAbout?: (node: NodeRef) => Promise<void>;
}

/** About 150 bytes each. */
const DEFAULT_REMEMBERED_EVENTS = 2_000_000;
/** Rows of one transaction. */
const BATCH_ROWS = 5_000;
/**
 * The only way to write to the graph. It compares what it is given with what is stored, so that doing the same twice
 * changes nothing, and tells its listeners of every commit before the promise of the write resolves. Writes run one
 * after the other. Several processes may write to one graph: what a writer remembers is checked against the change
 * feed before each transaction, and a transaction that another one has overtaken is planned again.
 */
export class GraphWriter {
  private readonly graph: KnowledgeGraph;
  private readonly ontology: Ontology;
  private readonly turns = new Turns();
  private readonly memory: WriterMemory;
  private readonly transactor: Transactor;
  private readonly intake: EventIntake;
  private readonly forgetAbout: (node: NodeRef) => Promise<void>;

  constructor({
    graph,
    ontology,
    clock,
    maxRememberedEvents = DEFAULT_REMEMBERED_EVENTS,
    writerId = randomUUID(),
    forgetAbout = async () => undefined,
  }: GraphWriterOptions) {
    this.graph = graph;
    this.ontology = ontology;
    this.forgetAbout = forgetAbout;
    this.memory = new WriterMemory(graph, ontology, maxRememberedEvents);
    this.transactor = new Transactor(graph, clock, writerId, this.memory);
    this.intake = new EventIntake(
      this.turns,
      (records, createMissing) => this.writeEvents(records, createMissing),
      BATCH_ROWS,
    );
  }

  /** Calls the listener after every commit from now on; returns the function that ends it. */
  onCommitted(listener: CommitListener): () => void {
    return this.transactor.onCommitted(listener);
  }

  /** True when the change is a commit of this writer of which its listeners have heard. */
  hasTold(change: Change): boolean {
    return this.transactor.hasTold(change);
  }

  /** Runs a task while no write of this writer is on its way, so that what the task reads holds what was told. */
  exclusively<T>(task: () => Promise<T>): Promise<T> {
    return this.turns.take(task);
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
      const touched = [...refs('Domain', domains), ...refs('Item', written)];
      const reliesOn = [...new Set(batch.flatMap((item) => [`Item/${item.id}`, `Domain/${item.domain}`]))];
      return { calls, writes, kind: 'nodes', touched, reliesOn, newEdges };
    });
  }

  /** Writes relations between nodes that exist; an entity that does not is made when the record has its label. */
  async upsertRelations(records: readonly LabelledRelation[]): Promise<UpsertReport> {
    const named = new Set(records.map((record) => record.predicate));
    for (const name of named) if (this.ontology.find(name)?.isDeclared === true) await this.declareRelation({ name });
    return this.upsert(records, async (batch, start, tally) => {
      const plan = await planRelations(this.graph, this.memory.ids, this.ontology, batch, start, tally);
      const { calls, written, entities, newEdges } = plan;
      const writes: CommittedWrite[] = [
        { type: 'entities', records: entities },
        { type: 'relations', records: written },
      ];
      const touched = new Set([...refs('Entity', entities), ...written.map(({ subject }) => refText(subject))]);
      const reliesOn = new Set(batch.flatMap(({ subject, object }) => [refText(subject), refText(object)]));
      return { calls, writes, kind: 'relations', touched: [...touched], reliesOn: [...reliesOn], newEdges };
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
    const { declarations } = this.memory;
    const ref = `Relation/${relation.name}`;
    await this.turns.take(() =>
      this.transactor.run(async () => {
        const missing = await declarations.missing([relation]);
        const writes: CommittedWrite[] = missing.map((entry) => ({ type: 'declaration', relation: entry }));
        const calls = declarations.calls(missing);
        return { calls, writes, kind: 'declaration', touched: [ref], reliesOn: [ref], newEdges: 0 };
      }),
    );
    declarations.committed([relation]);
    return relation;
  }

  /** Deletes an item with its events, its relations and the documents about it; false when there is none. */
  deleteItem(id: string): Promise<boolean> {
    return this.delete({ type: 'Item', id });
  }

  /** Deletes a user with everything that hangs on them, their texts and the feed's mentions included; false when unknown. */
  deleteUser(id: string): Promise<boolean> {
    return this.delete({ type: 'User', id });
  }

  private async writeEvents(
    records: readonly InteractionRecord[],
    createMissingUsers: boolean,
  ): Promise<InteractionOutcome[]> {
    const { ids, events } = this.memory;
    let outcomes: InteractionOutcome[] = [];
    const makePlan = async (): Promise<BatchPlan> => {
      const plan = await planInteractions(ids, events, records, createMissingUsers);
      outcomes = plan.outcomes;
      return {
        calls: plan.calls,
        writes: [
          { type: 'users', records: plan.newUsers },
          { type: 'interactions', records: plan.recorded },
        ],
        kind: 'interactions',
        touched: [...new Set(plan.recorded.map((event) => `User/${event.userId}`))],
        reliesOn: [...new Set(plan.recorded.flatMap(endsOf))],
        newEdges: plan.recorded.length,
      };
    };
    // Making the plan remembers its events, which are not in the graph when another process has been faster.
    await this.transactor.run(makePlan, () => {
      for (const { userId } of records) events.forget(userId);
    });
    events.trim();
    return outcomes;
  }

  private async delete(node: NodeRef): Promise<boolean> {
    await this.forgetAbout(node);
    const ref = refText(node);
    const isUser = node.type === 'User';
    let isKnown = false;
    return this.turns.take(async () => {
      await this.transactor.run(async () => {
        isKnown = (await knownIds(this.graph, node.type, [node.id])).has(node.id);
        const calls: StatementCall[] = [
          { key: 'deletions/delete-node', subjectType: node.type, parameters: { id: node.id } },
        ];
        if (isUser) calls.push({ key: 'changes/forget-node', parameters: { ref } });
        else calls.push(forgetMediaOf(node.id));
        return {
          calls: isKnown ? calls : [],
          writes: [{ type: 'deletion', node }],
          // Naming a deleted user in the feed would be a trace of them, so readers are told to read everything again.
          kind: isUser ? 'bulk' : 'deletion',
          touched: isUser ? [] : [ref],
          reliesOn: [ref],
          newEdges: 0,
        };
      });
      this.memory.ids.forget(node.type, node.id);
      if (isUser) this.memory.events.forget(node.id);
      else this.memory.events.forget();
      return isKnown;
    });
  }

  private upsertNodes<T extends { readonly id: string }>(
    codec: NodeCodec<T>,
    records: readonly T[],
    tell: (written: readonly T[]) => CommittedWrite,
  ): Promise<UpsertReport> {
    return this.upsert(records, async (batch, start, tally) => {
      const { calls, written } = await planNodes(this.graph, codec, batch, start, tally);
      const touched = refs(codec.type, written);
      const reliesOn = refs(codec.type, batch);
      return { calls, writes: [tell(written)], kind: 'nodes', touched, reliesOn, newEdges: 0 };
    });
  }

  private async upsert<T>(
    records: readonly T[],
    plan: (batch: readonly T[], start: number, tally: UpsertTally) => Promise<BatchPlan>,
  ): Promise<UpsertReport> {
    const total = new UpsertTally();
    for (const { start, batch } of batchesOf(records, BATCH_ROWS)) {
      await this.turns.take(async () => {
        let tally = new UpsertTally();
        await this.transactor.run(() => {
          tally = new UpsertTally();
          return plan(batch, start, tally);
        });
        total.add(tally);
      });
    }
    return total;
  }
}

function endsOf(event: InteractionRecord): string[] {
  const ends = [`User/${event.userId}`, `Item/${event.itemId}`];
  return event.sceneId === null ? ends : [...ends, `Scene/${event.sceneId}`];
}

/** Vectors of images and sounds name their item and hang on no edge. */
function forgetMediaOf(itemId: string): StatementCall {
  return { key: 'media/delete-vectors', parameters: { ids: MEDIA.map((medium) => mediaVectorId(medium, itemId)) } };
}

function refs(type: NodeType, records: readonly { readonly id: string }[]): string[] {
  return records.map(({ id }) => `${type}/${id}`);
}

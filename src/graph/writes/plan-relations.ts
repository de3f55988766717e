import type { NodeRef, NodeType } from '../../domain/nodes.js';
import type { Ontology, RelationType } from '../../domain/ontology.js';
import type { EntityRecord, RelationRecord } from '../../domain/records.js';
import type { KnowledgeGraph, Row, StatementCall } from '../knowledge-graph.js';
import { entityProperties } from '../records/node-properties.js';
import type { StoredRelation } from './committed-write.js';
import type { IdMemory } from './id-memory.js';
import { idProblem } from './plan-nodes.js';
import type { UpsertTally } from './upsert-report.js';

/** A relation whose ends may carry a label, from which an entity that is not stored yet is made. */
export interface LabelledRelation extends RelationRecord {
  readonly subjectLabel?: string | null;
  readonly objectLabel?: string | null;
}

interface Edge {
  readonly stored: StoredRelation;
  readonly isKnown: boolean;
}

interface Checked {
  readonly index: number;
  readonly record: LabelledRelation;
  readonly relation: RelationType;
}

export interface RelationPlan {
  readonly calls: StatementCall[];
  readonly written: StoredRelation[];
  readonly entities: EntityRecord[];
  readonly newEdges: number;
}

/** The kind of an entity at the subject end, about which the ontology says nothing. */
const SUBJECT_KIND = 'topic';

/** Checks a batch of relations, compares it with what is stored, and plans the writes that change something. */
export async function planRelations(
  graph: KnowledgeGraph,
  ids: IdMemory,
  ontology: Ontology,
  batch: readonly LabelledRelation[],
  start: number,
  tally: UpsertTally,
): Promise<RelationPlan> {
  const checked: Checked[] = [];
  for (let k = 0; k < batch.length; k++) {
    const result = check(ontology, batch[k]);
    if (typeof result === 'string') tally.reject(start + k, result);
    else checked.push({ index: start + k, ...result });
  }
  const { present, entities } = await resolveEnds(ids, checked, tally);
  const calls: StatementCall[] = [];
  const written: StoredRelation[] = [];
  let newEdges = 0;
  if (entities.length > 0) {
    const rows = entities.map((entity) => ({ properties: entityProperties(entity) }));
    calls.push({ key: 'nodes/create-nodes', subjectType: 'Entity', parameters: { rows } });
  }
  for (const group of groupBySlot(present)) {
    const edges = await compare(graph, group, tally);
    if (edges.length === 0) continue;
    const slot = slotOf(group[0]);
    for (const isKnown of [false, true]) {
      const rows = edges.filter((edge) => edge.isKnown === isKnown).map(({ stored }) => rowOf(stored));
      const key = isKnown ? 'relations/replace-relations' : 'relations/create-relations';
      if (rows.length > 0) calls.push({ key, ...slot, parameters: { rows } });
      if (!isKnown) newEdges += rows.length;
    }
    for (const { stored } of edges) written.push(stored);
  }
  return { calls, written, entities, newEdges };
}

function check(ontology: Ontology, given: LabelledRelation): Omit<Checked, 'index'> | string {
  const relation = ontology.find(given.predicate);
  if (relation === undefined) {
    return `the relation "${given.predicate.slice(0, 64)}" is not in the ontology; declare it under "relations:" in isthmus.yaml`;
  }
  const record = relation.name === 'FRIEND_OF' ? inOneDirection(given) : given;
  const { subject, object, weight } = record;
  if (!relation.subjectTypes.includes(subject.type) || !relation.objectTypes.includes(object.type)) {
    return `${relation.name} does not join ${subject.type} to ${object.type}`;
  }
  const problem = idProblem(subject.id) ?? idProblem(object.id);
  if (problem !== null) return problem;
  if (relation.name === 'FRIEND_OF' && subject.id === object.id) return 'a user cannot be their own friend';
  if (!Number.isFinite(weight) || weight < 0) return 'the weight is negative or not a number';
  return { record, relation };
}

/** A friendship has no direction: it is stored once, from the smaller id to the greater. */
function inOneDirection(record: LabelledRelation): LabelledRelation {
  return record.subject.id <= record.object.id ? record : { ...record, subject: record.object, object: record.subject };
}

/** Rejects relations whose ends do not exist, and plans the entities that a label lets us make. */
async function resolveEnds(
  memory: IdMemory,
  checked: readonly Checked[],
  tally: UpsertTally,
): Promise<{ present: Checked[]; entities: EntityRecord[] }> {
  const ids = new Map<NodeType, Set<string>>();
  for (const { record } of checked) {
    for (const end of [record.subject, record.object]) {
      const known = ids.get(end.type);
      if (known === undefined) ids.set(end.type, new Set([end.id]));
      else known.add(end.id);
    }
  }
  const existing = new Map<NodeType, ReadonlySet<string>>();
  for (const [type, wanted] of ids) existing.set(type, await memory.existing(type, wanted));

  const made = new Map<string, EntityRecord>();
  const make = (end: NodeRef, label: string | null | undefined, kind: string): boolean => {
    if (existing.get(end.type)?.has(end.id) === true) return true;
    if (end.type !== 'Entity') return false;
    if (made.has(end.id)) return true;
    if (label === undefined || label === null || label === '') return false;
    made.set(end.id, { id: end.id, kind, label, labelZh: null });
    return true;
  };
  const present: Checked[] = [];
  for (const entry of checked) {
    const { record, relation } = entry;
    const hasSubject = make(record.subject, record.subjectLabel, SUBJECT_KIND);
    const hasObject = make(record.object, record.objectLabel, relation.objectKind);
    if (hasSubject && hasObject) {
      present.push(entry);
      continue;
    }
    const missing = hasSubject ? record.object : record.subject;
    tally.reject(
      entry.index,
      `dangling reference: there is no ${missing.type} with the id "${missing.id.slice(0, 64)}"`,
    );
  }
  return { present, entities: [...made.values()] };
}

function slotOf({ record, relation }: Checked): Pick<StatementCall, 'subjectType' | 'relation' | 'objectType'> {
  return { subjectType: record.subject.type, relation: relation.name, objectType: record.object.type };
}

function groupBySlot(checked: readonly Checked[]): Checked[][] {
  const groups = new Map<string, Checked[]>();
  for (const entry of checked) {
    const key = `${entry.record.subject.type}|${entry.relation.name}|${entry.record.object.type}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  return [...groups.values()];
}

interface EdgeRow extends Row {
  readonly subject: string;
  readonly object: string;
  readonly weight: number;
  readonly source: string;
}

async function compare(graph: KnowledgeGraph, group: readonly Checked[], tally: UpsertTally): Promise<Edge[]> {
  const objects = new Map<string, string[]>();
  for (const { record } of group) {
    const list = objects.get(record.subject.id);
    if (list === undefined) objects.set(record.subject.id, [record.object.id]);
    else list.push(record.object.id);
  }
  const found = await graph.read<EdgeRow>({
    key: 'relations/find-relations',
    ...slotOf(group[0]),
    parameters: { rows: [...objects].map(([subject, ids]) => ({ subject, objects: ids })) },
  });
  const stored = new Map(found.map((row) => [edgeKey(row.subject, row.object), row]));
  const current = new Map<string, { readonly weight: number; readonly source: string }>(stored);
  const edges = new Map<string, Edge>();
  for (const { record, relation } of group) {
    const key = edgeKey(record.subject.id, record.object.id);
    const known = current.get(key);
    if (known !== undefined && known.weight === record.weight && known.source === record.source) {
      tally.unchanged++;
      continue;
    }
    if (known === undefined) tally.created++;
    else tally.changed++;
    const { subject, object, weight, source } = record;
    current.set(key, { weight, source });
    edges.set(key, { stored: { subject, name: relation.name, object, weight, source }, isKnown: stored.has(key) });
  }
  return [...edges.values()];
}

/** Ids may hold any sign, so the length of the first one keeps two pairs from sharing a key. */
function edgeKey(subject: string, object: string): string {
  return `${subject.length}:${subject}:${object}`;
}

function rowOf({ subject, object, weight, source }: StoredRelation): Record<string, unknown> {
  return { subject: subject.id, object: object.id, weight, source };
}

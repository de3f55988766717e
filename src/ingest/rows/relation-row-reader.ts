import { z } from 'zod';
import type { NodeRef, NodeType } from '../../domain/nodes.js';
import type { Ontology, RelationType } from '../../domain/ontology.js';
import type { EntityRecord, RelationRecord } from '../../domain/records.js';
import { readableLabel } from '../cleaning/readable-label.js';
import { KNOWN_COLUMNS } from '../file-kinds.js';
import { nearestName } from '../nearest-name.js';
import { amount, idField, optionalText, quoted, text } from './fields.js';
import { pick, type RowReader, reasonOf, recordReading, refusal } from './row-reader.js';
import type { RowSettings } from './row-settings.js';

/** A fact with the entities at its ends, which are created when the graph does not have them. */
export interface RelationRow {
  readonly relation: RelationRecord;
  readonly entities: readonly EntityRecord[];
}

const COLUMNS = [...KNOWN_COLUMNS.relations.required, ...KNOWN_COLUMNS.relations.optional];
const UNKNOWN_KIND = 'topic';
const NODE_TYPE_OF: Readonly<Record<string, NodeType>> = {
  item: 'Item',
  entity: 'Entity',
  user: 'User',
  scene: 'Scene',
};
const ID_TYPE_OF = { Item: 'item', Entity: 'entity', User: 'user', Scene: 'scene', Domain: 'domain' } as const;

const nodeType = text.transform((value, context) => {
  const known = value.toLowerCase();
  if (Object.hasOwn(NODE_TYPE_OF, known)) return NODE_TYPE_OF[known];
  context.addIssue(`${quoted(value)} is not one of item, entity, user, scene.`);
  return z.NEVER;
});

/** Reads rows of relations files, and of social files, whose types and predicate may be left out. */
export function relationRowReader(
  settings: RowSettings,
  options: { readonly isSocial: boolean; readonly declaresRelations: boolean },
): RowReader<RelationRow> {
  const { mapping, ontology } = settings;
  const type = options.isSocial ? nodeType.prefault('user') : nodeType;
  const schema = z.object({
    subject: text,
    subjectType: type,
    subjectKind: optionalText,
    subjectLabel: optionalText,
    predicate: options.isSocial ? text.prefault('FRIEND_OF') : text,
    object: text,
    objectType: type,
    objectKind: optionalText,
    objectLabel: optionalText,
    weight: amount.default(1),
    source: text.default('catalogue'),
  });
  const ids = {
    item: idField('item', mapping),
    entity: idField('entity', mapping),
    user: idField('user', mapping),
    scene: idField('scene', mapping),
    domain: idField('domain', mapping),
  };
  return (cells) => {
    const row = schema.safeParse(pick(cells, COLUMNS));
    if (!row.success) return refusal(reasonOf(row.error));
    const { data } = row;
    const subjectId = ids[ID_TYPE_OF[data.subjectType]].safeParse(data.subject);
    const objectId = ids[ID_TYPE_OF[data.objectType]].safeParse(data.object);
    if (!subjectId.success) return refusal(`subject: ${subjectId.error.issues[0].message}`);
    if (!objectId.success) return refusal(`object: ${objectId.error.issues[0].message}`);
    const subject: NodeRef = { type: data.subjectType, id: subjectId.data };
    const object: NodeRef = { type: data.objectType, id: objectId.data };

    const relation = findRelation(ontology, data.predicate, options.declaresRelations);
    if (typeof relation === 'string') return refusal(relation);
    const problem = endsProblem(relation, subject, object, mapping.checks === 'stored');
    if (problem !== null) return refusal(problem);

    const entities: EntityRecord[] = [];
    if (subject.type === 'Entity') {
      entities.push(entityEnd(subject.id, data.subjectKind, data.subjectLabel, UNKNOWN_KIND, ontology));
    }
    if (object.type === 'Entity') {
      entities.push(entityEnd(object.id, data.objectKind, data.objectLabel, relation.objectKind, ontology));
    }
    // Friendship has no direction: the same two people are one edge, whichever comes first.
    const isTurned = relation.name === 'FRIEND_OF' && object.id < subject.id;
    return recordReading({
      relation: {
        subject: isTurned ? object : subject,
        predicate: relation.name,
        object: isTurned ? subject : object,
        weight: data.weight,
        source: data.source,
      },
      entities,
    });
  };
}

function findRelation(ontology: Ontology, predicate: string, declares: boolean): RelationType | string {
  const known = ontology.find(predicate);
  if (known !== undefined) return known;
  if (declares) {
    try {
      return ontology.declare({ name: predicate });
    } catch (error) {
      return `predicate: ${error instanceof Error ? error.message : String(error)}`;
    }
  }
  const meant = nearestName(
    predicate,
    ontology.all().map((relation) => relation.name),
  );
  const hint = meant === null ? '' : ` Is it ${meant}?`;
  return `predicate: ${quoted(predicate)} is not a known relation.${hint} Declare it under "relations" in isthmus.yaml, or give --declare-relations.`;
}

function endsProblem(relation: RelationType, subject: NodeRef, object: NodeRef, takesLoops: boolean): string | null {
  if (!relation.subjectTypes.includes(subject.type) || !relation.objectTypes.includes(object.type)) {
    const allowed = `${relation.subjectTypes.join(' or ')} to ${relation.objectTypes.join(' or ')}`;
    return `predicate: ${relation.name} leads from ${allowed}, not from ${subject.type} to ${object.type}.`;
  }
  const isLoop = subject.type === object.type && subject.id === object.id;
  return isLoop && !takesLoops ? 'object: A relation cannot lead from a node to itself.' : null;
}

/** The kind is the given one, else the beginning of the id ("tag:30" is a tag) if it is a known kind, else what the relation says. */
function entityEnd(
  id: string,
  kind: string | null,
  label: string | null,
  fallback: string,
  ontology: Ontology,
): EntityRecord {
  const beginning = id.slice(0, Math.max(0, id.indexOf(':')));
  const isKind = beginning !== '' && ontology.all().some((relation) => relation.objectKind === beginning);
  return { id, kind: kind ?? (isKind ? beginning : fallback), label: label ?? readableLabel(id), labelZh: null };
}

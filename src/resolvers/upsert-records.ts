import type { AttributeValue, ItemRecord, UserRecord } from '../domain/records.js';
import type { LabelledRelation } from '../graph/writes/plan-relations.js';
import { plainId } from '../schema/global-id.js';
import type { AttributeInput } from '../schema/mutations/attribute.input.js';
import type { ItemInput } from '../schema/mutations/item.input.js';
import type { RelationInput } from '../schema/mutations/relation.input.js';
import type { UserInput } from '../schema/mutations/user.input.js';
import { checkedList, checkedText, invalidArgument } from './argument-checks.js';

const MAX_TITLE_CHARACTERS = 1_000;
const MAX_DESCRIPTION_CHARACTERS = 20_000;
const MAX_ATTRIBUTES = 100;

/** An item of a client as a record; throws what is wrong with it. */
export function itemRecord(input: ItemInput): ItemRecord {
  const title = checkedText(input.title, MAX_TITLE_CHARACTERS, 'title');
  if (title === null) throw invalidArgument('`title` is empty: say what the item is called.');
  return {
    id: plainId('Item', input.id, 'id'),
    domain: plainId('Domain', input.domain, 'domain'),
    title,
    titleZh: checkedText(input.titleZh, MAX_TITLE_CHARACTERS, 'titleZh'),
    description: checkedText(input.description, MAX_DESCRIPTION_CHARACTERS, 'description'),
    descriptionZh: checkedText(input.descriptionZh, MAX_DESCRIPTION_CHARACTERS, 'descriptionZh'),
    year: input.year ?? null,
    isAvailable: input.isAvailable,
    addedAt: input.addedAt?.getTime() ?? null,
    attributes: attributesOf(input.attributes),
  };
}

/** A user of a client as a record; throws what is wrong with it. */
export function userRecord(input: UserInput): UserRecord {
  return { id: plainId('User', input.id, 'id'), attributes: attributesOf(input.attributes) };
}

/** A relation of a client as a record; throws what is wrong with it. */
export function relationRecord({ subject, predicate, object, weight, source }: RelationInput): LabelledRelation {
  if (!(weight > 0)) throw invalidArgument(`\`weight\` must be above 0, but is ${weight}.`);
  return {
    subject: { type: subject.type, id: plainId(subject.type, subject.id, 'subject.id') },
    predicate,
    object: { type: object.type, id: plainId(object.type, object.id, 'object.id') },
    weight,
    source,
    subjectLabel: checkedText(subject.label, MAX_TITLE_CHARACTERS, 'subject.label'),
    objectLabel: checkedText(object.label, MAX_TITLE_CHARACTERS, 'object.label'),
  };
}

function attributesOf(attributes: readonly AttributeInput[] | null | undefined): Record<string, AttributeValue> {
  const entries = checkedList(attributes, MAX_ATTRIBUTES, 'attributes').map(
    (attribute) => [attribute.name, attributeValue(attribute)] as const,
  );
  return Object.fromEntries(entries);
}

function attributeValue({ name, values, number, flag }: AttributeInput): AttributeValue {
  const given = [values, number, flag].filter((value) => value !== null && value !== undefined);
  if (given.length !== 1) {
    throw invalidArgument(
      `The attribute "${name.slice(0, 64)}" needs exactly one of \`values\`, \`number\` and \`flag\`.`,
    );
  }
  const [value] = given;
  return Array.isArray(value) && value.length === 1 ? value[0] : value;
}

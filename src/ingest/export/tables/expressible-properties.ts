import type { NodeType } from '../../../domain/nodes.js';
import { attributeProblem, ITEM_PROPERTY_NAMES, USER_PROPERTY_NAMES } from '../../../graph/records/node-properties.js';
import type { UnknownProperties } from '../../../graph/records/stored-properties.js';
import type { LeftOut } from '../left-out.js';

const LABEL_NAMES = ['id', 'label', 'labelZh'];
const SCENE_LISTS = ['timesOfDay', 'weekdays', 'devices', 'places', 'phrases'];

/** The properties that the platform itself gives to nodes. */
const OWN_NAMES: Readonly<Record<NodeType, ReadonlySet<string>>> = {
  Domain: new Set(LABEL_NAMES),
  Entity: new Set([...LABEL_NAMES, 'kind']),
  Scene: new Set([...LABEL_NAMES, ...SCENE_LISTS, 'description']),
  Item: ITEM_PROPERTY_NAMES,
  User: USER_PROPERTY_NAMES,
};

/**
 * The properties of a node that data files can say. Scripts of analysts may have set others: lists of numbers, names
 * that no attribute can have, or any property at all of a node that takes no attributes.
 */
export function expressibleProperties(
  type: NodeType,
  properties: UnknownProperties,
  leftOut: LeftOut,
): UnknownProperties {
  const takesAttributes = type === 'Item' || type === 'User';
  const entries = Object.entries(properties).filter(([name, value]) => {
    const isExpressible = OWN_NAMES[type].has(name) || (takesAttributes && isAttribute(name, value));
    if (!isExpressible) leftOut.add(`The property ${name} of ${type}`);
    return isExpressible;
  });
  return entries.length === Object.keys(properties).length ? properties : Object.fromEntries(entries);
}

function isAttribute(name: string, value: unknown): boolean {
  if (attributeProblem({ [name]: true }, new Set()) !== null) return false;
  if (Array.isArray(value)) return value.every((entry) => typeof entry === 'string');
  return typeof value !== 'object';
}

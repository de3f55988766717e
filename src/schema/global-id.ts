import { IsthmusError } from '../domain/errors.js';
import { NODE_TYPES, type NodeRef, type NodeType } from '../domain/nodes.js';

/** The opaque id of a node that is unique over all types: base64url of `Type:id`. */
export function encodeGlobalId(type: NodeType, id: string): string {
  return Buffer.from(`${type}:${id}`, 'utf8').toString('base64url');
}

/** The node that a global id names, or null when the text is not a global id. */
export function decodeGlobalId(text: string): NodeRef | null {
  const decoded = Buffer.from(text, 'base64url').toString('utf8');
  const colon = decoded.indexOf(':');
  const type = NODE_TYPES.find((known) => known === decoded.slice(0, colon));
  if (type === undefined || colon === decoded.length - 1) return null;
  const id = decoded.slice(colon + 1);
  // Base64 decoding skips what it does not know, so only a text that encodes back to itself is a global id.
  return encodeGlobalId(type, id) === text ? { type, id } : null;
}

const MAX_ID_CHARACTERS = 512;

/**
 * The plain id that an argument of type ID means. The one rule of the API: such an argument takes the global id or
 * the id in the data itself. A global id of another type is a mistake that is named.
 */
export function plainId(type: NodeType, text: string, argument: string): string {
  if (text.trim() === '' || text.length > MAX_ID_CHARACTERS) {
    throw new IsthmusError(
      'INVALID_ARGUMENT',
      `\`${argument}\` must be an id of 1 to ${MAX_ID_CHARACTERS} characters.`,
    );
  }
  const ref = decodeGlobalId(text);
  if (ref === null) return text;
  if (ref.type === type) return ref.id;
  throw new IsthmusError(
    'INVALID_ARGUMENT',
    `\`${argument}\` names the ${ref.type} "${ref.id}", but an id of type ${type} is needed.`,
  );
}

/** The node that an argument names whose type can only come from the id itself. */
export function globalNodeRef(text: string, argument: string): NodeRef {
  const ref = decodeGlobalId(text);
  if (ref !== null) return ref;
  throw new IsthmusError(
    'INVALID_ARGUMENT',
    `\`${argument}\` must be a global id, as the field \`id\` of a node gives it; "${text.slice(0, 80)}" is not one.`,
  );
}

import { NODE_TYPES, type NodeRef } from '../domain/nodes.js';

/** A node as the change feed names it, such as `Item/dune`. */
export function refText({ type, id }: NodeRef): string {
  return `${type}/${id}`;
}

/** The node that a text of the change feed names, or null when it names something else. */
export function nodeRef(text: string): NodeRef | null {
  const end = text.indexOf('/');
  const type = NODE_TYPES.find((name) => name === text.slice(0, end));
  return type === undefined ? null : { type, id: text.slice(end + 1) };
}

import type { NodeType } from '../../domain/nodes.js';
import { defineEnum } from './define-enum.js';

/** The GraphQL enum NodeType. */
export const NodeTypeEnum = defineEnum<NodeType>('NodeType', 'The types of nodes in the knowledge graph.', {
  User: 'Somebody who uses items.',
  Item: 'Something that can be recommended.',
  Entity: 'A person, genre, topic or other thing that items have in common.',
  Scene: 'A situation in which people use items.',
  Domain: 'A catalogue that items belong to, such as films.',
});

import { Field, ObjectType } from 'type-graphql';
import type { Explanation } from '../../domain/explanation.js';
import type { Language } from '../../domain/nodes.js';
import { Item } from '../nodes/item.type.js';
import { ItemEdge } from '../pages/item-edge.type.js';

/** The GraphQL type RecommendationEdge. */
@ObjectType('RecommendationEdge', { simpleResolvers: true, description: 'A recommended item, and why it is there.' })
export class RecommendationEdge extends ItemEdge {
  constructor(node: Item, explanation: Explanation, cursor: string, language: Language, recommendationId: string) {
    super(node, explanation, cursor, language);
    this.recommendationId = recommendationId;
  }

  @Field(() => String, {
    description: 'Send it along with feedback on the item, so that the feedback is credited to this list.',
  })
  readonly recommendationId: string;
}

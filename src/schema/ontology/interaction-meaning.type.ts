import { Field, Float, ObjectType } from 'type-graphql';
import { INTERACTION_KINDS } from '../../domain/interaction-kinds.js';
import { InteractionKindEnum } from '../enums/interaction-kind.enum.js';

/** The GraphQL type InteractionMeaning. */
@ObjectType('InteractionMeaning', { simpleResolvers: true, description: 'What an interaction of a kind says.' })
export class InteractionMeaning {
  constructor(kind: string) {
    this.kind = kind;
  }

  @Field(() => InteractionKindEnum, { description: 'The kind.' })
  readonly kind: string;

  @Field(() => Float, { description: 'How much one such event says that the user likes the item, 0 to 1.' })
  get strength(): number {
    return INTERACTION_KINDS[this.kind].strength;
  }

  @Field(() => Boolean, { description: 'Whether it hides the item and speaks against it.' })
  get isNegative(): boolean {
    return INTERACTION_KINDS[this.kind].isNegative;
  }
}

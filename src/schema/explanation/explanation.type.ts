import { Field, Float, ObjectType } from 'type-graphql';
import type { Explanation as DomainExplanation } from '../../domain/explanation.js';
import type { Language } from '../../domain/nodes.js';
import { usually } from '../field-cost.js';
import { Item } from '../nodes/item.type.js';
import { ExplanationPath } from './explanation-path.type.js';

/** The GraphQL type Explanation. */
@ObjectType('Explanation', { simpleResolvers: true, description: 'Why an item stands where it stands for a user.' })
export class Explanation {
  constructor(
    item: Item,
    readonly explanation: DomainExplanation,
    readonly language: Language,
  ) {
    this.item = item;
  }

  @Field(() => Item, { description: 'The item in question.' })
  readonly item: Item;

  @Field(() => Float, { description: 'The score; the shares of all paths and `modelPart` add up to it.' })
  get score(): number {
    return this.explanation.score;
  }

  @Field(() => Float, { description: 'The part of the score that no path accounts for.' })
  get modelPart(): number {
    return this.explanation.modelPart;
  }

  @Field(() => [String], { description: 'One sentence a reason, the strongest first.' })
  get reasons(): readonly string[] {
    return this.explanation.reasons;
  }

  @Field(() => [ExplanationPath], {
    description: 'The paths that earned the score, the strongest first.',
    complexity: usually(8),
  })
  get paths(): ExplanationPath[] {
    return this.explanation.paths.map((path) => new ExplanationPath(path, this.language));
  }

  @Field(() => Boolean, { description: 'True when nothing is known about the user.' })
  get isColdStart(): boolean {
    return this.explanation.isColdStart;
  }
}

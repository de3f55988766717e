import { Field, Float, ObjectType } from 'type-graphql';
import type { Explanation } from '../../domain/explanation.js';
import type { Language } from '../../domain/nodes.js';
import { ExplanationPath } from '../explanation/explanation-path.type.js';
import { usually } from '../field-cost.js';
import { Item } from '../nodes/item.type.js';

/** The GraphQL type ItemEdge: an item in a ranked list, with the reason for its place. */
@ObjectType('ItemEdge', { simpleResolvers: true, description: 'An item in a ranked list, and why it is there.' })
export class ItemEdge {
  constructor(
    node: Item,
    readonly explanation: Explanation,
    cursor: string,
    private readonly language: Language,
  ) {
    this.node = node;
    this.cursor = cursor;
  }

  @Field(() => Item, { description: 'The item.' })
  readonly node: Item;

  @Field(() => Float, { description: 'What the list is ordered by; comparable within one list only.' })
  get score(): number {
    return this.explanation.score;
  }

  @Field(() => Float, { description: 'The part of the score that no path accounts for.' })
  get modelPart(): number {
    return this.explanation.modelPart;
  }

  @Field(() => [String], { description: 'Why the item is there, one sentence a reason, the strongest first.' })
  get reasons(): readonly string[] {
    return this.explanation.reasons;
  }

  @Field(() => [ExplanationPath], {
    description: 'The paths through the graph that earned the score, the strongest first.',
    complexity: usually(4),
  })
  get paths(): ExplanationPath[] {
    return this.explanation.paths.map((path) => new ExplanationPath(path, this.language));
  }

  @Field(() => String, { description: 'Marks the place in the list; pass it as `after` to read on from here.' })
  readonly cursor: string;
}

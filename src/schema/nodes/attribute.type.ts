import { Field, Float, ObjectType } from 'type-graphql';
import type { Attributes, AttributeValue } from '../../domain/records.js';

/** The GraphQL type Attribute: one property of a node that its data set brought along. */
@ObjectType('Attribute', { simpleResolvers: true, description: 'A property that a data set gave to an item or user.' })
export class Attribute {
  constructor(
    attributeName: string,
    private readonly value: AttributeValue,
  ) {
    this.name = attributeName;
  }

  @Field(() => String, { description: 'The name of the property.' })
  readonly name: string;

  @Field(() => [String], { description: 'Its values as texts; a single value is a list of one.' })
  get values(): readonly string[] {
    return typeof this.value === 'object' ? this.value : [String(this.value)];
  }

  @Field(() => Float, { nullable: true, description: 'The value when it is a number.' })
  get number(): number | null {
    return typeof this.value === 'number' ? this.value : null;
  }

  @Field(() => Boolean, { nullable: true, description: 'The value when it is true or false.' })
  get flag(): boolean | null {
    return typeof this.value === 'boolean' ? this.value : null;
  }
}

/** All attributes of a node, ordered by name. */
export function attributeList(attributes: Attributes): Attribute[] {
  return Object.keys(attributes)
    .sort()
    .map((name) => new Attribute(name, attributes[name]));
}

import { Field, Float, ObjectType } from 'type-graphql';

/** The GraphQL type Figure: a number under a name. */
@ObjectType('Figure', { simpleResolvers: true, description: 'A number under a name, such as a metric or a loss.' })
export class Figure {
  constructor(name: string, value: number) {
    this.name = name;
    this.value = value;
  }

  @Field(() => String, { description: 'What it is, such as ndcg@20.' })
  readonly name: string;

  @Field(() => Float, { description: 'The number.' })
  readonly value: number;
}

/** Numbers by name as a list; what is no finite number has no place in GraphQL and is left out. */
export function figuresOf(numbers: Readonly<Record<string, number>>): Figure[] {
  return Object.entries(numbers).flatMap(([name, value]) => (Number.isFinite(value) ? [new Figure(name, value)] : []));
}

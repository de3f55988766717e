import { Field, ObjectType } from 'type-graphql';
import type { PathStep as DomainPathStep } from '../../domain/explanation.js';
import type { Language } from '../../domain/nodes.js';
import { PathNode } from './path-node.type.js';

/** The GraphQL type PathStep. */
@ObjectType('PathStep', { simpleResolvers: true, description: 'One edge of a path, in the direction of reading.' })
export class PathStep {
  constructor(
    private readonly step: DomainPathStep,
    private readonly language: Language,
  ) {}

  @Field(() => PathNode, { description: 'Where the step begins.' })
  get from(): PathNode {
    return new PathNode(this.step.from, this.language);
  }

  @Field(() => String, { description: 'The relation of the edge, such as DIRECTED_BY.' })
  get relation(): string {
    return this.step.relation;
  }

  @Field(() => Boolean, {
    description: 'Whether the graph stores the edge from `from` to `to`, and not the other way.',
  })
  get isForward(): boolean {
    return this.step.isForward;
  }

  @Field(() => PathNode, { description: 'Where the step ends.' })
  get to(): PathNode {
    return new PathNode(this.step.to, this.language);
  }
}

import { Field, Float, ObjectType } from 'type-graphql';
import type { ChannelName, ExplanationPath as DomainPath } from '../../domain/explanation.js';
import type { Language } from '../../domain/nodes.js';
import { ChannelEnum } from '../enums/channel.enum.js';
import { usually } from '../field-cost.js';
import { PathStep } from './path-step.type.js';

/** The GraphQL type ExplanationPath. */
@ObjectType('ExplanationPath', {
  simpleResolvers: true,
  description: 'A way through the graph from the user, or a liked item, to the recommended item.',
})
export class ExplanationPath {
  constructor(
    private readonly path: DomainPath,
    private readonly language: Language,
  ) {}

  @Field(() => ChannelEnum, { description: 'The way of finding items that walked the path.' })
  get channel(): ChannelName {
    return this.path.channel;
  }

  @Field(() => Float, { description: 'The part of the score that the path earned.' })
  get share(): number {
    return this.path.share;
  }

  @Field(() => String, { description: 'The path as a sentence.' })
  get sentence(): string {
    return this.path.sentence;
  }

  @Field(() => [PathStep], {
    description: 'The edges of the path, each of which is in the graph.',
    complexity: usually(3),
  })
  get steps(): PathStep[] {
    return this.path.steps.map((step) => new PathStep(step, this.language));
  }
}

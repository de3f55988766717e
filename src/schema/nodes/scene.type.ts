import { Args, Field, ObjectType } from 'type-graphql';
import type { Language } from '../../domain/nodes.js';
import type { SceneRecord } from '../../domain/records.js';
import { encodeGlobalId } from '../global-id.js';
import { inLanguage, LanguageArgs } from './language.args.js';
import { Node } from './node.interface.js';

/** The GraphQL type Scene. */
@ObjectType('Scene', {
  implements: Node,
  simpleResolvers: true,
  description: 'A situation in which people use items, such as the way to work.',
})
export class Scene implements Node {
  constructor(
    private readonly record: SceneRecord,
    private readonly defaultLanguage: Language = 'en',
  ) {}

  get id(): string {
    return encodeGlobalId('Scene', this.record.id);
  }

  @Field(() => String, { description: 'The id in the data itself, such as "commute".' })
  get key(): string {
    return this.record.id;
  }

  @Field(() => String, { description: 'What the scene is called.' })
  label(@Args() args: LanguageArgs): string {
    return inLanguage(args.language ?? this.defaultLanguage, this.record.label, this.record.labelZh);
  }

  @Field(() => String, { description: 'The situation in a sentence.' })
  get description(): string {
    return this.record.description;
  }

  @Field(() => [String], { description: 'Times of day that speak for the scene, such as "evening".' })
  get timesOfDay(): readonly string[] {
    return this.record.timesOfDay;
  }

  @Field(() => [String], { description: 'Days of the week that speak for the scene.' })
  get weekdays(): readonly string[] {
    return this.record.weekdays;
  }

  @Field(() => [String], { description: 'Devices that speak for the scene, such as "phone".' })
  get devices(): readonly string[] {
    return this.record.devices;
  }

  @Field(() => [String], { description: 'Places that speak for the scene, such as "train".' })
  get places(): readonly string[] {
    return this.record.places;
  }
}

import { Field, Float, ObjectType } from 'type-graphql';
import { Scene } from '../nodes/scene.type.js';

/** The GraphQL type SceneAlternative. */
@ObjectType('SceneAlternative', {
  simpleResolvers: true,
  description: 'Another scene that a situation may be of.',
})
export class SceneAlternative {
  constructor(scene: Scene, confidence: number) {
    this.scene = scene;
    this.confidence = confidence;
  }

  @Field(() => Scene, { description: 'The scene.' })
  readonly scene: Scene;

  @Field(() => Float, { description: 'How likely that is, 0 to 1.' })
  readonly confidence: number;
}

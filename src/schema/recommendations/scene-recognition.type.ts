import { Field, Float, ObjectType } from 'type-graphql';
import { Scene } from '../nodes/scene.type.js';
import { SceneAlternative } from './scene-alternative.type.js';

/** The GraphQL type SceneRecognition. */
@ObjectType('SceneRecognition', {
  simpleResolvers: true,
  description: 'The scene that a situation was taken for, and what spoke for it.',
})
export class SceneRecognition {
  constructor(
    scene: Scene,
    confidence: number,
    evidence: readonly string[],
    alternatives: readonly SceneAlternative[],
  ) {
    this.scene = scene;
    this.confidence = confidence;
    this.evidence = evidence;
    this.alternatives = alternatives;
  }

  @Field(() => Scene, { description: 'The scene.' })
  readonly scene: Scene;

  @Field(() => Float, {
    description:
      'How sure that is, 0 to 1; 1 when the request named the scene. Of situations at 0.8 about 80 % are right.',
  })
  readonly confidence: number;

  @Field(() => [String], { description: 'The parts of the situation that spoke for the scene, the strongest first.' })
  readonly evidence: readonly string[];

  @Field(() => [SceneAlternative], { description: 'Other scenes that it may be, at most 3, the likeliest first.' })
  readonly alternatives: readonly SceneAlternative[];
}

import { Field, Float, ObjectType } from 'type-graphql';
import { Scene } from '../nodes/scene.type.js';

/** The GraphQL type SceneRecognition. */
@ObjectType('SceneRecognition', {
  simpleResolvers: true,
  description: 'The scene that a situation was taken for, and what spoke for it.',
})
export class SceneRecognition {
  constructor(scene: Scene, confidence: number, evidence: readonly string[]) {
    this.scene = scene;
    this.confidence = confidence;
    this.evidence = evidence;
  }

  @Field(() => Scene, { description: 'The scene.' })
  readonly scene: Scene;

  @Field(() => Float, { description: 'How sure that is, 0 to 1; 1 when the request named the scene.' })
  readonly confidence: number;

  @Field(() => [String], { description: 'The parts of the situation that spoke for the scene.' })
  readonly evidence: readonly string[];
}

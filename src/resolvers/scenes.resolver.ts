import { Arg, Ctx, Directive, Query, Resolver } from 'type-graphql';
import type { Language } from '../domain/nodes.js';
import { PRIVATE_ANSWER } from '../schema/cache-control.js';
import { LanguageEnum } from '../schema/enums/language.enum.js';
import { costs } from '../schema/field-cost.js';
import { SceneRecognition } from '../schema/recommendations/scene-recognition.type.js';
import { SituationInput } from '../schema/recommendations/situation.input.js';
import { situationOf } from './recommendation-request.js';
import type { RequestContext } from './request-context.js';
import { sceneRecognition } from './scene-recognition.js';

/** `Query.recogniseScene`. */
@Resolver()
export class ScenesResolver {
  @Directive(PRIVATE_ANSWER)
  @Query(() => SceneRecognition, {
    nullable: true,
    description: 'The scene that a situation is taken for, and why; null when it is none of the known ones.',
    complexity: costs({ own: 60 }),
  })
  async recogniseScene(
    @Arg('situation', () => SituationInput, { description: 'What is known about the moment.' })
    situation: SituationInput,
    @Arg('language', () => LanguageEnum, { defaultValue: 'en', description: 'The language of labels.' })
    language: Language,
    @Ctx() { services, catalogue, deadline }: RequestContext,
  ): Promise<SceneRecognition | null> {
    const { signal } = deadline;
    const recognised = await deadline.within(services.recommender.recogniseScene(situationOf(situation), { signal }));
    return sceneRecognition(recognised, catalogue, language);
  }
}

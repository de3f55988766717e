import { Arg, Ctx, Directive, ID, Query, Resolver } from 'type-graphql';
import type { Language, NodeRef } from '../domain/nodes.js';
import { PRIVATE_ANSWER } from '../schema/cache-control.js';
import { LanguageEnum } from '../schema/enums/language.enum.js';
import { ExplainResult } from '../schema/explanation/explain-result.union.js';
import { Explanation } from '../schema/explanation/explanation.type.js';
import { NotFound } from '../schema/explanation/not-found.type.js';
import { costs } from '../schema/field-cost.js';
import { plainId } from '../schema/global-id.js';
import { sceneChoice } from './recommendation-request.js';
import type { RequestContext } from './request-context.js';

/** `Query.explain`. */
@Resolver()
export class ExplainResolver {
  @Directive(PRIVATE_ANSWER)
  @Query(() => ExplainResult, {
    description: 'Why an item stands where it stands for a user, whether it was recommended or not.',
    complexity: costs({ own: 200 }),
  })
  async explain(
    @Arg('userId', () => ID, { description: 'The user.' }) userId: string,
    @Arg('itemId', () => ID, { description: 'The item.' }) itemId: string,
    @Arg('sceneId', () => ID, { nullable: true, description: 'The scene, if any.' }) sceneId: string | null,
    @Arg('language', () => LanguageEnum, { defaultValue: 'en', description: 'The language of labels and reasons.' })
    language: Language,
    @Ctx() { services, catalogue, deadline }: RequestContext,
  ): Promise<Explanation | NotFound> {
    const user: NodeRef = { type: 'User', id: plainId('User', userId, 'userId') };
    const scene = sceneChoice(sceneId);
    const node = catalogue.item(plainId('Item', itemId, 'itemId'), language);
    if (node === null) return new NotFound('Item', plainId('Item', itemId, 'itemId'));
    const missing = [user, ...(scene.type === 'scene' ? [{ type: 'Scene', id: scene.sceneId } as const] : [])];
    for (const ref of missing) if (!catalogue.has(ref)) return new NotFound(ref.type, ref.id);
    const subject = { type: 'user', userId: user.id } as const;
    const { signal } = deadline;
    const explained = services.recommender.explain(subject, node.key, scene, language, { signal });
    return new Explanation(node, await deadline.within(explained), language);
  }
}

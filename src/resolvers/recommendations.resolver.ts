import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Directive, Info, Query, Resolver } from 'type-graphql';
import { PRIVATE_ANSWER } from '../schema/cache-control.js';
import { costs } from '../schema/field-cost.js';
import { PageArgs } from '../schema/pages/page.args.js';
import { RecommendationConnection } from '../schema/recommendations/recommendation-connection.type.js';
import { RecommendationEdge } from '../schema/recommendations/recommendation-edge.type.js';
import { RecommendationsInput } from '../schema/recommendations/recommendations.input.js';
import { rankedEdges } from './ranked-edges.js';
import { recommendationRequest } from './recommendation-request.js';
import type { RequestContext } from './request-context.js';
import { sceneRecognition } from './scene-recognition.js';
import { selectsAnyOnEdges } from './selects-any.js';

/** How many paths explain one item. */
const PATHS_PER_ITEM = 4;
const EXPLAINING_FIELDS: ReadonlySet<string> = new Set(['reasons', 'paths', 'modelPart']);
const PATH_FIELDS: ReadonlySet<string> = new Set(['paths']);

/** `Query.recommendations`. */
@Resolver()
export class RecommendationsResolver {
  @Directive(PRIVATE_ANSWER)
  @Query(() => RecommendationConnection, {
    description: 'What a user, or a visitor with some liked items, may like in a situation, and why.',
    complexity: costs({ own: 200, perEntry: 10 }),
  })
  async recommendations(
    @Arg('input', () => RecommendationsInput, {
      description: 'Whom it is for, in which situation, and what may appear.',
    })
    input: RecommendationsInput,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { services, catalogue, deadline }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<RecommendationConnection> {
    const paths = selectsAnyOnEdges(info, EXPLAINING_FIELDS) ? PATHS_PER_ITEM : 0;
    const asked = recommendationRequest(input, page, paths);
    const request = { ...asked, showsPaths: selectsAnyOnEdges(info, PATH_FIELDS) };
    const answer = await deadline.within(services.recommender.recommend(request, { signal: deadline.signal }));
    const edges = rankedEdges(
      answer.items,
      catalogue,
      input.language,
      (node, { explanation, cursor }) =>
        new RecommendationEdge(node, explanation, cursor, input.language, answer.recommendationId),
    );
    const scene = sceneRecognition(answer.scene, catalogue, input.language);
    return new RecommendationConnection(edges, answer.hasNextPage, { ...answer, scene });
  }
}

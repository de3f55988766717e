import { Arg, Args, Ctx, Directive, ID, Int, Query, Resolver } from 'type-graphql';
import type { Language } from '../domain/nodes.js';
import type { SimilarItemsRequest } from '../recommend/similar-items.js';
import { CATALOGUE_ANSWER } from '../schema/cache-control.js';
import { LanguageEnum } from '../schema/enums/language.enum.js';
import { costs } from '../schema/field-cost.js';
import { plainId } from '../schema/global-id.js';
import { checkedPageSize } from '../schema/page-size.js';
import { ItemConnection } from '../schema/pages/item-connection.type.js';
import { PageArgs } from '../schema/pages/page.args.js';
import { SearchConnection, SearchEdge } from '../schema/pages/search-connection.type.js';
import { checkedRange, checkedText, invalidArgument } from './argument-checks.js';
import { itemConnection, rankedEdges } from './ranked-edges.js';
import { domainIds } from './recommendation-request.js';
import type { RequestContext } from './request-context.js';

const MAX_SEARCH_CHARACTERS = 200;
const DAY_MS = 86_400_000;
const MAX_WINDOW_DAYS = 3_650;
const DOMAINS = { nullable: true, description: 'Only items of these domains; left out: of all.' };
const LANGUAGE = { defaultValue: 'en', description: 'The language of titles, labels and reasons.' };

/** The lists that are the same for everybody: similar items, trending items, search. */
@Resolver()
export class DiscoveryResolver {
  @Directive(CATALOGUE_ANSWER)
  @Query(() => ItemConnection, {
    description: 'Items that resemble an item, and in what.',
    complexity: costs({ own: 60, perEntry: 10 }),
  })
  similarItems(
    @Arg('itemId', () => ID, { description: 'The item.' }) itemId: string,
    @Arg('domains', () => [ID], DOMAINS) domains: string[] | null,
    @Arg('language', () => LanguageEnum, LANGUAGE) language: Language,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: RequestContext,
  ): ItemConnection {
    const { services, catalogue } = context;
    const id = plainId('Item', itemId, 'itemId');
    const found = services.recommender.similarItems(id, listRequest(domains, page, language));
    return itemConnection(found, catalogue, language);
  }

  @Directive(CATALOGUE_ANSWER)
  @Query(() => ItemConnection, {
    description: 'What is used more and more at the moment.',
    complexity: costs({ own: 60, perEntry: 5 }),
  })
  trending(
    @Arg('domains', () => [ID], DOMAINS) domains: string[] | null,
    @Arg('sceneId', () => ID, { nullable: true, description: 'Only what is used in this scene.' }) sceneId:
      | string
      | null,
    @Arg('windowDays', () => Int, {
      defaultValue: 30,
      description: `How far back to look, 1 to ${MAX_WINDOW_DAYS} days.`,
    })
    windowDays: number,
    @Arg('language', () => LanguageEnum, LANGUAGE) language: Language,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: RequestContext,
  ): ItemConnection {
    const { services, catalogue } = context;
    const request = {
      ...listRequest(domains, page, language),
      sceneId: sceneId === null || sceneId === undefined ? null : plainId('Scene', sceneId, 'sceneId'),
      windowMs: checkedRange(windowDays, 1, MAX_WINDOW_DAYS, 'windowDays') * DAY_MS,
    };
    return itemConnection(services.recommender.trending(request), catalogue, language);
  }

  @Directive(CATALOGUE_ANSWER)
  @Query(() => SearchConnection, {
    description: 'Finds items by words and by meaning, in titles, descriptions and related entities.',
    complexity: costs({ own: 50, perEntry: 1 }),
  })
  async search(
    @Arg('text', () => String, {
      description: `What to look for, 1 to ${MAX_SEARCH_CHARACTERS} characters of any language.`,
    })
    text: string,
    @Arg('domains', () => [ID], DOMAINS) domains: string[] | null,
    @Arg('language', () => LanguageEnum, LANGUAGE) language: Language,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<SearchConnection> {
    const words = checkedText(text, MAX_SEARCH_CHARACTERS, 'text');
    if (words === null) throw invalidArgument('`text` is empty: say what to look for.');
    const { services, catalogue, deadline } = context;
    const found = await deadline.within(services.recommender.search(words, listRequest(domains, page, language)));
    const edges = rankedEdges(
      found.items,
      catalogue,
      language,
      (node, { score, cursor }) => new SearchEdge(node, score, cursor),
    );
    return new SearchConnection(edges, found.hasNextPage);
  }
}

function listRequest(
  domains: readonly string[] | null,
  { first, after }: PageArgs,
  language: Language,
): SimilarItemsRequest {
  return { domains: domainIds(domains), limit: checkedPageSize(first), after: after ?? null, language };
}

import { Arg, Args, Ctx, Directive, ID, Int, Query, Resolver } from 'type-graphql';
import type { Language } from '../domain/nodes.js';
import { CATALOGUE_ANSWER } from '../schema/cache-control.js';
import { LanguageEnum } from '../schema/enums/language.enum.js';
import { costs } from '../schema/field-cost.js';
import { plainId } from '../schema/global-id.js';
import { checkedPageSize } from '../schema/page-size.js';
import { ItemConnection } from '../schema/pages/item-connection.type.js';
import { PageArgs } from '../schema/pages/page.args.js';
import { checkedRange, checkedText, invalidArgument } from './argument-checks.js';
import { itemConnection } from './ranked-edges.js';
import { domainIds } from './recommendation-request.js';
import type { RequestContext } from './request-context.js';
import type { ListOptions } from './services.js';

const MAX_SEARCH_CHARACTERS = 200;
const DAY_MS = 86_400_000;
const MAX_WINDOW_DAYS = 3_650;
const DOMAINS = { nullable: true, description: 'Only items of these domains; left out: of all.' };
const LANGUAGE = { defaultValue: 'en', description: 'The language of titles, labels and reasons.' };

/** The lists that are the same for everybody: similar items, trending items, search. */
@Resolver()
export class DiscoveryResolver {
  @Directive(CATALOGUE_ANSWER)
  @Query(() => ItemConnection, { description: 'Items that resemble an item, and in what.', complexity: costs(30) })
  async similarItems(
    @Arg('itemId', () => ID, { description: 'The item.' }) itemId: string,
    @Arg('domains', () => [ID], DOMAINS) domains: string[] | null,
    @Arg('language', () => LanguageEnum, LANGUAGE) language: Language,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<ItemConnection> {
    const { services, catalogue, deadline } = context;
    const id = plainId('Item', itemId, 'itemId');
    const options = listOptions(context, domains, page, language);
    return itemConnection(await deadline.within(services.recommender.similarItems(id, options)), catalogue, language);
  }

  @Directive(CATALOGUE_ANSWER)
  @Query(() => ItemConnection, { description: 'What is used more and more at the moment.', complexity: costs(30) })
  async trending(
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
  ): Promise<ItemConnection> {
    const { services, catalogue, deadline } = context;
    const options = {
      ...listOptions(context, domains, page, language),
      sceneId: sceneId === null || sceneId === undefined ? null : plainId('Scene', sceneId, 'sceneId'),
      windowMs: checkedRange(windowDays, 1, MAX_WINDOW_DAYS, 'windowDays') * DAY_MS,
    };
    return itemConnection(await deadline.within(services.recommender.trending(options)), catalogue, language);
  }

  @Directive(CATALOGUE_ANSWER)
  @Query(() => ItemConnection, {
    description: 'Finds items by words and by meaning, in titles, descriptions and related entities.',
    complexity: costs(30),
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
  ): Promise<ItemConnection> {
    const { services, catalogue, deadline } = context;
    const words = checkedText(text, MAX_SEARCH_CHARACTERS, 'text');
    if (words === null) throw invalidArgument('`text` is empty: say what to look for.');
    const options = listOptions(context, domains, page, language);
    return itemConnection(await deadline.within(services.recommender.search(words, options)), catalogue, language);
  }
}

function listOptions(
  { deadline }: RequestContext,
  domains: readonly string[] | null,
  { first, after }: PageArgs,
  language: Language,
): ListOptions {
  return {
    domains: domainIds(domains),
    limit: checkedPageSize(first),
    after: after ?? null,
    language,
    signal: deadline.signal,
  };
}

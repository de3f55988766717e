import { Arg, Args, Ctx, Directive, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { PRIVATE_ANSWER } from '../schema/cache-control.js';
import { Explanation } from '../schema/explanation/explanation.type.js';
import { costs } from '../schema/field-cost.js';
import { plainId } from '../schema/global-id.js';
import { PersonalCopyInput } from '../schema/wording/personal-copy.input.js';
import { PersonalCopy } from '../schema/wording/personal-copy.type.js';
import { WordedText } from '../schema/wording/worded-text.type.js';
import { WordingArgs } from '../schema/wording/wording.args.js';
import { checkedList, invalidArgument } from './argument-checks.js';
import { rankedEdges } from './ranked-edges.js';
import type { RequestContext } from './request-context.js';

/** The longest page that is put into words at once: each of its items is explained first. */
const MAX_COPIES = 20;

/** `Query.personalCopy`. */
@Resolver()
export class PersonalCopyResolver {
  @Directive(PRIVATE_ANSWER)
  @Query(() => [PersonalCopy], {
    description: 'A headline, a tagline and a description of each item for one user, in the order of the items.',
    complexity: costs({ own: 50, perEntry: 200, entries: () => MAX_COPIES }),
  })
  async personalCopy(
    @Arg('input', () => PersonalCopyInput, { description: 'For whom, about what, and how it is to sound.' })
    input: PersonalCopyInput,
    @Ctx() { services, catalogue, deadline }: RequestContext,
  ): Promise<PersonalCopy[]> {
    const { itemIds, language, tone, length } = input;
    if (itemIds.length === 0)
      throw invalidArgument('`itemIds` is empty: name the items that are to be put into words.');
    const request = {
      userId: plainId('User', input.userId, 'userId'),
      itemIds: checkedList(itemIds, MAX_COPIES, 'itemIds').map((id) => plainId('Item', id, 'itemIds')),
      sceneId: typeof input.sceneId === 'string' ? plainId('Scene', input.sceneId, 'sceneId') : null,
      language,
      tone,
      length,
    };
    const copies = await deadline.within(services.wording.copies(request, deadline.signal));
    return rankedEdges(copies, catalogue, language, (item, copy) => new PersonalCopy(item, copy));
  }
}

/** `Explanation.text`. */
@Resolver(() => Explanation)
export class ExplanationTextResolver {
  @FieldResolver(() => WordedText, {
    description: 'The reasons as one text, in the language of the explanation.',
    complexity: costs({ own: 50 }),
  })
  async text(
    @Root() { explanation, language }: Explanation,
    @Args(() => WordingArgs) { tone, length }: WordingArgs,
    @Ctx() { services, deadline }: RequestContext,
  ): Promise<WordedText> {
    const worded = services.wording.explain(explanation, { language, tone, length }, deadline.signal);
    return new WordedText(await deadline.within(worded));
  }
}

import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import type { HistoryEntry } from '../graph/graph-reader.js';
import { costs } from '../schema/field-cost.js';
import { HistoryConnection, HistoryEdge } from '../schema/history/history-connection.type.js';
import { Interaction } from '../schema/history/interaction.type.js';
import { Preference } from '../schema/history/preference.type.js';
import { User } from '../schema/nodes/user.type.js';
import { checkedPageSize } from '../schema/page-size.js';
import { FirstArgs, PageArgs } from '../schema/pages/page.args.js';
import type { Catalogue } from './catalogue.js';
import { decodeCursor, encodeCursor } from './cursor.js';
import type { RequestContext } from './request-context.js';

const LIST = 'User.history';
const positionSchema = z.tuple([z.number().int(), z.number().int()]);

/** The fields of a user that read more than the user. */
@Resolver(() => User)
export class UserFieldsResolver {
  @FieldResolver(() => HistoryConnection, {
    description: 'What the user did, the newest first.',
    complexity: costs({ own: 50, perEntry: 1 }),
  })
  async history(
    @Root() user: User,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() { services, catalogue, deadline }: RequestContext,
  ): Promise<HistoryConnection> {
    const size = checkedPageSize(first);
    const [time, arrival] = typeof after === 'string' ? decodeCursor(LIST, positionSchema, after) : [null, null];
    const start = time === null ? null : { time, arrival };
    const { signal } = deadline;
    const entries = await deadline.within(services.reader.history(user.key, start, size + 1, { signal }));
    const edges = entries.slice(0, size).map((entry) => historyEdge(entry, catalogue));
    return new HistoryConnection(edges, entries.length > size);
  }

  @FieldResolver(() => [Preference], {
    description: 'What the user said to like, the strongest first.',
    complexity: costs({ own: 12 }),
  })
  async preferences(
    @Root() user: User,
    @Args(() => FirstArgs) { first }: FirstArgs,
    @Ctx() { loaders, catalogue, deadline }: RequestContext,
  ): Promise<Preference[]> {
    const edges = await deadline.within(loaders.preferences.load({ id: user.key, limit: checkedPageSize(first) }));
    return edges.flatMap(({ otherId, weight }) => {
      const entity = catalogue.entity(otherId);
      // A weight of 0 says that it is not to count: `userProfile` shows it as forgotten.
      return entity === null || weight === 0 ? [] : [new Preference(entity, weight)];
    });
  }
}

function historyEdge({ interaction, position }: HistoryEntry, catalogue: Catalogue): HistoryEdge {
  const { itemId, sceneId } = interaction;
  const node = new Interaction(interaction, catalogue.item(itemId), sceneId === null ? null : catalogue.scene(sceneId));
  return new HistoryEdge(node, encodeCursor(LIST, [position.time, position.arrival]));
}

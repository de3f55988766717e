import { Arg, Args, Ctx, Directive, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import { PRIVATE_ANSWER } from '../schema/cache-control.js';
import { costs } from '../schema/field-cost.js';
import { plainId } from '../schema/global-id.js';
import { DocumentConnection, DocumentEdge } from '../schema/knowledge/document-connection.type.js';
import { ExtractKnowledgeInput } from '../schema/knowledge/extract-knowledge.input.js';
import { ExtractKnowledgePayload } from '../schema/knowledge/extract-knowledge.payload.js';
import { FactConnection, FactEdge } from '../schema/knowledge/fact-connection.type.js';
import { Item } from '../schema/nodes/item.type.js';
import { checkedPageSize } from '../schema/page-size.js';
import { PageArgs } from '../schema/pages/page.args.js';
import { decodeCursor, encodeCursor } from './cursor.js';
import { extractKnowledge } from './extract-knowledge.js';
import { compareFactKeys, documentNode, factKeyOf, factKeySchema, factNode } from './knowledge-nodes.js';
import type { RequestContext } from './request-context.js';

const DOCUMENTS = 'documents';
const FACTS = 'Item.facts';
/** Facts of one item that can be paged through; `isthmus facts` shows the rest of a very rich item. */
const MAX_FACTS = 500;
const documentKey = z.tuple([z.string()]);

/** What is known from texts: the documents, what they state about items, and the reading of more. */
@Resolver(() => Item)
export class KnowledgeResolver {
  @Directive(PRIVATE_ANSWER)
  @Query(() => DocumentConnection, {
    description: 'The documents that facts were taken from, in the order of their ids.',
    complexity: costs({ own: 50, perEntry: 5 }),
  })
  async documents(
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Arg('itemId', () => ID, { nullable: true, description: 'Only those about this item.' }) itemId: string | null,
    @Ctx() { services: { knowledge }, deadline }: RequestContext,
  ): Promise<DocumentConnection> {
    const size = checkedPageSize(first);
    const [last] = typeof after === 'string' ? decodeCursor(DOCUMENTS, documentKey, after) : [''];
    const about =
      typeof itemId === 'string' ? ({ type: 'Item', id: plainId('Item', itemId, 'itemId') } as const) : null;
    const { signal } = deadline;
    const found = await deadline.within(knowledge.documents(about, last, size + 1, { signal }));
    const edges = found
      .slice(0, size)
      .map(
        ({ facts, ...document }) =>
          new DocumentEdge(documentNode(document), facts, encodeCursor(DOCUMENTS, [document.id])),
      );
    return new DocumentConnection(edges, found.length > size);
  }

  @FieldResolver(() => FactConnection, {
    description: `What documents state about the item, the surest first, ${MAX_FACTS} at most.`,
    complexity: costs({ own: 15, perEntry: 1 }),
  })
  async facts(
    @Root() item: Item,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() { catalogue, loaders, deadline }: RequestContext,
  ): Promise<FactConnection> {
    const size = checkedPageSize(first);
    const start = typeof after === 'string' ? decodeCursor(FACTS, factKeySchema, after) : null;
    const limit = start === null ? size + 1 : MAX_FACTS;
    const all = await deadline.within(loaders.itemFacts.load({ id: item.key, limit }));
    const rest = start === null ? all : all.filter((fact) => compareFactKeys(factKeyOf(fact), start) > 0);
    const edges = rest
      .slice(0, size)
      .map((fact) => new FactEdge(factNode(fact, catalogue, item.language), encodeCursor(FACTS, factKeyOf(fact))));
    return new FactConnection(edges, rest.length > size);
  }

  @Mutation(() => ExtractKnowledgePayload, {
    description:
      'Takes facts from texts, and from descriptions of items, into the graph: by rules, or by the configured language model. A text that was read before and has not changed is not read again.',
    complexity: costs({ own: 5_000 }),
  })
  extractKnowledge(
    @Arg('input', () => ExtractKnowledgeInput, { description: 'What to read.' }) input: ExtractKnowledgeInput,
    @Ctx() context: RequestContext,
  ): Promise<ExtractKnowledgePayload> {
    return extractKnowledge(input, context);
  }
}

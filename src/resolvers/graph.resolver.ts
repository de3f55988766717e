import { Arg, Args, Ctx, Directive, ID, Int, Query, Resolver } from 'type-graphql';
import type { NodeRef } from '../domain/nodes.js';
import type { NeighbourNode } from '../graph/reads/neighbourhood.js';
import { CATALOGUE_ANSWER, PRIVATE_ANSWER } from '../schema/cache-control.js';
import { costs, usually } from '../schema/field-cost.js';
import { encodeGlobalId, globalNodeRef } from '../schema/global-id.js';
import { GraphEdge } from '../schema/graph/graph-edge.type.js';
import { GraphNode } from '../schema/graph/graph-node.type.js';
import { Neighbourhood } from '../schema/graph/neighbourhood.type.js';
import { Ontology } from '../schema/ontology/ontology.type.js';
import { checkedPageSize } from '../schema/page-size.js';
import { FirstArgs } from '../schema/pages/page.args.js';
import { checkedRange } from './argument-checks.js';
import type { RequestContext } from './request-context.js';

const MAX_DEPTH = 3;
/** Each step outwards reads the edges of all nodes that the step before has found. */
const COST_BY_DEPTH = [0, 200, 1_500, 3_500];

/** The graph itself: what surrounds a node, and what the graph can say. */
@Resolver()
export class GraphResolver {
  @Directive(PRIVATE_ANSWER)
  @Query(() => Neighbourhood, {
    nullable: true,
    description: 'The nodes around a node and the edges between them, for drawing; null when nothing has the id.',
    complexity: costs({ own: ({ depth }) => COST_BY_DEPTH[Number(depth)] ?? 0 }),
  })
  async neighbourhood(
    @Arg('id', () => ID, { description: 'The global id of the node in the middle.' }) id: string,
    @Arg('depth', () => Int, { defaultValue: 1, description: `How many steps outwards, 1 to ${MAX_DEPTH}.` })
    depth: number,
    @Args(() => FirstArgs) { first }: FirstArgs,
    @Ctx() { services, deadline }: RequestContext,
  ): Promise<Neighbourhood | null> {
    const centre = globalNodeRef(id, 'id');
    const steps = checkedRange(depth, 1, MAX_DEPTH, 'depth');
    const { signal } = deadline;
    const found = await deadline.within(
      services.reader.neighbourhood(centre, steps, checkedPageSize(first), { signal }),
    );
    if (found === null) return null;
    const edges = found.edges.map(({ from, relation, to, weight }) => new GraphEdge(from, relation, to, weight));
    return new Neighbourhood(encodeGlobalId(centre.type, centre.id), found.nodes.map(drawn), edges, !found.isPartial);
  }

  @Directive(CATALOGUE_ANSWER)
  @Query(() => Ontology, {
    description: 'The relations and interactions that the graph knows.',
    complexity: usually(60),
  })
  ontology(@Ctx() { services }: RequestContext): Ontology {
    return new Ontology(services.ontology);
  }
}

function drawn({ node, label, labelZh, distance }: NeighbourNode): GraphNode {
  return new GraphNode(node, label ?? nameless(node), labelZh, distance);
}

function nameless({ type, id }: NodeRef): string {
  return type === 'User' ? 'user' : id;
}

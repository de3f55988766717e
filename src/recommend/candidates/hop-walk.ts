import type { PathStep } from '../../domain/explanation.js';
import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import { degreeOf } from '../../models/sparse/matrix-shape.js';
import type { WalkContext, WalkedPath } from './candidate-channel.js';
import { EntitySpread } from './entity-spread.js';
import type { EntityWeights, WeightedEntityLayer, WeightedLinkLayer } from './entity-weights.js';
import { type ItemLinkRows, MOST_BRIDGED_ITEMS } from './item-links.js';
import { entityNode, itemNode, likedStep, step } from './path-nodes.js';
import { topParts } from './top-parts.js';

/** The walk starts from the newest liked items and keeps to the strongest entities, so its cost has a bound. */
const NEWEST_ITEMS = 6;
const MOST_ENTITIES = 16;

/** One fact of a liked item, as a hop starts from it. */
interface Start {
  readonly liked: number;
  readonly layer: WeightedEntityLayer;
  readonly weight: number;
}

/** One step between two entities, with the facts that lead to it. */
interface HopEdge {
  readonly hop: WeightedLinkLayer;
  readonly entity: number;
  readonly weight: number;
  readonly starts: readonly Start[];
}

/** A path over two entities, before it is put into steps. */
interface WalkedHop {
  readonly part: number;
  readonly liked: number;
  readonly layer: WeightedEntityLayer;
  readonly entity: number;
  readonly hop: WeightedLinkLayer;
  readonly other: number;
  readonly end: WeightedEntityLayer;
}

/**
 * The walk item -> entity -> entity -> item. Entities of different relations meet here, which makes it a bridge
 * between domains: a film's director, what inspired him, a book about that. Keeps what it reached for one request.
 */
export class HopWalk {
  private reachedFor: WalkContext | null = null;
  private readonly first = new EntitySpread();
  private readonly second = new EntitySpread();
  private firstEntities: readonly number[] = [];
  private secondEntities: readonly number[] = [];
  /** 1 for the entities of `secondEntities`, by entity number. */
  private isEnd = new Uint8Array(0);
  private edges: ReadonlyMap<number, readonly HopEdge[]> | null = null;

  constructor(
    private readonly weights: EntityWeights,
    private readonly rows: ItemLinkRows,
  ) {}

  /** Adds the scores to `into`. */
  score(context: WalkContext, into: Float32Array): void {
    const { projection } = context;
    const { entities, hops } = this.weights.layers(projection);
    if (hops.length === 0 || context.history.length === 0) return;
    this.reach(context);
    for (const layer of entities) {
      const { starts, ends, targets, weights } = layer.entityItems;
      for (const entity of this.secondEntities) {
        const scale = this.entityScale(layer, entity) * this.second.weights[entity];
        if (scale === 0) continue;
        for (let k = starts[entity]; k < ends[entity]; k++) {
          into[targets[k]] += scale * weights[k] * this.weights.end(projection, targets[k]);
        }
      }
    }
  }

  /** The paths to an item that `score` walked, strongest first. */
  paths(context: WalkContext, item: number, limit: number, leastPart: number): WalkedPath[] {
    const { projection } = context;
    const { hops } = this.weights.layers(projection);
    if (hops.length === 0 || context.history.length === 0) return [];
    if (this.reachedFor !== context) this.reach(context);
    const found: WalkedHop[] = [];
    const { entities: ends, bridges, layers } = this.rows.of(projection, item);
    const discount = this.weights.end(projection, item);
    for (let n = 0; n < ends.length; n++) {
      const other = ends[n];
      if (this.isEnd[other] === 0) continue;
      const end = layers[n];
      const reached = bridges[n] > 0 ? this.edgesByEnd(context).get(other) : undefined;
      if (reached === undefined) continue;
      for (const { hop, entity, weight: hopWeight, starts } of reached) {
        const ending = hopWeight * bridges[n] * discount;
        for (const { liked, layer, weight } of starts) {
          const part = weight * ending;
          if (liked === item || !(part > leastPart)) continue;
          found.push({ part, liked, layer, entity, hop, other, end });
        }
      }
    }
    return found
      .sort((a, b) => b.part - a.part)
      .slice(0, limit)
      .map((walked) => ({ part: walked.part, steps: stepsOf(context, item, walked) }));
  }

  private reach(context: WalkContext): void {
    const { projection } = context;
    const { hops } = this.weights.layers(projection);
    this.first.reset(projection.entities.size);
    this.eachStart(context, (entity, weight) => this.first.add(entity, weight));
    this.firstEntities = strongest(this.first);
    this.second.reset(projection.entities.size);
    for (const hop of hops) {
      const weight = this.hopWeight(hop);
      for (const entity of this.firstEntities) {
        this.second.addRow(hop.rows, entity, weight * this.first.weights[entity]);
      }
    }
    for (const entity of this.secondEntities) this.isEnd[entity] = 0;
    if (this.isEnd.length < this.second.weights.length) this.isEnd = new Uint8Array(this.second.weights.length);
    this.secondEntities = strongest(this.second);
    for (const entity of this.secondEntities) this.isEnd[entity] = 1;
    this.edges = null;
    this.reachedFor = context;
  }

  /** The hops that the walk took, by the entity that they end at; made when a path is first asked for. */
  private edgesByEnd(context: WalkContext): ReadonlyMap<number, readonly HopEdge[]> {
    if (this.edges !== null) return this.edges;
    const starts = new Map<number, Start[]>(this.firstEntities.map((entity) => [entity, []]));
    const least = Math.min(...this.firstEntities.map((entity) => this.first.weights[entity]));
    this.eachStart(context, (entity, weight, liked, layer) => {
      // Most facts do not belong to one of the strongest entities; looking each up in the map would take longer.
      if (this.first.weights[entity] >= least) starts.get(entity)?.push({ liked, layer, weight });
    });
    const edges = new Map<number, HopEdge[]>(this.secondEntities.map((entity) => [entity, []]));
    for (const hop of this.weights.layers(context.projection).hops) {
      for (const [entity, entityStarts] of starts) {
        eachEntry(hop.rows, entity, (other, weight) => {
          edges.get(other)?.push({ hop, entity, weight: weight * this.hopWeight(hop), starts: entityStarts });
        });
      }
    }
    this.edges = edges;
    return edges;
  }

  /** Visits the facts of the newest liked items that are rare enough to say something. */
  private eachStart(
    { projection, history }: WalkContext,
    visit: (entity: number, weight: number, liked: number, layer: WeightedEntityLayer) => void,
  ): void {
    for (let n = 0; n < Math.min(history.length, NEWEST_ITEMS); n++) {
      const liked = history.items[n];
      const scale = history.strengths[n] * this.weights.start(projection, liked);
      if (scale === 0) continue;
      const { entities, bridges, layers } = this.rows.of(projection, liked);
      for (let k = 0; k < entities.length; k++) {
        if (bridges[k] > 0) visit(entities[k], scale * bridges[k], liked, layers[k]);
      }
    }
  }

  /** What an entity counts at either end of a hop. */
  private entityScale(layer: WeightedEntityLayer, entity: number): number {
    return degreeOf(layer.entityItems, entity) > MOST_BRIDGED_ITEMS ? 0 : this.weights.entity(layer, entity);
  }

  private hopWeight(hop: WeightedLinkLayer): number {
    return this.weights.settings.hopWeight * hop.weight;
  }
}

function stepsOf({ projection, user }: WalkContext, item: number, walked: WalkedHop): PathStep[] {
  const { liked, layer, entity, hop, other, end } = walked;
  return [
    ...likedStep(projection, user, liked),
    step(itemNode(projection, liked), layer.relation, layer.isForward, entityNode(projection, entity)),
    step(entityNode(projection, entity), hop.relation, hop.isForward, entityNode(projection, other)),
    step(entityNode(projection, other), end.relation, !end.isForward, itemNode(projection, item)),
  ];
}

function strongest({ entities, weights, count }: EntitySpread): number[] {
  const values = new Float64Array(count);
  for (let n = 0; n < count; n++) values[n] = weights[entities[n]];
  return topParts(values, count, MOST_ENTITIES).map((place) => entities[place]);
}

function eachEntry(matrix: SparseMatrix, row: number, visit: (column: number, weight: number) => void): void {
  if (row >= matrix.rowCount) return;
  for (let k = matrix.starts[row]; k < matrix.ends[row]; k++) visit(matrix.targets[k], matrix.weights[k]);
}

import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import type { ItemHistory } from '../../models/collaborative/item-history.js';
import { scoreRows } from '../../models/collaborative/score-walk.js';
import type { CandidateChannel, ScoreVector, WalkContext, WalkedPath } from './candidate-channel.js';
import type { EntityWeights } from './entity-weights.js';
import { HistoryLookup, type PlaceEntry } from './history-lookup.js';
import { HopWalk } from './hop-walk.js';
import { ItemLinkRows } from './item-links.js';
import { type KnowledgeLink, KnowledgeLinks, linkSteps } from './knowledge-links.js';
import { KnowledgeWalk } from './knowledge-walk.js';
import { likedStep } from './path-nodes.js';
import { UnfittedItems } from './unfitted-items.js';

/**
 * The knowledge walk user -> item -> entity -> item with one weight a relation. The fitted similarity scores what it
 * knows; items newer than the fit, and paths over two entities, are walked on the projection. Paths are always read
 * from the projection, so they exist now.
 */
export class KnowledgeChannel implements CandidateChannel {
  readonly name = 'knowledge';
  private readonly walk: KnowledgeWalk;
  private readonly hops: HopWalk;
  private readonly links: KnowledgeLinks;
  private readonly unfitted: UnfittedItems;

  constructor(
    private readonly similarity: SparseMatrix | null,
    private readonly weights: EntityWeights,
    private readonly lookup = new HistoryLookup(),
  ) {
    this.walk = new KnowledgeWalk(weights);
    const rows = new ItemLinkRows(weights);
    this.hops = new HopWalk(weights, rows);
    this.links = new KnowledgeLinks(weights, rows);
    this.unfitted = new UnfittedItems(similarity, weights);
  }

  score(context: WalkContext, into: ScoreVector): void {
    const { projection, history } = context;
    const { similarity } = this;
    const { entities, items } = this.weights.layers(projection);
    if (history.length === 0 || entities.length + items.length === 0) return;
    if (similarity === null) {
      this.walk.score(projection, history, null, into);
    } else {
      scoreRows(similarity, history, into);
      const targets = this.unfitted.list(projection);
      if (targets.length > 0) {
        const isUnfitted = (item: number) => this.unfitted.has(projection, item);
        this.walk.score(
          projection,
          subset(history, (item) => !isUnfitted(item)),
          targets,
          into,
        );
        this.walk.score(projection, subset(history, isUnfitted), null, into);
      }
    }
    this.hops.score(context, into);
  }

  paths(context: WalkContext, item: number, limit: number, leastPart = 0): WalkedPath[] {
    const { projection, history, user } = context;
    const found: { readonly part: number; readonly liked: number; readonly link: KnowledgeLink }[] = [];
    let least = leastPart;
    for (const { place, entry } of this.strongest(context, item, limit)) {
      const liked = history.items[place];
      const earned = history.strengths[place] * entry;
      // All paths from one liked item share what it earned, and the next ones earned less.
      if (earned <= least) break;
      const [{ links, total }] = this.links.find(projection, [liked], item, limit);
      for (const link of links) {
        const part = (earned * link.weight) / total;
        if (part > leastPart) found.push({ part, liked, link });
      }
      found.sort((a, b) => b.part - a.part);
      if (found.length >= limit) least = Math.max(leastPart, found[limit - 1].part);
    }
    const paths = found.slice(0, limit).map(({ part, liked, link }) => ({
      part,
      steps: [...likedStep(projection, user, liked), ...linkSteps(projection, liked, item, link)],
    }));
    const hops = this.hops.paths(context, item, limit, least);
    return hops.length === 0 ? paths : [...paths, ...hops].sort((a, b) => b.part - a.part).slice(0, limit);
  }

  /** The liked items most similar to the item, by the fitted matrix or, where it knows one of the two not, exactly. */
  private strongest(context: WalkContext, item: number, limit: number): PlaceEntry[] {
    const { similarity } = this;
    const { projection, history } = context;
    const isFitted = similarity !== null && !this.unfitted.has(projection, item);
    const found = isFitted ? this.lookup.strongest(similarity, context, item, limit) : [];
    const unfitted: number[] = [];
    if (!isFitted || this.unfitted.list(projection).length > 0) {
      for (let place = 0; place < history.length; place++) {
        const liked = history.items[place];
        if (liked !== item && !(isFitted && !this.unfitted.has(projection, liked))) unfitted.push(place);
      }
    }
    if (unfitted.length > 0) {
      const items = unfitted.map((place) => history.items[place]);
      for (const [n, { total }] of this.links.find(projection, items, item, 0).entries()) {
        if (total > 0) found.push({ place: unfitted[n], entry: total });
      }
    }
    const value = ({ place, entry }: PlaceEntry) => history.strengths[place] * entry;
    return found.sort((a, b) => value(b) - value(a)).slice(0, limit);
  }
}

function subset(history: ItemHistory, isWanted: (item: number) => boolean): ItemHistory {
  const places: number[] = [];
  for (let n = 0; n < history.length; n++) if (isWanted(history.items[n])) places.push(n);
  if (places.length === history.length) return history;
  return {
    length: places.length,
    items: Int32Array.from(places, (n) => history.items[n]),
    strengths: Float32Array.from(places, (n) => history.strengths[n]),
  };
}

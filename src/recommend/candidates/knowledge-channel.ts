import type { SparseMatrix } from '../../domain/sparse-matrix.js';
import type { ItemHistory } from '../../models/collaborative/item-history.js';
import { scoreRows } from '../../models/collaborative/score-walk.js';
import type { CandidateChannel, ScoreVector, WalkContext, WalkedPath } from './candidate-channel.js';
import type { EntityWeights } from './entity-weights.js';
import { KnowledgeLinks } from './knowledge-links.js';
import { KnowledgeWalk } from './knowledge-walk.js';
import { likedStep } from './path-nodes.js';
import { emptyRows, hasRow, sortedEntry } from './sparse-entry.js';
import { topParts } from './top-parts.js';

/** How many liked items are searched for paths over two entities, the newest first. */
const HISTORY_FOR_HOPS = 40;

/**
 * The knowledge walk user -> item -> entity -> item with one weight a relation. The fitted similarity scores what it
 * knows; items newer than the fit, and paths over two entities, are walked on the projection. Paths are always read
 * from the projection, so they exist now.
 */
export class KnowledgeChannel implements CandidateChannel {
  readonly name = 'knowledge';
  private readonly walk: KnowledgeWalk;
  private readonly unfittedRows: Int32Array;

  constructor(
    private readonly similarity: SparseMatrix | null,
    private readonly weights: EntityWeights,
  ) {
    this.walk = new KnowledgeWalk(weights);
    this.unfittedRows = emptyRows(similarity);
  }

  score({ projection, history }: WalkContext, into: ScoreVector): void {
    const { similarity } = this;
    const { entities, items } = this.weights.layers(projection);
    if (history.length === 0 || entities.length + items.length === 0) return;
    if (similarity === null) {
      this.walk.score(projection, history, null, into);
    } else {
      scoreRows(similarity, history, into);
      const fitted = subset(history, (item) => hasRow(similarity, item));
      const unfitted = subset(history, (item) => !hasRow(similarity, item));
      this.walk.score(projection, fitted, this.unfittedTargets(projection.items.size), into);
      this.walk.score(projection, unfitted, null, into);
    }
    this.walk.scoreHops(projection, history, into);
  }

  paths(context: WalkContext, item: number, limit: number): WalkedPath[] {
    const { projection, history, user } = context;
    const links = new KnowledgeLinks(projection, this.weights, item);
    const totals = new Float64Array(history.length);
    for (let n = 0; n < history.length; n++) {
      const liked = history.items[n];
      if (liked !== item) totals[n] = history.strengths[n] * this.similarityOf(liked, item, links);
    }
    const paths: WalkedPath[] = [];
    for (const n of topParts(totals, history.length, limit)) {
      const liked = history.items[n];
      const found = links.from(liked, false);
      let sum = 0;
      for (const link of found) sum += link.weight;
      found.sort((a, b) => b.weight - a.weight);
      for (const link of found.slice(0, limit)) {
        const part = (totals[n] * link.weight) / sum;
        if (part > 0) paths.push({ part, steps: [...likedStep(projection, user, liked), ...link.steps()] });
      }
    }
    this.addHopPaths(context, item, links, paths);
    return paths.sort((a, b) => b.part - a.part).slice(0, limit);
  }

  private similarityOf(liked: number, item: number, links: KnowledgeLinks): number {
    const { similarity } = this;
    if (similarity !== null && hasRow(similarity, liked) && hasRow(similarity, item)) {
      return sortedEntry(similarity, liked, item);
    }
    let sum = 0;
    for (const link of links.from(liked, false)) sum += link.weight;
    return sum;
  }

  private addHopPaths(context: WalkContext, item: number, links: KnowledgeLinks, paths: WalkedPath[]): void {
    const { projection, history, user } = context;
    if (this.weights.layers(projection).hops.length === 0) return;
    for (let n = 0; n < Math.min(history.length, HISTORY_FOR_HOPS); n++) {
      const liked = history.items[n];
      if (liked === item) continue;
      for (const link of links.from(liked, true)) {
        const part = history.strengths[n] * link.weight;
        if (link.isHop && part > 0)
          paths.push({ part, steps: [...likedStep(projection, user, liked), ...link.steps()] });
      }
    }
  }

  private unfittedTargets(itemCount: number): number[] {
    const targets = Array.from(this.unfittedRows);
    for (let item = this.similarity?.rowCount ?? 0; item < itemCount; item++) targets.push(item);
    return targets;
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

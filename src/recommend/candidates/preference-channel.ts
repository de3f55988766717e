import { degreeOf } from '../../models/sparse/matrix-shape.js';
import type { CandidateChannel, ScoreVector, WalkContext, WalkedPath } from './candidate-channel.js';
import { type EntityWeights } from './entity-weights.js';
import { entityNode, itemNode, step, userNode } from './path-nodes.js';

/** Items of the entities that the user said to like: s(u,j) = n_j^-x Σ_e p_ue Σ_r w_r E_r(j,e) d_re^-be. */
export class PreferenceChannel implements CandidateChannel {
  readonly name = 'preference';

  constructor(private readonly weights: EntityWeights) {}

  score({ projection, user }: WalkContext, into: ScoreVector): void {
    const prefers = projection.layer('User', 'PREFERS', 'Entity')?.forward;
    if (prefers === undefined || degreeOf(prefers, user) === 0) return;
    for (const layer of this.weights.layers(projection).entities) {
      for (let p = prefers.starts[user]; p < prefers.ends[user]; p++) {
        const entity = prefers.targets[p];
        const scale = Math.max(0, prefers.weights[p]) * this.weights.entity(layer, entity);
        if (scale === 0 || entity >= layer.entityItems.rowCount) continue;
        const { starts, ends, targets, weights } = layer.entityItems;
        for (let k = starts[entity]; k < ends[entity]; k++) into[targets[k]] += scale * weights[k];
      }
    }
    for (let item = 0; item < into.length; item++) {
      if (into[item] > 0) into[item] *= this.weights.end(projection, item);
    }
  }

  paths({ projection, user }: WalkContext, item: number, limit: number): WalkedPath[] {
    const prefers = projection.layer('User', 'PREFERS', 'Entity')?.forward;
    if (prefers === undefined || degreeOf(prefers, user) === 0) return [];
    const paths: WalkedPath[] = [];
    for (const layer of this.weights.layers(projection).entities) {
      const { itemEntities } = layer;
      if (item >= itemEntities.rowCount) continue;
      for (let k = itemEntities.starts[item]; k < itemEntities.ends[item]; k++) {
        const entity = itemEntities.targets[k];
        const liking = prefers.get(user, entity);
        const part =
          Math.max(0, liking) *
          itemEntities.weights[k] *
          this.weights.entity(layer, entity) *
          this.weights.end(projection, item);
        if (!(part > 0)) continue;
        const middle = entityNode(projection, entity);
        paths.push({
          part,
          steps: [
            step(userNode(projection, user), 'PREFERS', true, middle),
            step(middle, layer.relation, !layer.isForward, itemNode(projection, item)),
          ],
        });
      }
    }
    return paths.sort((a, b) => b.part - a.part).slice(0, limit);
  }
}

import { discountPopularity } from '../../models/collaborative/score-walk.js';
import { DegreePowers } from '../../models/sparse/degree-powers.js';
import { degreeOf } from '../../models/sparse/matrix-shape.js';
import type { CandidateChannel, ScoreVector, WalkContext, WalkedPath } from './candidate-channel.js';
import { itemNode, peopleNode, step, userNode } from './path-nodes.js';

export interface SocialSettings {
  /** d_f^-b: how much a friend with many items counts less. */
  readonly userExponent: number;
  /** d_j^-c of the item at the end. */
  readonly popularityExponent: number;
}

export const DEFAULT_SOCIAL: SocialSettings = { userExponent: 0.5, popularityExponent: 0.3 };

/** What the user's friends like: s(u,j) = d_j^-c Σ_f w_uf d_f^-b x_fj; friendship counts both ways. */
export class SocialChannel implements CandidateChannel {
  readonly name = 'social';
  private readonly userPowers: DegreePowers;
  private readonly popularityPowers: DegreePowers;

  constructor(settings: SocialSettings = DEFAULT_SOCIAL) {
    this.userPowers = new DegreePowers(settings.userExponent);
    this.popularityPowers = new DegreePowers(settings.popularityExponent);
  }

  score({ projection, user }: WalkContext, into: ScoreVector): void {
    const friends = projection.layer('User', 'FRIEND_OF', 'User')?.forward;
    if (friends === undefined || degreeOf(friends, user) === 0) return;
    const { starts, ends, targets, weights } = projection.userItems;
    for (let f = friends.starts[user]; f < friends.ends[user]; f++) {
      const friend = friends.targets[f];
      const degree = projection.userItems.degree(friend);
      if (degree === 0) continue;
      const scale = friends.weights[f] * this.userPowers.at(degree);
      const end = ends[friend];
      for (let k = starts[friend]; k < end; k++) into[targets[k]] += scale * weights[k];
    }
    discountPopularity(projection.itemUsers, this.popularityPowers, into);
  }

  paths({ projection, user }: WalkContext, item: number): WalkedPath[] {
    const friends = projection.layer('User', 'FRIEND_OF', 'User')?.forward;
    if (friends === undefined || user < 0) return [];
    let count = 0;
    let sum = 0;
    for (let f = friends.starts[user]; f < friends.ends[user]; f++) {
      const friend = friends.targets[f];
      const strength = projection.userItems.get(friend, item);
      if (strength === 0) continue;
      count++;
      sum += friends.weights[f] * this.userPowers.at(projection.userItems.degree(friend)) * strength;
    }
    if (count === 0) return [];
    const people = peopleNode(count);
    return [
      {
        part: sum * this.popularityPowers.at(degreeOf(projection.itemUsers, item)),
        steps: [
          step(userNode(projection, user), 'FRIEND_OF', true, people),
          step(people, 'INTERACTED', true, itemNode(projection, item)),
        ],
      },
    ];
  }
}

import { NeighbourWalk, type NeighbourWalkConfig } from '../../models/collaborative/neighbour-walk.js';
import { DegreePowers } from '../../models/sparse/degree-powers.js';
import type { NeighbourSettings } from '../fitted-models.js';
import type { CandidateChannel, ScoreVector, WalkContext, WalkedPath } from './candidate-channel.js';
import { NearestUsers } from './nearest-users.js';
import { PeoplePaths } from './people-paths.js';

/** The walk through the people most similar to the user, on the projection as it is now. */
export class NeighboursChannel implements CandidateChannel {
  readonly name = 'neighbours';
  private readonly config: NeighbourWalkConfig;
  private readonly walk = new NeighbourWalk();
  private readonly nearest = new NearestUsers();
  private readonly peoplePaths = new PeoplePaths();

  constructor(settings: NeighbourSettings) {
    this.config = {
      neighbours: settings.neighbours,
      item: new DegreePowers(settings.itemExponent),
      user: new DegreePowers(settings.userExponent),
      popularity: new DegreePowers(settings.popularityExponent),
    };
  }

  score(context: WalkContext, into: ScoreVector): void {
    const { projection, history, user } = context;
    if (history.length === 0) return;
    this.walk.score(projection.userItems, projection.itemUsers, history, this.config, user, into);
  }

  paths(context: WalkContext, item: number, limit: number): WalkedPath[] {
    const parts = this.nearest.partsOf(context, item, this.config);
    return this.peoplePaths.find(context, item, parts, limit);
  }
}

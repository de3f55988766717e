import { discountPopularity } from '../../models/collaborative/score-walk.js';
import { DegreePowers } from '../../models/sparse/degree-powers.js';
import type { NeighbourSettings } from '../fitted-models.js';
import type { CandidateChannel, ScoreVector, WalkContext, WalkedPath } from './candidate-channel.js';
import { HistoryLookup } from './history-lookup.js';
import { NearestUsers } from './nearest-users.js';
import { PeoplePaths } from './people-paths.js';

/**
 * The walk through the people most similar to the user, on the projection as it is now. It scores as the models'
 * NeighbourWalk does, but remembers the people for the paths.
 */
export class NeighboursChannel implements CandidateChannel {
  readonly name = 'neighbours';
  private readonly popularity: DegreePowers;
  private readonly nearest: NearestUsers;

  constructor(
    settings: NeighbourSettings,
    private readonly peoplePaths = new PeoplePaths(),
    lookup = new HistoryLookup(),
  ) {
    this.popularity = new DegreePowers(settings.popularityExponent);
    this.nearest = new NearestUsers(
      {
        neighbours: settings.neighbours,
        item: new DegreePowers(settings.itemExponent),
        user: new DegreePowers(settings.userExponent),
        popularity: this.popularity,
      },
      lookup,
    );
  }

  score(context: WalkContext, into: ScoreVector): void {
    if (context.history.length === 0) return;
    this.nearest.scatter(context, into);
    discountPopularity(context.projection.itemUsers, this.popularity, into);
  }

  paths(context: WalkContext, item: number, limit: number): WalkedPath[] {
    return this.peoplePaths.find(context, item, this.nearest.partsOf(context, item), limit);
  }
}

import type { Projection } from '../../../src/graph/projection/projection.js';
import { fitCoOccurrence } from '../../../src/models/collaborative/co-occurrence.js';
import { DEFAULT_ALS_CONFIG, fitImplicitAls } from '../../../src/models/factors/implicit-als.js';
import { ActivityIndex } from '../../../src/recommend/candidates/activity-index.js';
import { CollaborativeChannel } from '../../../src/recommend/candidates/collaborative-channel.js';
import { EntityWeights } from '../../../src/recommend/candidates/entity-weights.js';
import { FactorsChannel } from '../../../src/recommend/candidates/factors-channel.js';
import { KnowledgeChannel } from '../../../src/recommend/candidates/knowledge-channel.js';
import { NeighboursChannel } from '../../../src/recommend/candidates/neighbours-channel.js';
import { NewestChannel } from '../../../src/recommend/candidates/newest-channel.js';
import { PopularChannel } from '../../../src/recommend/candidates/popular-channel.js';
import { PreferenceChannel } from '../../../src/recommend/candidates/preference-channel.js';
import { RegressionChannel } from '../../../src/recommend/candidates/regression-channel.js';
import { SceneChannel } from '../../../src/recommend/candidates/scene-channel.js';
import { SituationSignals } from '../../../src/recommend/candidates/situation-signals.js';
import { SocialChannel } from '../../../src/recommend/candidates/social-channel.js';
import { TextChannel } from '../../../src/recommend/candidates/text-channel.js';
import { TrendingChannel } from '../../../src/recommend/candidates/trending-channel.js';
import { WindowChannel } from '../../../src/recommend/candidates/window-channel.js';
import { DEFAULT_KNOWLEDGE, DEFAULT_NEIGHBOURS, DEFAULT_WALK } from '../../../src/recommend/fitted-models.js';
import { DEFAULT_SITUATION } from '../../../src/recommend/situation-settings.js';
import { describeCandidateChannel } from '../../contracts/candidate-channel.contract.js';
import { fittedKnowledge, mixedSigns } from '../fitted-matrices.js';

const gram = ({ userItems, itemUsers }: Projection) =>
  fitCoOccurrence(userItems, itemUsers, { userExponent: DEFAULT_WALK.userExponent, neighbours: 100 });
const weights = () => new EntityWeights(DEFAULT_KNOWLEDGE);
const personal = { isPersonal: true, hasPaths: true };
const impersonal = { isPersonal: false, hasPaths: true };

describeCandidateChannel('the collaborative walk over fitted rows', {
  ...personal,
  make: (projection) => new CollaborativeChannel(gram(projection), DEFAULT_WALK),
});
describeCandidateChannel('the exact collaborative walk', {
  ...personal,
  make: () => new CollaborativeChannel(null, DEFAULT_WALK),
});
describeCandidateChannel('the walk through neighbours', {
  ...personal,
  make: () => new NeighboursChannel({ ...DEFAULT_NEIGHBOURS, neighbours: 5 }),
});
describeCandidateChannel('item regression', {
  ...personal,
  make: (projection) => new RegressionChannel(mixedSigns(gram(projection))),
});
describeCandidateChannel('the fitted knowledge walk', {
  ...personal,
  make: (projection) => new KnowledgeChannel(fittedKnowledge(projection), weights()),
});
describeCandidateChannel('the exact knowledge walk', {
  ...personal,
  make: () => new KnowledgeChannel(null, weights()),
});
describeCandidateChannel('stated preferences', { ...personal, make: () => new PreferenceChannel(weights()) });
describeCandidateChannel('friends', { ...personal, make: () => new SocialChannel() });
describeCandidateChannel('the scene', {
  ...personal,
  make: (projection) => {
    const activity = new ActivityIndex(projection);
    const walk = new CollaborativeChannel(gram(projection), DEFAULT_WALK);
    return new SceneChannel(walk, activity, new SituationSignals(DEFAULT_SITUATION, activity));
  },
});
describeCandidateChannel('factors', {
  isPersonal: true,
  hasPaths: false,
  make: ({ userItems, itemUsers }) =>
    new FactorsChannel(
      userItems.rowCount === 0
        ? null
        : fitImplicitAls(userItems, itemUsers, { ...DEFAULT_ALS_CONFIG, embeddingSize: 8 }),
    ),
});
describeCandidateChannel('texts', {
  isPersonal: true,
  hasPaths: false,
  make: (projection) => new TextChannel({ textSimilarity: gram(projection), seesMedia: false }),
});
describeCandidateChannel('trends', {
  ...impersonal,
  make: (projection) => new TrendingChannel(new ActivityIndex(projection)),
});
describeCandidateChannel('a window of time', { ...impersonal, make: () => new WindowChannel(null) });
describeCandidateChannel('novelties', { ...impersonal, make: () => new NewestChannel() });
describeCandidateChannel('popularity', { ...impersonal, make: () => new PopularChannel() });

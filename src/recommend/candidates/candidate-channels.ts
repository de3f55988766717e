import { CHANNEL_NAMES } from '../../domain/explanation.js';
import type { Projection } from '../../graph/projection/projection.js';
import type { FittedModels } from '../fitted-models.js';
import { ActivityIndex } from './activity-index.js';
import type { CandidateChannel } from './candidate-channel.js';
import { CollaborativeChannel } from './collaborative-channel.js';
import { EntityWeights } from './entity-weights.js';
import { FactorsChannel } from './factors-channel.js';
import { HistoryLookup } from './history-lookup.js';
import { KnowledgeChannel } from './knowledge-channel.js';
import { NeighboursChannel } from './neighbours-channel.js';
import { NewestChannel } from './newest-channel.js';
import { PeoplePaths } from './people-paths.js';
import { PopularChannel } from './popular-channel.js';
import { PreferenceChannel } from './preference-channel.js';
import { RegressionChannel } from './regression-channel.js';
import { RepeatChannel } from './repeat-channel.js';
import { SceneChannel } from './scene-channel.js';
import { SituationSignals } from './situation-signals.js';
import { SocialChannel } from './social-channel.js';
import { TextChannel } from './text-channel.js';
import { TrendingChannel } from './trending-channel.js';

/** The channels, and what they and the features read of a request's situation. */
export interface CandidateChannels {
  readonly channels: readonly CandidateChannel[];
  readonly signals: SituationSignals;
}

/** All channels over a projection and a fit, in the order of CHANNEL_NAMES, which the features rely on. */
export function createChannels(projection: Projection, models: FittedModels): CandidateChannels {
  const activity = new ActivityIndex(projection);
  const signals = new SituationSignals(models.situation, activity);
  const entityWeights = new EntityWeights(models.knowledgeSettings);
  const people = new PeoplePaths();
  const lookup = new HistoryLookup();
  const walk = () => new CollaborativeChannel(models.coOccurrence, models.walk, people, lookup);
  const channels: Record<CandidateChannel['name'], CandidateChannel> = {
    collaborative: walk(),
    neighbours: new NeighboursChannel(models.neighbours, people, lookup),
    regression: new RegressionChannel(models.regression, people, lookup),
    knowledge: new KnowledgeChannel(models.knowledge, entityWeights, lookup),
    preference: new PreferenceChannel(entityWeights),
    social: new SocialChannel(),
    scene: new SceneChannel(walk(), activity, signals),
    repeat: new RepeatChannel(signals),
    factors: new FactorsChannel(models.factors),
    text: new TextChannel(models),
    trending: new TrendingChannel(activity),
    newest: new NewestChannel(),
    popular: new PopularChannel(),
  };
  return { channels: CHANNEL_NAMES.map((name) => channels[name]), signals };
}

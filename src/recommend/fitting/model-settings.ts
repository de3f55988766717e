import type { ImplicitAlsConfig } from '../../models/factors/implicit-als.js';
import type { KnowledgeSettings, NeighbourSettings } from '../fitted-models.js';
import type { SituationSettings } from '../situation-settings.js';
import type { RegressionSettings } from './tune-regression.js';
import type { TunedWalk } from './tune-walks.js';

/** Everything that tuning decides; with it, fitting the models is a function of the projection alone. */
export interface ModelSettings {
  readonly walk: TunedWalk;
  readonly neighbours: NeighbourSettings;
  readonly knowledge: KnowledgeSettings;
  readonly factors: ImplicitAlsConfig;
  readonly situation: SituationSettings;
  /** Null for a catalogue that is too large for EASE. */
  readonly regression: RegressionSettings | null;
}

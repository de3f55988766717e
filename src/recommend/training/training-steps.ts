/** A step of a training, and the share of its time that it takes. */
export interface TrainingStep {
  readonly name: string;
  readonly share: number;
}

/** The steps in their order, with the shares that were measured on the demo world; other data differ somewhat. */
export const TRAINING_STEPS: readonly TrainingStep[] = [
  { name: 'read texts', share: 0.04 },
  { name: 'tune collaborative walk', share: 0.03 },
  { name: 'tune neighbour walk', share: 0.03 },
  { name: 'tune knowledge walk', share: 0.03 },
  { name: 'tune situations', share: 0.03 },
  { name: 'tune factors', share: 0.03 },
  { name: 'tune regression', share: 0.04 },
  { name: 'fit channels', share: 0.02 },
  { name: 'learn ranker', share: 0.6 },
  { name: 'fit channels on everything', share: 0.02 },
  { name: 'compress ranker', share: 0.03 },
  { name: 'examine ranker', share: 0.07 },
  { name: 'compare with the version that serves', share: 0.03 },
];

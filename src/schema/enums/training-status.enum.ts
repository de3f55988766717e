import type { TrainingStatus } from '../../domain/trained-models.js';
import { defineEnum } from './define-enum.js';

/** The GraphQL enum TrainingStatus. */
export const TrainingStatusEnum = defineEnum<TrainingStatus>('TrainingStatus', 'Where a training stands.', {
  running: 'It goes on.',
  finished: 'It has made a version, which serves unless it is worse than the one that does.',
  failed: 'It went wrong; what served goes on.',
  stopped: 'It was ended before it was done; what served goes on.',
});

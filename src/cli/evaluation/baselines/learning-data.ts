import type { InteractionRecord } from '../../../domain/records.js';
import type { Projection } from '../../../graph/projection/projection.js';
import { DEFAULT_FIT_OPTIONS } from '../../../recommend/fitting/fit-models.js';
import { chooseHeldOutPairs, withoutPairs } from '../../../recommend/fitting/hold-out.js';
import { ValidationSet } from '../../../recommend/fitting/validation-set.js';
import { toHeldOutEvents } from '../evaluation-queries.js';
import type { EvaluationRequest } from '../evaluation-request.js';
import type { PreparedEvaluation } from '../prepare-evaluation.js';
import { readInteractions } from '../read-interactions.js';
import type { BaselineData, Tuning } from './baseline.js';
import { isRating, type RatedPairs, ratedPairs, ratingMatrices, splitPairs } from './rated-pairs.js';

/** What to read of a data folder, and what counts as a rating. */
export interface LearningRequest extends EvaluationRequest {
  /** Whether every value is a rating, and not only those of events of the kind rate. */
  readonly everyValueIsRating: boolean;
}

/** What baselines are fitted to, and the ratings of the test file. */
export interface LearningData {
  readonly data: BaselineData;
  readonly ratings: RatedPairs | null;
  readonly testRatings: RatedPairs | null;
}

/** The training file is read once more for its ratings, because the projection keeps what they say about liking alone. */
export async function readLearningData(
  { projection, coldItems, test }: PreparedEvaluation,
  request: LearningRequest,
): Promise<LearningData> {
  const { everyValueIsRating, fit } = request;
  if (!test.some((event) => isRating(event, everyValueIsRating))) {
    return { data: { projection, ratings: null, seed: fit.seed }, ratings: null, testRatings: null };
  }
  const events = await readInteractions(request.folder, request.train);
  const visible = events.filter(({ userId, itemId }) => projection.users.has(userId) && !coldItems.has(itemId));
  const ratings = ratedPairs(visible, projection, everyValueIsRating);
  if (ratings.values.length === 0) {
    return { data: { projection, ratings: null, seed: fit.seed }, ratings: null, testRatings: null };
  }
  return {
    data: { projection, ratings: ratingMatrices(ratings, projection), seed: fit.seed },
    ratings,
    testRatings: ratedPairs(test, projection, everyValueIsRating),
  };
}

/** Validation pairs are those of the validation file, or else a part of the training pairs; never those of the test. */
export function tuningOf(
  { projection, valid }: PreparedEvaluation,
  learned: LearningData,
  request: LearningRequest,
): Tuning {
  const { seed, trials, tuning } = request.fit;
  const hasFile = request.valid !== null;
  const heldOut = hasFile
    ? toHeldOutEvents(projection, valid)
    : chooseHeldOutPairs(projection, DEFAULT_FIT_OPTIONS.heldOutShare, seed);
  const training = hasFile ? projection : withoutPairs(projection, heldOut);
  const split = splitRatings(projection, valid, learned, request);
  return {
    data: { projection: training, ratings: split === null ? null : ratingMatrices(split.kept, projection), seed },
    set: ValidationSet.sample({ training, heldOut }, tuning, seed),
    heldOutRatings: split?.heldOut ?? null,
    trials,
  };
}

function splitRatings(
  projection: Projection,
  valid: readonly InteractionRecord[],
  { ratings }: LearningData,
  { everyValueIsRating, fit }: LearningRequest,
): { readonly kept: RatedPairs; readonly heldOut: RatedPairs } | null {
  if (ratings === null) return null;
  const heldOut = ratedPairs(valid, projection, everyValueIsRating);
  if (heldOut.values.length > 0) return { kept: ratings, heldOut };
  return splitPairs(ratings, DEFAULT_FIT_OPTIONS.heldOutShare, fit.seed);
}

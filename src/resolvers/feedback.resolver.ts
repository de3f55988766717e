import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { costs } from '../schema/field-cost.js';
import { FeedbackOutcome } from '../schema/mutations/feedback-outcome.type.js';
import { MAX_BATCH_ENTRIES } from '../schema/mutations/max-batch-entries.js';
import { Problem } from '../schema/mutations/problem.type.js';
import { RecordFeedbackInput } from '../schema/mutations/record-feedback.input.js';
import { RecordFeedbackPayload } from '../schema/mutations/record-feedback.payload.js';
import { type CheckedEvent, checkedEvent } from './feedback-event.js';
import { attempt, batchProblem } from './problems.js';
import { outcomeProblem, recordEvents } from './record-events.js';
import type { RequestContext } from './request-context.js';

/** `Mutation.recordFeedback`. */
@Resolver()
export class FeedbackResolver {
  @Mutation(() => RecordFeedbackPayload, {
    description:
      'Records what users did. When it answers, the events are on disk and the next recommendations know them; sending an event again changes nothing.',
    complexity: costs({ own: 200 }),
  })
  async recordFeedback(
    @Arg('input', () => RecordFeedbackInput, { description: 'The events.' }) input: RecordFeedbackInput,
    @Ctx() context: RequestContext,
  ): Promise<RecordFeedbackPayload> {
    const tooMany = batchProblem(input.events.length, MAX_BATCH_ENTRIES, 'events');
    if (tooMany !== null) return new RecordFeedbackPayload([], [tooMany]);
    const outcomes = await feedbackOutcomes(input, context);
    return new RecordFeedbackPayload(
      outcomes,
      outcomes.flatMap(({ problem }) => problem ?? []),
    );
  }
}

/** The outcome of each event, in the order of the input: those that can be stored are, whatever the others are like. */
async function feedbackOutcomes(input: RecordFeedbackInput, context: RequestContext): Promise<FeedbackOutcome[]> {
  const outcomes: FeedbackOutcome[] = [];
  const checked: CheckedEvent[] = [];
  const places: number[] = [];
  input.events.forEach((event, index) => {
    const entry = attempt(index, () =>
      checkedEvent(event, context.services.recommender.recommendationIds, context.nowMs),
    );
    if (entry instanceof Problem) {
      outcomes[index] = new FeedbackOutcome(event.eventId, 'refused', entry, null);
      return;
    }
    checked.push(entry);
    places.push(index);
  });
  const stored = await recordEvents(checked, input.createMissingUsers, context);
  stored.forEach((outcome, k) => {
    const { record, attribution } = checked[k];
    const problem = outcomeProblem(outcome, record, places[k]);
    const status = outcome === 'recorded' || outcome === 'duplicate' ? outcome : 'refused';
    outcomes[places[k]] = new FeedbackOutcome(record.eventId, status, problem, problem === null ? attribution : null);
  });
  return outcomes;
}

import { type Random, seededRandom, shuffle } from '../../domain/random.js';
import type { Projection } from '../../graph/projection/projection.js';
import { rowsOf } from '../../models/ranker/ranker-group.js';
import type { WalkContext } from '../candidates/candidate-channel.js';
import { createChannels } from '../candidates/candidate-channels.js';
import { CandidateGatherer } from '../candidates/candidate-gatherer.js';
import { groupItems, leaveOut, OPEN_FILTER } from '../candidates/item-groups.js';
import { UNFITTED_MODELS } from '../fitted-models.js';
import { userHistory } from '../history.js';
import { buildFeatures, FEATURE_COUNT } from '../ranking/features.js';
import { CANDIDATE_LIMIT } from '../ranking/recommendation-engine.js';
import { rejectedItems, seenItems } from '../subject-context.js';
import type { CandidateGroup } from '../training/candidate-group.js';
import { taskLabels, tasksByItem } from '../training/task-labels.js';
import type { ChannelModels } from './fit-channels.js';
import { type HeldOutQuestion, heldOutQuestions } from './held-out-questions.js';
import type { HeldOutEvents } from './hold-out.js';

/** Rows of features that all groups hold together at most: half a gigabyte. */
const MOST_ROWS = 2_500_000;

/**
 * What the ranker learns from: for every question that held-out events answer the candidates that serving would have
 * gathered without those events, with the same features, and a label for what the user really took.
 */
export function rankerGroups(
  training: Projection,
  heldOut: HeldOutEvents,
  models: ChannelModels,
  options: {
    readonly nowMs: number;
    readonly signal: AbortSignal | undefined;
    /** Whether groups stay of which no held-out item is a candidate; they teach nothing, but count in a measurement. */
    readonly keepsMissed: boolean;
    /** With the held-out events, which tell what became of the items; the same as `training` where nobody knows. */
    readonly complete: Projection;
  },
): CandidateGroup[] {
  const { channels, signals } = createChannels(training, { ...UNFITTED_MODELS, ...models });
  const gatherer = new CandidateGatherer(training, channels);
  const questions = heldOutQuestions(training, heldOut);
  const mostRows = options.keepsMissed ? CANDIDATE_LIMIT : Math.floor(MOST_ROWS / Math.max(1, questions.length));
  const random = seededRandom(questions.length);
  const groups: CandidateGroup[] = [];
  for (const question of questions) {
    options.signal?.throwIfAborted();
    const { relevant } = question;
    const context = contextOf(training, question, options.nowMs);
    const itemGroups = groupItems(training, OPEN_FILTER);
    leaveOut(itemGroups, question.includesSeen ? rejectedItems(context) : seenItems(context));
    const candidates = gatherer.gather(context, itemGroups, CANDIDATE_LIMIT);
    const labels = Float32Array.from(candidates.items, (item) => (relevant.has(item) ? 1 : 0));
    if (!options.keepsMissed && !labels.includes(1)) continue;
    const group: CandidateGroup = {
      features: buildFeatures(context, candidates, signals.of(context)),
      labels,
      user: question.user,
      historyLength: context.history.length,
      scene: question.scene,
      items: candidates.items,
      relevant,
      taskLabels: taskLabels(tasksByItem(options.complete, question.user), candidates.items, relevant),
    };
    groups.push(labels.length > mostRows ? thinnedOut(group, mostRows, random) : group);
  }
  return groups;
}

function contextOf(
  projection: Projection,
  { user, scene, situation, includesSeen }: HeldOutQuestion,
  nowMs: number,
): WalkContext {
  const history = userHistory(projection, user);
  const facets = projection.situations.facetsOf(situation);
  return { projection, user, history, scene, situation: facets, includesSeen, nowMs };
}

/** A group with all that the user took and a random part of the other candidates, which were features' measure before. */
function thinnedOut(group: CandidateGroup, rows: number, random: Random): CandidateGroup {
  const others: number[] = [];
  const kept: number[] = [];
  for (const [row, label] of group.labels.entries()) (label > 0 ? kept : others).push(row);
  shuffle(others, random);
  kept.push(...others.slice(0, Math.max(1, rows - kept.length)));
  kept.sort((a, b) => a - b);
  return {
    ...group,
    ...rowsOf(group, FEATURE_COUNT, kept),
    items: Int32Array.from(kept, (row) => group.items[row]),
  };
}

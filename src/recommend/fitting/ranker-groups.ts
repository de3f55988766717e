import type { Projection } from '../../graph/projection/projection.js';
import type { WalkContext } from '../candidates/candidate-channel.js';
import { createChannels } from '../candidates/candidate-channels.js';
import { CandidateGatherer } from '../candidates/candidate-gatherer.js';
import { groupItems, leaveOut, OPEN_FILTER } from '../candidates/item-groups.js';
import { UNFITTED_MODELS } from '../fitted-models.js';
import { userHistory } from '../history.js';
import { buildFeatures } from '../ranking/features.js';
import { CANDIDATE_LIMIT } from '../ranking/recommendation-engine.js';
import { seenItems } from '../subject-context.js';
import type { CandidateGroup } from '../training/candidate-group.js';
import type { ChannelModels } from './fit-channels.js';
import type { HeldOutPairs } from './hold-out.js';

/**
 * What the ranker learns from: for every held-out user the candidates that serving would have gathered without the
 * held-out pairs, with the same features, and a label for those that the user really took. Each pair's scene is the
 * scene of its event, so that what suits a scene can be learned.
 */
export function rankerGroups(
  training: Projection,
  full: Projection,
  heldOut: HeldOutPairs,
  models: ChannelModels,
  options: {
    readonly nowMs: number;
    readonly signal: AbortSignal | undefined;
    /** Whether groups stay of which no held-out item is a candidate; they teach nothing, but count in a measurement. */
    readonly keepsMissed: boolean;
  },
): CandidateGroup[] {
  const gatherer = new CandidateGatherer(training, createChannels(training, { ...UNFITTED_MODELS, ...models }));
  const groups: CandidateGroup[] = [];
  for (let k = 0; k < heldOut.users.length; k++) {
    options.signal?.throwIfAborted();
    const user = heldOut.users[k];
    for (const [scene, relevant] of byScene(full, user, heldOut.items[k])) {
      const context: WalkContext = {
        projection: training,
        user,
        history: userHistory(training, user),
        scene,
        nowMs: options.nowMs,
      };
      const itemGroups = groupItems(training, OPEN_FILTER);
      leaveOut(itemGroups, seenItems(context));
      const candidates = gatherer.gather(context, itemGroups, CANDIDATE_LIMIT);
      const labels = Float32Array.from(candidates.items, (item) => (relevant.has(item) ? 1 : 0));
      if (!options.keepsMissed && !labels.includes(1)) continue;
      groups.push({
        features: buildFeatures(context, candidates),
        labels,
        user,
        historyLength: context.history.length,
        scene,
        items: candidates.items,
        relevant,
      });
    }
  }
  return groups;
}

/** Held-out items by the scene of their newest event; -1 holds those without a scene. */
function byScene(projection: Projection, user: number, items: Int32Array): Map<number, Set<number>> {
  const { events } = projection;
  const sceneOf = new Map<number, number>();
  for (let event = events.newestOf(user); event >= 0; event = events.previous[event]) {
    if (!sceneOf.has(events.items[event])) sceneOf.set(events.items[event], events.scenes[event]);
  }
  const groups = new Map<number, Set<number>>();
  for (const item of items) {
    const scene = sceneOf.get(item) ?? -1;
    const group = groups.get(scene);
    if (group === undefined) groups.set(scene, new Set([item]));
    else group.add(item);
  }
  return groups;
}

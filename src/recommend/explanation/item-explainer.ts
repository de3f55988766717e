import type { ChannelName, Explanation, ExplanationPath, PathStep } from '../../domain/explanation.js';
import type { CandidateChannel, WalkContext, WalkedPath } from '../candidates/candidate-channel.js';
import { forgottenEntities, leadsThrough } from '../profile/forgotten-entities.js';
import type { PathWords, SentenceMaker } from './sentence-maker.js';

/** What one channel said about an item, and how much of the item's score that earned. */
export interface ChannelEarning {
  readonly channel: CandidateChannel;
  readonly channelScore: number;
  readonly earned: number;
}

/** A scored item, to be explained. */
export interface ScoredItem {
  readonly item: number;
  readonly itemId: string;
  readonly score: number;
  readonly earnings: readonly ChannelEarning[];
}

/** How an explanation is to look. */
export interface ExplanationStyle {
  readonly sentences: SentenceMaker;
  readonly pathLimit: number;
  /** False leaves the paths out of the explanation, but not what they say: most clients read the reasons alone. */
  readonly showsPaths: boolean;
  readonly isColdStart: boolean;
}

interface FoundPath {
  readonly channel: ChannelName;
  readonly steps: readonly PathStep[];
  readonly words: PathWords;
  share: number;
}

/** Channels that earn less than the strongest ones are not asked for paths. */
const MOST_CHANNELS = 4;
const THROUGH_PEOPLE: ReadonlySet<ChannelName> = new Set<ChannelName>(['collaborative', 'neighbours', 'regression']);
const MOST_REASONS = 4;
/** Of the paths found, so many times as many as are wanted are put into words, to choose different ones from. */
const SPARE_PATHS = 2;
/** A second path of the same reason counts this much less when paths are chosen, so that reasons differ. */
const REPEATED_REASON = 0.4;
/** Channels that have no paths because they rest on no edge, but can still be a reason. */
const PATHLESS: ReadonlySet<ChannelName> = new Set<ChannelName>(['text', 'factors']);

/**
 * Explains a score by the paths that earned it: share = what the channel earned × the path's part of the channel's
 * score. What none of the chosen paths earned is the model part, so that shares and model part add up to the score.
 */
export function explainItem(context: WalkContext, scored: ScoredItem, style: ExplanationStyle): Explanation {
  const earnings = scored.earnings
    .filter(({ earned, channelScore }) => earned > 0 && channelScore > 0)
    .sort((a, b) => b.earned - a.earned);
  const found = style.pathLimit > 0 ? findPaths(context, scored.item, earnings, style) : [];
  const chosen = choosePaths(found, style.pathLimit);
  return {
    itemId: scored.itemId,
    score: scored.score,
    modelPart: chosen.reduce((rest, { share }) => rest - share, scored.score),
    reasons: style.pathLimit > 0 ? reasonsOf(chosen, earnings, style) : [],
    paths: style.showsPaths ? chosen.map(shownPath) : [],
    isColdStart: style.isColdStart,
  };
}

function shownPath({ channel, share, steps, words }: FoundPath): ExplanationPath {
  return { channel, share, steps, sentence: words.say() };
}

/** The channels that earned most; those that walk through people show the same paths, so two of them are enough. */
function channelsToAsk(earnings: readonly ChannelEarning[]): ChannelEarning[] {
  let people = 0;
  return earnings
    .filter(({ channel }) => !PATHLESS.has(channel.name) && (!THROUGH_PEOPLE.has(channel.name) || people++ < 2))
    .slice(0, MOST_CHANNELS);
}

function findPaths(
  context: WalkContext,
  item: number,
  earnings: readonly ChannelEarning[],
  { sentences, pathLimit }: ExplanationStyle,
): FoundPath[] {
  const walked: { channel: ChannelName; path: WalkedPath; share: number }[] = [];
  let leastShare = 0;
  const forgotten = forgottenEntities(context.projection, context.user);
  for (const { channel, channelScore, earned } of channelsToAsk(earnings)) {
    const isThroughPeople = THROUGH_PEOPLE.has(channel.name);
    if (!isThroughPeople && earned <= leastShare) continue;
    // Paths of one channel may turn out to be one path, and those through people may be another channel's as well.
    const leastPart = isThroughPeople ? 0 : ((leastShare / earned) * channelScore) / pathLimit;
    const paths = channel.paths(context, item, pathLimit, leastPart);
    for (const path of paths) {
      if (leadsThrough(path.steps, forgotten, context.projection)) continue;
      walked.push({ channel: channel.name, path, share: earned * Math.min(1, path.part / channelScore) });
    }
    // Paths through people differ in the liked item, so that many of them come before any other path with less than
    // the last of them, even though each repeats the reason of the one before.
    if (isThroughPeople && paths.length === pathLimit) {
      leastShare = Math.max(leastShare, walked[walked.length - 1].share * REPEATED_REASON ** (pathLimit - 1));
    }
  }
  const strongest = walked.sort((a, b) => b.share - a.share).slice(0, pathLimit * SPARE_PATHS);
  const found = new Map<string, FoundPath>();
  for (const { channel, path, share } of strongest) {
    const { steps, isOfSituation } = path;
    const words = sentences.words(channel, steps, isOfSituation);
    // Several channels may walk the same edges; they are one path with the shares of all of them.
    const route = `${words.key} ${steps.map(routeOf).join(' ')}`;
    const known = found.get(route);
    if (known === undefined) found.set(route, { channel, steps, words, share });
    else known.share += share;
  }
  return [...found.values()].sort((a, b) => b.share - a.share);
}

function choosePaths(found: readonly FoundPath[], limit: number): FoundPath[] {
  const left = [...found];
  const uses = new Map<string, number>();
  const chosen: FoundPath[] = [];
  const value = ({ words, share }: FoundPath) => share * REPEATED_REASON ** (uses.get(words.key) ?? 0);
  while (chosen.length < limit && left.length > 0) {
    let best = 0;
    for (let n = 1; n < left.length; n++) if (value(left[n]) > value(left[best])) best = n;
    const [path] = left.splice(best, 1);
    uses.set(path.words.key, (uses.get(path.words.key) ?? 0) + 1);
    chosen.push(path);
  }
  return chosen.sort((a, b) => b.share - a.share);
}

function reasonsOf(
  paths: readonly FoundPath[],
  earnings: readonly ChannelEarning[],
  { sentences, isColdStart }: ExplanationStyle,
): string[] {
  const reasons = new Map<string, { share: number; paths: FoundPath[] }>();
  for (const path of paths) {
    const reason = reasons.get(path.words.key);
    if (reason === undefined) reasons.set(path.words.key, { share: path.share, paths: [path] });
    else {
      reason.share += path.share;
      reason.paths.push(path);
    }
  }
  const spoken = [...reasons].map(([key, reason]) => ({
    share: reason.share,
    hasPath: true,
    sentence:
      key === 'people' ? sentences.sayPeople(reason.paths.map(({ steps }) => steps)) : reason.paths[0].words.say(),
  }));
  for (const { channel, earned } of earnings) {
    if (PATHLESS.has(channel.name)) {
      spoken.push({ share: earned, hasPath: false, sentence: sentences.sayWithoutPath(channel) });
    }
  }
  if (spoken.length === 0 && earnings.length > 0) {
    const [{ channel, earned }] = earnings;
    spoken.push({ share: earned, hasPath: false, sentence: sentences.sayWithoutPath(channel) });
  }
  // What edges of the graph say comes before what a model alone says, however much that earned.
  spoken.sort((a, b) => Number(b.hasPath) - Number(a.hasPath) || b.share - a.share);
  const sentencesOnce = new Set(spoken.map(({ sentence }) => sentence));
  return [...(isColdStart ? [sentences.coldStart] : []), ...sentencesOnce].slice(0, MOST_REASONS);
}

function routeOf({ relation, to }: PathStep): string {
  return to.type === 'node' ? `${relation} ${to.node.type}/${to.node.id}` : `${relation} people`;
}

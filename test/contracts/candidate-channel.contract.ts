import type { PathStep } from '../../src/domain/explanation.js';
import type { Projection } from '../../src/graph/projection/projection.js';
import type { CandidateChannel, WalkContext } from '../../src/recommend/candidates/candidate-channel.js';
import { EMPTY_HISTORY, userHistory, visitorHistory } from '../../src/recommend/history.js';
import { NOW_MS, randomWorld } from '../recommend/small-world.js';
import { stepExists } from '../recommend/step-exists.js';

/** What a channel's binding says about it. */
export interface ChannelTraits {
  readonly make: (projection: Projection) => CandidateChannel;
  /** False for channels that say the same to everybody. */
  readonly isPersonal: boolean;
  /** False for channels that rest on no edge of the graph. */
  readonly hasPaths: boolean;
}

const SEEDS = [1, 2, 3];
const WORLDS = SEEDS.map((seed) => randomWorld(seed).projection());

/** What every candidate channel keeps; a channel's test binds it with a factory. */
export function describeCandidateChannel(name: string, { make, isPersonal, hasPaths }: ChannelTraits): void {
  const scoresOf = (channel: CandidateChannel, context: WalkContext): Float32Array => {
    const scores = new Float32Array(context.projection.items.size);
    channel.score(context, scores);
    return scores;
  };

  describe(`${name} as a candidate channel`, () => {
    test('gives finite scores that are not negative, to every user and in every scene', () => {
      forEachContext((context) => {
        const scores = scoresOf(make(context.projection), context);
        expect(scores.every((score) => Number.isFinite(score) && score >= 0)).toBe(true);
      });
    });

    test('finds something for somebody', () => {
      let found = 0;
      forEachContext((context) => {
        found += scoresOf(make(context.projection), context).filter((score) => score > 0).length;
      });
      expect(found).toBeGreaterThan(0);
    });

    test('gives equal scores for equal input, whatever it was asked in between', () => {
      const projection = randomWorld(1).projection();
      const channel = make(projection);
      const context = contextOf(projection, 2, 0);
      const before = scoresOf(channel, context);
      scoresOf(channel, contextOf(projection, 5, -1));
      expect(scoresOf(channel, { ...context })).toEqual(before);
      expect(scoresOf(make(projection), context)).toEqual(before);
    });

    test('answers an empty graph with nothing', () => {
      const projection = randomWorld(1, 0, 0).projection();
      expect(scoresOf(make(projection), contextOf(projection, -1, -1))).toHaveLength(0);
    });

    if (isPersonal) {
      test('says nothing about a user of whom nothing is known', () => {
        const projection = randomWorld(1).projection();
        const context = { projection, user: -1, history: EMPTY_HISTORY, scene: -1, nowMs: NOW_MS };
        expect(scoresOf(make(projection), context).every((score) => score === 0)).toBe(true);
      });
    }

    if (!hasPaths) {
      test('shows no paths, because no edge of the graph carries its scores', () => {
        forEachContext((context) => {
          const channel = make(context.projection);
          scoresOf(channel, context);
          expect(channel.paths(context, 0, 3)).toEqual([]);
        });
      });
      return;
    }

    test('shows paths whose parts are positive and add up to no more than the score', () => {
      let paths = 0;
      const wrong: unknown[] = [];
      forEachPath(make, scoresOf, (found, score) => {
        paths += found.length;
        const sum = found.reduce((total, { part }) => total + part, 0);
        if (found.some(({ part }) => !(part > 0)) || sum > score * (1 + 1e-5)) wrong.push({ found, score });
      });
      expect(wrong).toEqual([]);
      expect(paths).toBeGreaterThan(0);
    });

    test('shows only edges that the graph has, joined end to end, up to the item', () => {
      const wrong: unknown[] = [];
      forEachPath(make, scoresOf, (found, _, context, item) => {
        for (const { steps } of found) {
          const end = steps.at(-1)?.to;
          const isAtItem = end?.type === 'node' && end.node.id === context.projection.items.idOf(item);
          const isTrue = steps.every((step) => stepExists(context, step));
          if (!isAtItem || !isTrue || !joined(steps)) wrong.push(steps);
        }
      });
      expect(wrong).toEqual([]);
    });

    test('names no other person, and counts no group of fewer than ten', () => {
      const wrong: unknown[] = [];
      forEachPath(make, scoresOf, (found, _, context) => {
        const own = context.user < 0 ? null : context.projection.users.idOf(context.user);
        for (const node of found.flatMap(({ steps }) => steps.flatMap(({ from, to }) => [from, to]))) {
          if (node.type === 'people' && node.count > 0 && node.count < 10) wrong.push(node);
          if (node.type === 'node' && node.node.type === 'User' && node.node.id !== own) wrong.push(node);
        }
      });
      expect(wrong).toEqual([]);
    });

    test('a path that is worth more than the least that is wanted is shown, whatever that least is', () => {
      const parts = (paths: ReturnType<CandidateChannel['paths']>) => paths.map(({ part }) => part);
      forEachContext((context) => {
        const channel = make(context.projection);
        const scores = scoresOf(channel, context);
        for (let item = 0; item < scores.length; item++) {
          const all = parts(channel.paths(context, item, 4));
          if (all.length === 0) continue;
          const least = all[all.length >> 1];
          const wanted = parts(channel.paths(context, item, 4, least)).filter((part) => part > least);
          expect(wanted).toEqual(all.filter((part) => part > least));
        }
      });
    });

    test('shows no more paths than asked for', () => {
      forEachContext((context) => {
        const channel = make(context.projection);
        const scores = scoresOf(channel, context);
        const counts = Array.from(scores, (_, item) => channel.paths(context, item, 2).length);
        expect(Math.max(...counts)).toBeLessThanOrEqual(2);
      });
    });
  });
}

function forEachPath(
  make: (projection: Projection) => CandidateChannel,
  scoresOf: (channel: CandidateChannel, context: WalkContext) => Float32Array,
  check: (found: ReturnType<CandidateChannel['paths']>, score: number, context: WalkContext, item: number) => void,
): void {
  forEachContext((context) => {
    const channel = make(context.projection);
    const scores = scoresOf(channel, context);
    for (let item = 0; item < scores.length; item++) {
      if (scores[item] > 0) check(channel.paths(context, item, 4), scores[item], context, item);
    }
  });
}

function forEachContext(check: (context: WalkContext) => void): void {
  for (const projection of WORLDS) {
    for (let user = 0; user < projection.users.size; user += 4) {
      for (let scene = -1; scene < 2; scene++) check(contextOf(projection, user, scene));
    }
    const visitor = { projection, user: -1, history: visitorHistory([0, 7]), scene: 0, nowMs: NOW_MS };
    check(visitor);
  }
}

function contextOf(projection: Projection, user: number, scene: number): WalkContext {
  return { projection, user, history: userHistory(projection, user), scene, nowMs: NOW_MS };
}

function joined(steps: readonly PathStep[]): boolean {
  return steps.every((step, n) => n === 0 || JSON.stringify(steps[n - 1].to) === JSON.stringify(step.from));
}

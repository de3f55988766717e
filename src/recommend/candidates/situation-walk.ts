import type { CandidateChannel, History, ScoreVector, WalkContext, WalkedPath } from './candidate-channel.js';
import { likedStep, peopleStep } from './path-nodes.js';
import type { SituationSignals } from './situation-signals.js';

/** How much each of the three ways counts; each is between 0 and 1 before. The user's own events come first. */
const OWN_WEIGHT = 2;
const WALK_WEIGHT = 1;
const PEOPLE_WEIGHT = 1;
/** Liked items that count less than this beside the one that counts most are not walked from. */
const LEAST_SHARE = 1e-3;
const MOST_WALKED_ITEMS = 400;

/** What was found for one request, kept from scoring for the paths. */
interface Found {
  readonly own: ReadonlyMap<number, number>;
  readonly walkContext: WalkContext;
  readonly walkFactor: number;
  /** By item the share of what people take in such a situation. */
  readonly people: Float32Array;
}

/**
 * What suits the facets of a situation: what the user took in a like one, the collaborative walk from there, and what
 * people take there, s(j) = P(j) Π_f (P(j | value of f) / P(j))^φ_f. Says nothing when no facet that counts is known.
 */
export class SituationWalk {
  private walked: ScoreVector = new Float32Array(0);
  private foundFor: WalkContext | null = null;
  private found: Found | null = null;

  constructor(
    private readonly collaborative: Pick<CandidateChannel, 'score' | 'paths'>,
    private readonly signals: SituationSignals,
  ) {}

  /** Adds the scores to `into`. */
  score(context: WalkContext, into: ScoreVector): void {
    const found = this.find(context);
    if (found === null) return;
    const { own, walkFactor, people } = found;
    for (let item = 0; item < into.length; item++) {
      into[item] += walkFactor * this.walked[item] + PEOPLE_WEIGHT * (people[item] ?? 0);
    }
    for (const [item, share] of own) into[item] += OWN_WEIGHT * share;
  }

  /** The paths to an item; in no order. */
  paths(context: WalkContext, item: number, limit: number): WalkedPath[] {
    const found = this.find(context);
    if (found === null) return [];
    const { projection, user } = context;
    const paths: WalkedPath[] = [];
    const add = (part: number, steps: WalkedPath['steps']) => paths.push({ part, steps, isOfSituation: true });
    const own = found.own.get(item);
    const ownSteps = likedStep(projection, user, item);
    if (own !== undefined && ownSteps.length > 0) add(OWN_WEIGHT * own, ownSteps);
    const people = found.people[item] ?? 0;
    const peopleSteps = peopleStep(projection, user, item);
    if (people > 0 && peopleSteps.length > 0) add(PEOPLE_WEIGHT * people, peopleSteps);
    if (found.walkFactor > 0) {
      for (const path of this.collaborative.paths(found.walkContext, item, limit)) {
        add(path.part * found.walkFactor, path.steps);
      }
    }
    return paths;
  }

  private find(context: WalkContext): Found | null {
    if (this.foundFor === context) return this.found;
    this.foundFor = context;
    this.found = this.signals.knows(context) ? this.findFor(context) : null;
    return this.found;
  }

  private findFor(context: WalkContext): Found {
    const itemCount = context.projection.items.size;
    const history = this.matchedHistory(context);
    const walkContext: WalkContext = { ...context, history };
    if (this.walked.length < itemCount) this.walked = new Float32Array(Math.ceil(itemCount * 1.2));
    else this.walked.fill(0);
    this.collaborative.score(walkContext, this.walked);
    const most = largest(this.walked);
    return {
      own: new Map(Array.from(history.items, (item, n) => [item, history.strengths[n]])),
      walkContext,
      walkFactor: most > 0 ? WALK_WEIGHT / most : 0,
      people: this.peopleShares(context),
    };
  }

  /** The liked items, each as strong as its matched events beside those of the strongest. */
  private matchedHistory(context: WalkContext): History {
    const { own } = this.signals.of(context);
    let most = 0;
    for (const { matched } of own.values()) if (matched > most) most = matched;
    const kept = [...own.values()].filter(({ matched }) => matched > most * LEAST_SHARE).slice(0, MOST_WALKED_ITEMS);
    return {
      length: kept.length,
      items: Int32Array.from(kept, ({ item }) => item),
      strengths: Float32Array.from(kept, ({ matched }) => matched / most),
      times: new Float64Array(kept.length),
      scenes: new Int32Array(kept.length).fill(-1),
    };
  }

  private peopleShares(context: WalkContext): Float32Array {
    const { odds } = this.signals.of(context);
    if (odds === null) return new Float32Array(0);
    const { itemUsers } = context.projection;
    const shares = new Float32Array(odds.length);
    for (let item = 0; item < Math.min(odds.length, itemUsers.rowCount); item++) {
      const users = itemUsers.ends[item] - itemUsers.starts[item];
      if (users > 0) shares[item] = users * Math.exp(odds[item]);
    }
    const most = largest(shares);
    return most > 0 ? shares.map((share) => share / most) : shares;
  }
}

function largest(values: Float32Array): number {
  let most = 0;
  for (let n = 0; n < values.length; n++) if (values[n] > most) most = values[n];
  return most;
}

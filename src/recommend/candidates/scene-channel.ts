import { degreeOf } from '../../models/sparse/matrix-shape.js';
import type { ActivityIndex } from './activity-index.js';
import type { CandidateChannel, ScoreVector, WalkContext, WalkedPath } from './candidate-channel.js';
import type { CollaborativeChannel } from './collaborative-channel.js';
import { itemNode, likedStep, peopleNode, sceneNode, step } from './path-nodes.js';
import { sceneHistory } from './scene-history.js';
import type { SituationSignals } from './situation-signals.js';
import { SituationWalk } from './situation-walk.js';

/** How much each of the four ways into a scene counts; each is between 0 and 1 before. The user's own comes first. */
const OWN_WEIGHT = 2;
const WALK_WEIGHT = 1;
const SUITS_WEIGHT = 1;
const CUSTOM_WEIGHT = 1;
/** How many people are asked before a path says that people take an item in a scene. */
const PEOPLE_ASKED = 500;

/** What is known about one scene for one request, kept from scoring for the paths. */
interface SceneReach {
  readonly own: ReadonlyMap<number, number>;
  readonly walkContext: WalkContext;
  readonly walkFactor: number;
  readonly suitsFactor: number;
  readonly customFactor: number;
}

/**
 * What suits the scene: the user's own history in it, the collaborative walk from that history, facts that an item
 * suits the scene, and what people take there; and the same for the facets of the situation (SituationWalk). Says
 * nothing without both.
 */
export class SceneChannel implements CandidateChannel {
  readonly name = 'scene';
  private walked: ScoreVector = new Float32Array(0);
  private reachedFor: WalkContext | null = null;
  private reached: SceneReach | null = null;
  private readonly situationWalk: SituationWalk;

  constructor(
    private readonly collaborative: CollaborativeChannel,
    private readonly activity: ActivityIndex,
    signals: SituationSignals,
  ) {
    this.situationWalk = new SituationWalk(collaborative, signals);
  }

  score(context: WalkContext, into: ScoreVector): void {
    if (context.scene >= 0) this.scoreScene(context, into);
    this.situationWalk.score(context, into);
  }

  paths(context: WalkContext, item: number, limit: number): WalkedPath[] {
    const ofScene = context.scene >= 0 ? this.scenePaths(context, item, limit) : [];
    const paths = [...ofScene, ...this.situationWalk.paths(context, item, limit)];
    return paths.sort((a, b) => b.part - a.part).slice(0, limit);
  }

  private scoreScene(context: WalkContext, into: ScoreVector): void {
    const { projection, scene, nowMs } = context;
    const reach = this.reach(context, into.length);
    if (reach.walkFactor > 0) {
      for (let item = 0; item < into.length; item++) into[item] = reach.walkFactor * this.walked[item];
    }
    for (const [item, share] of reach.own) into[item] += OWN_WEIGHT * share;
    const suits = projection.layer('Item', 'SUITS', 'Scene')?.backward;
    if (suits !== undefined && scene < suits.rowCount) {
      for (let k = suits.starts[scene]; k < suits.ends[scene]; k++) {
        into[suits.targets[k]] += reach.suitsFactor * Math.max(0, suits.weights[k]);
      }
    }
    for (const [item, sum] of this.activity.inScene(scene, nowMs)) into[item] += reach.customFactor * Math.log1p(sum);
  }

  private scenePaths(context: WalkContext, item: number, limit: number): WalkedPath[] {
    const { projection, scene, user, nowMs } = context;
    const reach = this.reach(context, projection.items.size);
    const paths: WalkedPath[] = [];
    const own = reach.own.get(item);
    const ownSteps = likedStep(projection, user, item);
    if (own !== undefined && ownSteps.length > 0) paths.push({ part: OWN_WEIGHT * own, steps: ownSteps });
    const weight = projection.layer('Item', 'SUITS', 'Scene')?.forward.get(item, scene) ?? 0;
    if (weight > 0) {
      const suits = step(sceneNode(projection, scene), 'SUITS', false, itemNode(projection, item));
      paths.push({ part: reach.suitsFactor * weight, steps: [suits] });
    }
    const custom = reach.customFactor * Math.log1p(this.activity.inScene(scene, nowMs).get(item) ?? 0);
    if (custom > 0 && this.isTakenByOthers(context, item)) {
      const people = step(peopleNode(0), 'INTERACTED', true, itemNode(projection, item));
      paths.push({ part: custom, steps: [people] });
    }
    if (reach.walkFactor > 0) {
      for (const path of this.collaborative.paths(reach.walkContext, item, limit)) {
        paths.push({ part: path.part * reach.walkFactor, steps: path.steps });
      }
    }
    return paths;
  }

  private reach(context: WalkContext, itemCount: number): SceneReach {
    if (this.reachedFor === context && this.reached !== null) return this.reached;
    const { projection, scene, nowMs } = context;
    const history = sceneHistory(context);
    const walkContext: WalkContext = { ...context, history };
    if (this.walked.length < itemCount) this.walked = new Float32Array(Math.ceil(itemCount * 1.2));
    else this.walked.fill(0);
    this.collaborative.score(walkContext, this.walked);
    const most = largest(history.strengths);
    const suits = projection.layer('Item', 'SUITS', 'Scene')?.backward;
    const suitsWeights =
      suits !== undefined && degreeOf(suits, scene) > 0
        ? suits.weights.subarray(suits.starts[scene], suits.ends[scene])
        : [];
    this.reached = {
      own: new Map(Array.from(history.items, (item, n) => [item, history.strengths[n] / most])),
      walkContext,
      walkFactor: factorOf(WALK_WEIGHT, largest(this.walked)),
      suitsFactor: factorOf(SUITS_WEIGHT, largest(suitsWeights)),
      customFactor: factorOf(CUSTOM_WEIGHT, Math.log1p(largest(this.activity.inScene(scene, nowMs).values()))),
    };
    this.reachedFor = context;
    return this.reached;
  }

  /** True when somebody else has taken the item in this scene, by the events that are there now. */
  private isTakenByOthers({ projection, scene, user }: WalkContext, item: number): boolean {
    const { itemUsers, events } = projection;
    if (item >= itemUsers.rowCount) return false;
    const end = Math.min(itemUsers.ends[item], itemUsers.starts[item] + PEOPLE_ASKED);
    for (let k = itemUsers.starts[item]; k < end; k++) {
      const person = itemUsers.targets[k];
      if (person === user) continue;
      for (let event = events.newestOf(person); event >= 0; event = events.previous[event]) {
        if (events.items[event] === item && events.scenes[event] === scene) return true;
      }
    }
    return false;
  }
}

function largest(values: Iterable<number>): number {
  let most = 0;
  for (const value of values) if (value > most) most = value;
  return most;
}

function factorOf(weight: number, most: number): number {
  return most > 0 ? weight / most : 0;
}

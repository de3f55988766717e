import type { SceneRecord } from '../../domain/records.js';
import type { ActivityLexicon } from './activity-lexicon.js';
import { PhraseLikeness } from './phrase-likeness.js';
import { type SceneProfile, sceneProfile } from './scene-profile.js';
import { situationTokens } from './situation-tokens.js';
import { TermTrie } from './term-trie.js';

/** How surely a group is a scene's when nothing else has it. Above 0, so that one faint mention is not certainty. */
const GROUP_PRIOR = 0.7;

/** The scenes that a situation is compared with, read once. */
export class SceneSet {
  readonly profiles: readonly SceneProfile[];
  /** Finds the phrases and labels of scenes by scene number. */
  readonly phrases = new TermTrie<number>();
  readonly likeness: PhraseLikeness;
  /** Names of all devices that any scene lists, and of all places. */
  readonly devices: ReadonlySet<string>;
  readonly places: ReadonlySet<string>;
  /** By group of the lexicon: the share of each scene in it; what is missing to 1 is nobody's. */
  private readonly shares = new Map<string, Float64Array>();

  constructor(
    readonly scenes: readonly SceneRecord[],
    readonly lexicon: ActivityLexicon,
  ) {
    this.profiles = scenes.map((scene) => sceneProfile(scene, lexicon));
    for (const [number, { label, labelZh, phrases }] of scenes.entries()) {
      for (const phrase of new Set([label, labelZh, ...phrases])) {
        this.phrases.add(situationTokens(phrase).tokens, number);
      }
    }
    this.likeness = new PhraseLikeness(scenes, (text) => situationTokens(text).tokens);
    this.devices = new Set(this.profiles.flatMap(({ devices }) => [...devices]));
    this.places = new Set(this.profiles.flatMap(({ places }) => [...places]));
    const totals = new Map<string, number>();
    for (const { groups } of this.profiles) {
      for (const [group, weight] of groups) totals.set(group, (totals.get(group) ?? 0) + weight);
    }
    for (const [group, total] of totals) {
      this.shares.set(
        group,
        Float64Array.from(this.profiles, ({ groups }) => (groups.get(group) ?? 0) / (GROUP_PRIOR + total)),
      );
    }
  }

  get size(): number {
    return this.scenes.length;
  }

  /** How much of a group belongs to a scene, in [0, 1). */
  shareOf(group: string, scene: number): number {
    return this.shares.get(group)?.[scene] ?? 0;
  }

  /** How much of a group belongs to any scene, in [0, 1). */
  coverageOf(group: string): number {
    let sum = 0;
    for (const share of this.shares.get(group) ?? []) sum += share;
    return sum;
  }
}

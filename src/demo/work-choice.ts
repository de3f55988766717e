import type { Random } from '../domain/random.js';
import type { Catalogue } from './catalogue.js';
import { weightedIndex } from './sample.js';
import type { Taste } from './taste.js';

const TASTE_STRENGTH = 1.8;
/** Factors on the odds of a work: not made for the scene, gone round among friends, linked with something liked. */
const UNSUITABLE = 0.015;
const TALKED_ABOUT = 3;
const LINKED = 4;
const REPEATABLE = new Set(['music', 'podcast', 'game']);
const REPEATED = 0.5;

/** Chooses works for one user: taste × scene × popularity, with chance. */
export class WorkChoice {
  private readonly odds: Float64Array;
  private readonly consumed = new Set<number>();
  private readonly enjoyed = new Set<number>();
  private readonly linkedWithEnjoyed = new Set<number>();

  constructor(
    private readonly catalogue: Catalogue,
    taste: Taste,
    popularity: Float64Array,
    talkedAbout: ReadonlySet<number>,
  ) {
    this.odds = Float64Array.from(
      catalogue.works,
      (_, index) =>
        Math.exp(TASTE_STRENGTH * taste.affinities[index]!) *
        popularity[index]! *
        (talkedAbout.has(index) ? TALKED_ABOUT : 1),
    );
  }

  /** The next work of a domain (by its index) in a scene; -1 when nothing is left. */
  next(domain: number, sceneId: string, random: Random): number {
    const indices = this.catalogue.indicesByDomain[domain]!;
    const odds = new Float64Array(indices.length);
    for (let k = 0; k < odds.length; k++) odds[k] = this.oddsInScene(indices[k]!, sceneId);
    const chosen = weightedIndex(odds, random);
    return chosen === -1 ? -1 : indices[chosen]!;
  }

  /** Remembers that the user has had the work, and whether it pleased. */
  note(index: number, isEnjoyed: boolean): void {
    this.consumed.add(index);
    if (!isEnjoyed) return;
    this.enjoyed.add(index);
    for (const other of this.catalogue.works[index]!.linked) this.linkedWithEnjoyed.add(other);
  }

  private oddsInScene(index: number, sceneId: string): number {
    const { domain, sceneIds } = this.catalogue.works[index]!;
    if (this.consumed.has(index) && !(REPEATABLE.has(domain) && this.enjoyed.has(index))) return 0;
    const base = this.odds[index]! * (sceneIds.has(sceneId) ? 1 : UNSUITABLE);
    const repeated = this.consumed.has(index) ? REPEATED : 1;
    return base * repeated * (this.linkedWithEnjoyed.has(index) ? LINKED : 1);
  }
}

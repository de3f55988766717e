import type { SceneRecord } from '../../domain/records.js';
import type { Situation } from '../../domain/situation.js';
import { ActivityLexicon, type LexiconGroups, loadLexiconGroups } from './activity-lexicon.js';
import { recogniseScene, type SceneJudgement } from './recognise-scene.js';
import { SceneSet } from './scene-set.js';

/** Recognises scenes without waiting for anything; reads the lexicon at its first use and the scenes when they change. */
export class SceneRecogniser {
  private lexicon: ActivityLexicon | null = null;
  private set: SceneSet | null = null;

  constructor(private readonly loadGroups: () => LexiconGroups = loadLexiconGroups) {}

  /** `encoderLikeness` is what a text encoder says of each scene, in the order of the scenes. */
  recognise(
    situation: Situation,
    scenes: readonly SceneRecord[],
    encoderLikeness: ArrayLike<number> | null = null,
  ): SceneJudgement {
    return recogniseScene(situation, this.setOf(scenes), encoderLikeness);
  }

  private setOf(scenes: readonly SceneRecord[]): SceneSet {
    const known = this.set;
    if (known !== null && known.size === scenes.length && known.scenes.every((scene, n) => scene === scenes[n])) {
      return known;
    }
    this.lexicon ??= new ActivityLexicon(this.loadGroups());
    this.set = new SceneSet(scenes, this.lexicon);
    return this.set;
  }
}

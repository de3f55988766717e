import type { Language } from '../domain/nodes.js';
import type { RecognisedScene } from '../domain/situation.js';
import { SceneAlternative } from '../schema/recommendations/scene-alternative.type.js';
import { SceneRecognition } from '../schema/recommendations/scene-recognition.type.js';
import type { Catalogue } from './catalogue.js';

/** What was recognised, in GraphQL's words; null when nothing was, or when the scene has just been deleted. */
export function sceneRecognition(
  recognised: RecognisedScene | null,
  catalogue: Catalogue,
  language: Language,
): SceneRecognition | null {
  const scene = recognised === null ? null : catalogue.scene(recognised.sceneId, language);
  if (recognised === null || scene === null) return null;
  const alternatives = recognised.alternatives.flatMap(({ sceneId, confidence }) => {
    const other = catalogue.scene(sceneId, language);
    return other === null ? [] : [new SceneAlternative(other, confidence)];
  });
  return new SceneRecognition(scene, recognised.confidence, recognised.evidence, alternatives);
}

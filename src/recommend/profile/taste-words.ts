import type { Language } from '../../domain/nodes.js';
import type { Ontology } from '../../domain/ontology.js';
import type { Projection } from '../../graph/projection/projection.js';

/** What a statement is made of, by numbers. */
export interface TasteParts {
  readonly entity: number;
  /** How the liked items have the entity; null when the user said to like it. */
  readonly relation: string | null;
  /** Where it shows, the most frequent first. */
  readonly domains: readonly number[];
  readonly scenes: readonly number[];
}

/** More domains than this are no longer a place, but everywhere. */
const MOST_DOMAINS = 2;

/** A belief about a taste as a sentence to the user. */
export function tasteWords(projection: Projection, ontology: Ontology, language: Language, parts: TasteParts): string {
  const { label, labelZh } = projection.entityFacts[parts.entity];
  const name = language === 'zh' ? (labelZh ?? label) : label;
  if (parts.relation === null) return language === 'zh' ? `你说过喜欢${name}。` : `You said that you like ${name}.`;
  const phrase = ontology.find(parts.relation)?.[language].shared ?? '{object}';
  const shared = phrase.replace('{object}', () => name);
  const domains = parts.domains.slice(0, MOST_DOMAINS).map((number) => {
    const labels = projection.domainLabels[number];
    return language === 'zh' ? labels.labelZh : labels.label.toLowerCase();
  });
  const [scene] = parts.scenes.map((number) => {
    const facts = projection.sceneFacts[number];
    return language === 'zh' ? facts.labelZh : facts.label.toLowerCase();
  });
  return language === 'zh' ? inChinese(shared, domains, scene) : inEnglish(shared, domains, scene);
}

function inEnglish(shared: string, domains: readonly string[], scene: string | undefined): string {
  const among = domains.length === 0 ? 'You' : `Among ${domains.join(' and ')} you`;
  return `${among} like what ${shared}${scene === undefined ? '' : `, most of all for ${scene}`}.`;
}

function inChinese(shared: string, domains: readonly string[], scene: string | undefined): string {
  const among = domains.length === 0 ? '' : `在${domains.join('和')}中，`;
  return `${among}你喜欢${shared}的作品${scene === undefined ? '' : `，“${scene}”时尤其如此`}。`;
}

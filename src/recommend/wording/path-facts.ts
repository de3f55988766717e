import type { ExplanationPath, PathNode } from '../../domain/explanation.js';
import type { Language } from '../../domain/nodes.js';
import type { WordedFact, WordingFacts } from '../../llm/wording/wording-facts.js';

/** What the paths of an explanation say, and nothing else: what a text about them may speak of. */
export function pathFacts(
  paths: readonly ExplanationPath[],
  reasons: readonly string[],
  language: Language,
): WordingFacts {
  const facts: WordedFact[] = [];
  const items = new Set<string>();
  const otherNames = new Set<string>();
  for (const { from, relation, isForward, to } of paths.flatMap(({ steps }) => steps)) {
    for (const end of [from, to]) {
      const name = nameOf(end, language);
      if (name === null || end.type !== 'node') continue;
      if (end.node.type === 'Item') items.add(name);
      else otherNames.add(name);
    }
    const [subject, object] = (isForward ? [from, to] : [to, from]).map((end) => nameOf(end, language));
    if (subject !== null && object !== null) facts.push({ subject, relation, object });
  }
  return { language, facts, items: [...items], otherNames: [...otherNames], sentences: reasons };
}

/** What the reader knows a node by; null for people, of whom none is named, the reader included. */
function nameOf(end: PathNode, language: Language): string | null {
  if (end.type === 'people' || end.node.type === 'User') return null;
  return language === 'zh' ? (end.labelZh ?? end.label) : end.label;
}

import type { ExplanationPath, PathNode } from '../../domain/explanation.js';
import type { Language } from '../../domain/nodes.js';

/** A path as text: `Dune -WRITTEN_BY-> Frank Herbert <-WRITTEN_BY- Dune Messiah`. */
export function pathText({ steps }: ExplanationPath, language: Language): string {
  const [first] = steps;
  if (first === undefined) return '';
  const arrows = steps.map(({ relation, isForward, to }) => {
    const arrow = isForward ? `-${relation}->` : `<-${relation}-`;
    return ` ${arrow} ${nodeText(to, language)}`;
  });
  return nodeText(first.from, language) + arrows.join('');
}

function nodeText(end: PathNode, language: Language): string {
  // A count of 0 is one that is too small to be told.
  if (end.type === 'people') return end.count === 0 ? '(a few people)' : `(${end.count} people)`;
  return language === 'zh' ? (end.labelZh ?? end.label) : end.label;
}

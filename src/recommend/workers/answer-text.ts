import type { Explanation, ExplanationPath } from '../../domain/explanation.js';
import type { RankedItem, RecommendationPage } from '../recommendation.js';

/**
 * An answer as JSON, which takes half the time of a structured clone to read. The paths are most of it, and most
 * clients ask for the sentences alone: they come apart, and are read when somebody looks at them.
 */
export interface AnswerText {
  /** The answer without its paths. */
  readonly text: string;
  /** A list of paths for each item. */
  readonly paths: string;
}

type Bare<T extends { explanation: unknown }> = Omit<T, 'explanation'> & { explanation: Omit<Explanation, 'paths'> };
type BarePage = Omit<RecommendationPage, 'items'> & { items: readonly Bare<RankedItem>[] };

/** A page as text. */
export function pageToText(page: RecommendationPage): AnswerText {
  const items = page.items.map((item) => ({ ...item, explanation: withoutPaths(item.explanation) }));
  const paths = page.items.map(({ explanation }) => explanation.paths);
  return { text: JSON.stringify({ ...page, items } satisfies BarePage), paths: JSON.stringify(paths) };
}

/** The page of a text. */
export function pageFromText({ text, paths }: AnswerText): RecommendationPage {
  const page: BarePage = JSON.parse(text);
  const pathsOf = readOnce(paths);
  return {
    ...page,
    items: page.items.map((item, n) => ({ ...item, explanation: withPaths(item.explanation, () => pathsOf()[n]) })),
  };
}

/** An explanation as text. */
export function explanationToText(explanation: Explanation): AnswerText {
  return { text: JSON.stringify(withoutPaths(explanation)), paths: JSON.stringify([explanation.paths]) };
}

/** The explanation of a text. */
export function explanationFromText({ text, paths }: AnswerText): Explanation {
  const pathsOf = readOnce(paths);
  return withPaths(JSON.parse(text), () => pathsOf()[0]);
}

function withoutPaths({ paths: _, ...rest }: Explanation): Omit<Explanation, 'paths'> {
  return rest;
}

function withPaths(bare: Omit<Explanation, 'paths'>, pathsOf: () => readonly ExplanationPath[]): Explanation {
  return {
    ...bare,
    get paths() {
      return pathsOf();
    },
  };
}

function readOnce(text: string): () => readonly (readonly ExplanationPath[])[] {
  let read: readonly (readonly ExplanationPath[])[] | null = null;
  return () => {
    read ??= JSON.parse(text) as readonly (readonly ExplanationPath[])[];
    return read;
  };
}

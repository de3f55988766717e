import type { Projection } from '../../graph/projection/projection.js';
import { withoutKnowledge } from '../fitting/without-knowledge.js';
import { withoutSituations } from '../fitting/without-situations.js';
import { withoutTexts } from '../fitting/without-texts.js';

/** What a measurement can withhold, to see what it is worth. */
export const WITHHELD_PARTS = ['scene', 'knowledge', 'text'] as const;
export type WithheldPart = (typeof WITHHELD_PARTS)[number];

const WITHOUT: Readonly<Record<WithheldPart, (projection: Projection) => Projection>> = {
  scene: withoutSituations,
  knowledge: withoutKnowledge,
  text: withoutTexts,
};

/** A projection that lacks the parts; numbers mean the same in both. */
export function withhold(projection: Projection, parts: readonly WithheldPart[]): Projection {
  return parts.reduce((left, part) => WITHOUT[part](left), projection);
}

/** What is withheld one after the other: each part by itself and, where there are several, all of them. */
export function withheldTogether(parts: readonly WithheldPart[]): (readonly WithheldPart[])[] {
  const single = parts.map((part) => [part]);
  return parts.length > 1 ? [...single, parts] : single;
}

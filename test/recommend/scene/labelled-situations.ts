import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Situation } from '../../../src/domain/situation.js';

const lineSchema = z.strictObject({
  scene: z.string(),
  localTime: z.string().nullable().default(null),
  weekday: z.string().nullable().default(null),
  device: z.string().nullable().default(null),
  place: z.string().nullable().default(null),
  activity: z.string().nullable().default(null),
  recentActions: z.array(z.string()).default([]),
});

/** A situation and the scene that a person has put it in; null for none of them. */
export interface LabelledSituation {
  readonly situation: Situation;
  readonly sceneId: string | null;
  /** Odd lines may be looked at to improve recognition; even ones only measure it. */
  readonly isForDevelopment: boolean;
}

/** Reads situations from JSON lines. */
export function readLabelledSituations(path: string): LabelledSituation[] {
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line, n) => {
      const { scene, ...situation } = lineSchema.parse(JSON.parse(line));
      return { situation, sceneId: scene === 'unknown' ? null : scene, isForDevelopment: n % 2 === 0 };
    });
}

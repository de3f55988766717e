import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { packageFolder } from '../../../src/domain/package-folder.js';
import type { SceneRecord } from '../../../src/domain/records.js';

const list = z.string().transform((text) => text.split('|').filter(Boolean));
const rowSchema = z.object({
  id: z.string(),
  label: z.string(),
  'label.zh': z.string(),
  description: z.string(),
  timesOfDay: list,
  weekdays: list,
  devices: list,
  places: list,
  phrases: list,
});

/** The scenes of the demo world, straight from its file. */
export function demoScenes(): SceneRecord[] {
  const text = readFileSync(join(packageFolder('demo'), 'world', 'scenes.csv'), 'utf8');
  return z
    .array(rowSchema)
    .parse(parse(text, { columns: true }))
    .map(({ 'label.zh': labelZh, ...scene }) => ({ ...scene, labelZh }));
}

import { z } from 'zod';
import type { SceneRecord } from '../../domain/records.js';
import { readableLabel } from '../cleaning/readable-label.js';
import { KNOWN_COLUMNS } from '../file-kinds.js';
import { idField, listField, optionalText } from './fields.js';
import { pick, type RowReader, reasonOf, recordReading, refusal } from './row-reader.js';
import type { RowSettings } from './row-settings.js';

/** Reads rows of scenes files. */
export function sceneRowReader({ mapping }: RowSettings): RowReader<SceneRecord> {
  const list = listField(mapping.listSeparator)
    .optional()
    .transform((value) => value ?? []);
  const schema = z.object({
    id: idField('scene', mapping),
    label: optionalText,
    'label.zh': optionalText,
    description: optionalText,
    timesOfDay: list,
    weekdays: list,
    devices: list,
    places: list,
    phrases: list,
  });
  return (cells) => {
    const columns = [...KNOWN_COLUMNS.scenes.required, ...KNOWN_COLUMNS.scenes.optional];
    const row = schema.safeParse(pick(cells, columns));
    if (!row.success) return refusal(reasonOf(row.error));
    const { label: givenLabel, 'label.zh': labelZh, description, ...scene } = row.data;
    const label = givenLabel ?? readableLabel(scene.id);
    return recordReading({ ...scene, label, labelZh: labelZh ?? label, description: description ?? '' });
  };
}

import { z } from 'zod';
import type { EntityRecord } from '../../domain/records.js';
import { readableLabel } from '../cleaning/readable-label.js';
import { idField, optionalText, text } from './fields.js';
import { pick, type RowReader, reasonOf, recordReading, refusal } from './row-reader.js';
import type { RowSettings } from './row-settings.js';

/** Reads rows of entities files. */
export function entityRowReader({ mapping }: RowSettings): RowReader<EntityRecord> {
  const schema = z.object({
    id: idField('entity', mapping),
    kind: text,
    label: optionalText,
    'label.zh': optionalText,
  });
  return (cells) => {
    const row = schema.safeParse(pick(cells, ['id', 'kind', 'label', 'label.zh']));
    if (!row.success) return refusal(reasonOf(row.error));
    const { id, kind, label, 'label.zh': labelZh } = row.data;
    return recordReading({ id, kind, label: label ?? readableLabel(id), labelZh });
  };
}

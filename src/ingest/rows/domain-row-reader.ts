import { z } from 'zod';
import type { DomainRecord } from '../../domain/records.js';
import { readableLabel } from '../cleaning/readable-label.js';
import { idField, optionalText } from './fields.js';
import { pick, type RowReader, reasonOf, recordReading, refusal } from './row-reader.js';
import type { RowSettings } from './row-settings.js';

/** Reads rows of domains files. */
export function domainRowReader({ mapping }: RowSettings): RowReader<DomainRecord> {
  const schema = z.object({ id: idField('domain', mapping), label: optionalText, 'label.zh': optionalText });
  return (cells) => {
    const row = schema.safeParse(pick(cells, ['id', 'label', 'label.zh']));
    if (!row.success) return refusal(reasonOf(row.error));
    const label = row.data.label ?? readableLabel(row.data.id);
    return recordReading({ id: row.data.id, label, labelZh: row.data['label.zh'] ?? label });
  };
}

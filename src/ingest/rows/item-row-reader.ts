import { z } from 'zod';
import type { ItemRecord } from '../../domain/records.js';
import type { ExtraCells } from '../columns/extra-cells.js';
import { KNOWN_COLUMNS } from '../file-kinds.js';
import { dateField, idField, number, optionalText, text, truth, year } from './fields.js';
import { pick, type RowReader, reasonOf, recordReading, refusal } from './row-reader.js';
import type { NodeRow, RowSettings } from './row-settings.js';

const ITEM_COLUMNS = [...KNOWN_COLUMNS.items.required, ...KNOWN_COLUMNS.items.optional];

/** Reads rows of items files; columns that are not known become attributes and relations. */
export function itemRowReader(settings: RowSettings, extras: ExtraCells): RowReader<NodeRow<ItemRecord>> {
  const { mapping, parseDate, nowMs } = settings;
  const schema = z.object({
    id: idField('item', mapping),
    domain:
      mapping.defaultDomain === undefined
        ? idField('domain', mapping)
        : idField('domain', mapping).prefault(mapping.defaultDomain),
    title: text,
    'title.zh': optionalText,
    description: optionalText,
    'description.zh': optionalText,
    year: (mapping.checks === 'stored' ? number : year).optional(),
    available: truth.default(true),
    addedAt: dateField(parseDate, nowMs).optional(),
  });
  return (cells) => {
    const row = schema.safeParse(pick(cells, ITEM_COLUMNS));
    if (!row.success) return refusal(reasonOf(row.error));
    const { id, domain, title, description, available } = row.data;
    const extra = extras.read({ type: 'Item', id }, cells);
    if ('reason' in extra) return extra;
    const node: ItemRecord = {
      id,
      domain,
      title,
      titleZh: row.data['title.zh'],
      description,
      descriptionZh: row.data['description.zh'],
      year: row.data.year ?? null,
      isAvailable: available,
      addedAt: row.data.addedAt ?? null,
      attributes: extra.attributes,
    };
    return recordReading({ node, entities: extra.entities, relations: extra.relations });
  };
}

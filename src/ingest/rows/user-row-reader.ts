import { z } from 'zod';
import type { UserRecord } from '../../domain/records.js';
import type { ExtraCells } from '../columns/extra-cells.js';
import { idField } from './fields.js';
import { pick, type RowReader, reasonOf, recordReading, refusal } from './row-reader.js';
import type { NodeRow, RowSettings } from './row-settings.js';

/** Reads rows of users files; columns that are not known become attributes and relations. */
export function userRowReader({ mapping }: RowSettings, extras: ExtraCells): RowReader<NodeRow<UserRecord>> {
  const schema = z.object({ id: idField('user', mapping) });
  return (cells) => {
    const row = schema.safeParse(pick(cells, ['id']));
    if (!row.success) return refusal(reasonOf(row.error));
    const extra = extras.read({ type: 'User', id: row.data.id }, cells);
    if ('reason' in extra) return extra;
    const node: UserRecord = { id: row.data.id, attributes: extra.attributes };
    return recordReading({ node, entities: extra.entities, relations: extra.relations });
  };
}

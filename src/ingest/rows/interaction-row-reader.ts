import { z } from 'zod';
import { INTERACTION_KINDS } from '../../domain/interaction-kinds.js';
import type { InteractionRecord } from '../../domain/records.js';
import { attributeName } from '../columns/attribute-name.js';
import { DEFAULT_RANGES, type Mapping } from '../mapping/mapping.js';
import { nearestName } from '../nearest-name.js';
import type { Cells } from '../sources/source-row.js';
import { contentEventId } from './content-event-id.js';
import { amount, dateField, idField, number, quoted, text } from './fields.js';
import { pick, type RowReader, reasonOf, recordReading, refusal } from './row-reader.js';
import type { RowSettings } from './row-settings.js';

const COLUMNS = ['eventId', 'user', 'item', 'kind', 'value', 'at', 'scene'] as const;
const CONTEXT_PREFIX = 'context.';
const MAX_EVENT_ID_CHARACTERS = 256;

/** Reads rows of interactions files. */
export function interactionRowReader({ mapping, parseDate, nowMs }: RowSettings): RowReader<InteractionRecord> {
  const kind = kindField(mapping);
  const ranges: Mapping['ranges'] = { ...DEFAULT_RANGES, ...mapping.ranges };
  const schema = z.object({
    eventId: text
      .refine(
        (id) => id.length <= MAX_EVENT_ID_CHARACTERS,
        `The id is longer than ${MAX_EVENT_ID_CHARACTERS} characters.`,
      )
      .optional(),
    user: idField('user', mapping),
    item: idField('item', mapping),
    kind: mapping.defaultKind === undefined ? kind : kind.prefault(mapping.defaultKind),
    value: (mapping.checks === 'stored' ? number : amount).optional(),
    at: dateField(parseDate, nowMs).optional(),
    scene: idField('scene', mapping).optional(),
  });
  return (cells) => {
    const row = schema.safeParse(pick(cells, COLUMNS));
    if (!row.success) return refusal(reasonOf(row.error));
    const context = contextOf(cells);
    if (typeof context === 'string') return refusal(context);
    const { eventId, user, item, kind, value, at, scene } = row.data;
    const clipped = value === undefined ? null : clip(value, ranges[kind]);
    const event = {
      userId: user,
      itemId: item,
      kind,
      value: clipped,
      at: at ?? null,
      sceneId: scene ?? null,
      context,
    };
    const isClipped = value !== undefined && clipped !== value;
    return recordReading({ eventId: eventId ?? contentEventId(event), ...event }, isClipped ? 1 : 0);
  };
}

function kindField(mapping: Mapping) {
  return text.transform((value, context) => {
    if (Object.hasOwn(mapping.kinds, value)) return mapping.kinds[value];
    const lower = value.toLowerCase();
    if (Object.hasOwn(INTERACTION_KINDS, lower)) return lower;
    const known = Object.keys(INTERACTION_KINDS);
    const meant = nearestName(value, known);
    const hint = meant === null ? '' : ` Is it ${meant}?`;
    context.addIssue(
      `${quoted(value)} is not a kind of interaction.${hint} Known are ${known.join(', ')}; others can be told under "kinds" in isthmus.yaml.`,
    );
    return z.NEVER;
  });
}

function clip(value: number, range: Mapping['ranges'][string]): number {
  if (range === undefined) return value;
  return Math.min(Math.max(value, range.min ?? value), range.max ?? value);
}

/** The facets of the situation, or why one cannot be kept. */
function contextOf(cells: Cells): Readonly<Record<string, string>> | string {
  const context: Record<string, string> = {};
  for (const [column, cell] of cells) {
    if (!column.startsWith(CONTEXT_PREFIX)) continue;
    const facet = attributeName(column.slice(CONTEXT_PREFIX.length));
    if (facet === null) return `${column}: The facet needs a name of letters, digits and underscores.`;
    if (Array.isArray(cell)) return `${column}: A single value is needed, not a list.`;
    context[facet] = String(cell);
  }
  return context;
}

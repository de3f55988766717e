import type { Language } from '../../domain/nodes.js';
import type { RankedItem } from '../../recommend/recommendation.js';
import type { CliContext, OpenedIsthmus } from '../cli-context.js';
import { printTable } from './print.js';

/** Prints ranked items with their title, domain, score and first reason. */
export async function printItems(
  context: CliContext,
  isthmus: OpenedIsthmus,
  ranked: readonly RankedItem[],
  language: Language,
): Promise<void> {
  const items = await isthmus.reader.items(ranked.map((entry) => entry.itemId));
  const rows = ranked.map(({ itemId, score, explanation }, index) => {
    const item = items.get(itemId);
    const title = language === 'zh' ? (item?.titleZh ?? item?.title) : item?.title;
    return [index + 1, title ?? itemId, item?.domain ?? '', score.toFixed(4), explanation.reasons[0] ?? ''];
  });
  printTable(
    context.stdout,
    [
      { name: 'rank', isNumber: true },
      { name: 'title' },
      { name: 'domain' },
      { name: 'score', isNumber: true },
      { name: 'reason' },
    ],
    rows,
  );
}

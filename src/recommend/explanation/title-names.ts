import type { Language } from '../../domain/nodes.js';
import type { Projection } from '../../graph/projection/projection.js';

/**
 * What sentences call an item: its title, with its domain when another item has the same title, so that "Dune" the
 * book and "Dune" the album can be told apart. Titles are compared once; items that come later go by title alone.
 */
export class TitleNames {
  private readonly uses: Readonly<Record<Language, ReadonlyMap<string, number>>>;

  constructor(private readonly projection: Projection) {
    const en = new Map<string, number>();
    const zh = new Map<string, number>();
    for (const [item, { title, titleZh }] of projection.itemFacts.entries()) {
      if (!projection.isLive(item)) continue;
      en.set(title, (en.get(title) ?? 0) + 1);
      const inChinese = titleZh ?? title;
      zh.set(inChinese, (zh.get(inChinese) ?? 0) + 1);
    }
    this.uses = { en, zh };
  }

  /** The words that set the item apart from others with its title, such as "book"; null when the title is enough. */
  distinction(itemId: string, title: string, language: Language): string | null {
    if ((this.uses[language].get(title) ?? 0) < 2) return null;
    const { projection } = this;
    const domain = projection.itemFacts[projection.items.indexOf(itemId)]?.domain ?? -1;
    if (domain < 0) return null;
    return language === 'zh' ? projection.domainLabels[domain].labelZh : projection.domains.idOf(domain);
  }
}

import type { Language } from '../../domain/nodes.js';
import { printJson } from '../output/print.js';
import { printItems } from '../output/print-items.js';
import { type CommandFactory, type CommonOptions, newCommand, withIsthmus } from './command-builder.js';
import { parseFirst, parseLanguage } from './option-parsers.js';

interface SimilarOptions extends CommonOptions {
  readonly item: string;
  readonly domain: string[];
  readonly first: number;
  readonly lang: Language;
}

/** `isthmus similar`: items like one item. */
export const similarCommand: CommandFactory = (context) =>
  newCommand('similar', 'Find items like one item, and what they share.')
    .requiredOption('--item <id>', 'the item')
    .option('--domain <ids...>', 'only items of these domains', [])
    .option('--first <n>', 'how many, 1 to 100', parseFirst, 10)
    .option('--lang <language>', 'language of titles and reasons: en or zh', parseLanguage, 'en')
    .action(async (options: SimilarOptions) => {
      await withIsthmus(context, options, { recommends: true }, async (isthmus) => {
        const page = await isthmus.recommender.similarItems(options.item, {
          domains: options.domain,
          limit: options.first,
          after: null,
          language: options.lang,
        });
        if (options.json === true) return printJson(context.stdout, page);
        await printItems(context, isthmus, page.items, options.lang);
      });
    });

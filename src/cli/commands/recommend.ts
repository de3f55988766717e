import type { Language } from '../../domain/nodes.js';
import { printJson, printLine } from '../output/print.js';
import { printItems } from '../output/print-items.js';
import { type CommandFactory, type CommonOptions, newCommand, withIsthmus } from './command-builder.js';
import { parseFirst, parseLanguage } from './option-parsers.js';
import { type SubjectOptions, sceneOf, subjectOf } from './subject-options.js';

interface RecommendCommandOptions extends CommonOptions, SubjectOptions {
  readonly domain: string[];
  readonly first: number;
  readonly lang: Language;
  readonly includeSeen?: boolean;
}

const PATHS_PER_ITEM = 3;

/** `isthmus recommend`: what to offer a user or a visitor, and why. */
export const recommendCommand: CommandFactory = (context) =>
  newCommand('recommend', 'Recommend items to a user, or to a visitor who likes some items.')
    .option('--user <id>', 'the user')
    .option('--liked <ids...>', 'items that a visitor likes')
    .option('--scene <id>', 'the scene in which the items are used')
    .option('--domain <ids...>', 'only items of these domains', [])
    .option('--first <n>', 'how many, 1 to 100', parseFirst, 10)
    .option('--lang <language>', 'language of titles and reasons: en or zh', parseLanguage, 'en')
    .option('--include-seen', 'also items that the user has had')
    .action(async (options: RecommendCommandOptions) => {
      const subject = subjectOf(options);
      await withIsthmus(context, options, { recommends: true }, async (isthmus) => {
        const page = await isthmus.recommender.recommend(
          {
            subject,
            scene: sceneOf(options),
            filter: {
              domains: options.domain,
              entityIds: [],
              yearFrom: null,
              yearTo: null,
              attributes: [],
              onlyAvailable: false,
            },
            excludeItemIds: [],
            includeSeen: options.includeSeen ?? false,
            diversity: 0,
            limit: options.first,
            after: null,
            language: options.lang,
            pathsPerItem: PATHS_PER_ITEM,
          },
          { signal: context.signal },
        );
        if (options.json === true) return printJson(context.stdout, page);
        await printItems(context, isthmus, page.items, options.lang);
        if (page.isColdStart) printLine(context.stderr, 'Nothing is known about the taste; these are liked by many.');
      });
    });

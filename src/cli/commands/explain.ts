import type { Language } from '../../domain/nodes.js';
import { pathText } from '../output/path-text.js';
import { printJson, printLine, printTable } from '../output/print.js';
import { type CommandFactory, type CommonOptions, newCommand, withIsthmus } from './command-builder.js';
import { parseLanguage } from './option-parsers.js';
import { type SubjectOptions, sceneOf, subjectOf } from './subject-options.js';

interface ExplainOptions extends CommonOptions, SubjectOptions {
  readonly item: string;
  readonly lang: Language;
}

/** `isthmus explain`: why an item would stand where it stands for a user. */
export const explainCommand: CommandFactory = (context) =>
  newCommand('explain', 'Say why an item would be recommended to a user, and which paths earn its score.')
    .requiredOption('--item <id>', 'the item')
    .option('--user <id>', 'the user')
    .option('--liked <ids...>', 'items that a visitor likes')
    .option('--scene <id>', 'the scene in which the item is used')
    .option('--lang <language>', 'language of the reasons: en or zh', parseLanguage, 'en')
    .action(async (options: ExplainOptions) => {
      const subject = subjectOf(options);
      await withIsthmus(context, options, { recommends: true }, async ({ recommender }) => {
        const explanation = await recommender.explain(subject, options.item, sceneOf(options), options.lang, {
          signal: context.signal,
        });
        if (options.json === true) return printJson(context.stdout, explanation);
        for (const reason of explanation.reasons) printLine(context.stdout, reason);
        printTable(
          context.stdout,
          [{ name: 'share', isNumber: true }, { name: 'channel' }, { name: 'path' }],
          [
            ...explanation.paths.map((path) => [path.share.toFixed(4), path.channel, pathText(path, options.lang)]),
            [explanation.modelPart.toFixed(4), 'model', ''],
            [explanation.score.toFixed(4), 'score', ''],
          ],
        );
      });
    });

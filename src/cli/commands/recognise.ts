import { IsthmusError } from '../../domain/errors.js';
import type { Situation } from '../../domain/situation.js';
import { oneLine, printJson, printLine, printTable } from '../output/print.js';
import { type CommandFactory, type CommonOptions, newCommand, withIsthmus } from './command-builder.js';

interface RecogniseOptions extends CommonOptions {
  readonly time?: string;
  readonly weekday?: string;
  readonly device?: string;
  readonly place?: string;
  readonly recent: string[];
}

const LOCAL_TIME = /^([01]?\d|2[0-3]):[0-5]\d$/;

/** `isthmus scene`: the scene that a situation is taken for. */
export const recogniseCommand: CommandFactory = (context) =>
  newCommand('scene', 'Recognise the scene of a situation, such as "on the train home, something light".')
    .argument('[text]', 'what the user does, in own words, in English or Chinese')
    .option('--time <HH:MM>', 'the local time')
    .option('--weekday <day>', 'the day of the week, such as monday')
    .option('--device <device>', 'phone, laptop, tv, car …')
    .option('--place <place>', 'home, office, train, gym …')
    .option('--recent <actions...>', 'what the user did last, the newest first', [])
    .action(async (text: string | undefined, options: RecogniseOptions) => {
      const situation = situationOf(text, options);
      await withIsthmus(context, options, { recommends: true }, async ({ recommender }) => {
        const found = await recommender.recogniseScene(situation, { signal: context.signal });
        if (options.json === true) return printJson(context.stdout, found);
        if (found === null) return printLine(context.stdout, 'unknown: it is none of the scenes of the graph.');
        printTable(
          context.stdout,
          [{ name: 'scene' }, { name: 'confidence', isNumber: true }],
          [found, ...found.alternatives].map(({ sceneId, confidence }) => [sceneId, confidence.toFixed(2)]),
        );
        printLine(context.stdout, `because of ${found.evidence.map(oneLine).join('; ')}`);
      });
    });

function situationOf(text: string | undefined, options: RecogniseOptions): Situation {
  const { time = null, weekday = null, device = null, place = null, recent } = options;
  if (time !== null && !LOCAL_TIME.test(time)) {
    throw new IsthmusError('INVALID_ARGUMENT', `--time must be a time of day such as 08:30, not "${time}".`);
  }
  const activity = text === undefined || text.trim() === '' ? null : text;
  const parts = [activity, time, weekday, device, place];
  if (parts.every((part) => part === null) && recent.length === 0) {
    throw new IsthmusError('INVALID_ARGUMENT', 'Say something about the situation: a text, or one of the options.');
  }
  return { activity, localTime: time, weekday, device, place, recentActions: recent };
}

import { Option } from 'commander';
import type { FactExtractor } from '../../domain/extraction.js';
import { Ontology } from '../../domain/ontology.js';
import type { AttributeExtractor } from '../../ingest/knowledge/attributes/attribute-extractor.js';
import { evaluateExtraction } from '../../ingest/knowledge/evaluation/evaluate-extraction.js';
import { HALVES, type Half } from '../../ingest/knowledge/evaluation/evaluate-relations.js';
import { Gazetteer } from '../../ingest/knowledge/gazetteer/gazetteer.js';
import { RuleFactExtractor } from '../../ingest/knowledge/rules/rule-fact-extractor.js';
import { machineAndCommit } from '../output/machine.js';
import { printJson, printLine, printTable } from '../output/print.js';
import { type CommandFactory, type CommonOptions, configOf, newCommand } from './command-builder.js';

interface EvaluateExtractionOptions extends CommonOptions {
  readonly data: string;
  readonly half: Half;
  readonly rulesOnly?: boolean;
}

/** `isthmus evaluate-extraction`: how well facts are taken from texts that people have marked. */
export const evaluateExtractionCommand: CommandFactory = (context) =>
  newCommand('evaluate-extraction', 'Measure how well facts are taken from texts, on texts that people have marked.')
    .requiredOption('--data <folder>', 'folder with marked texts (docs/guide/language.md)')
    .addOption(
      new Option('--half <half>', 'which items of gold.csv count, by their ids').choices(HALVES).default('odd'),
    )
    .option('--rules-only', 'do not ask the language model, if one is configured')
    .action(async (options: EvaluateExtractionOptions) => {
      const ontology = new Ontology();
      const config = configOf(context, options);
      const rulesOf = (attributes: AttributeExtractor | null) =>
        new RuleFactExtractor({ ontology, gazetteer: new Gazetteer(), attributes });
      const extractorOf = async (attributes: AttributeExtractor | null): Promise<FactExtractor> => {
        const rules = rulesOf(attributes);
        if (config.languageModel === null || options.rulesOnly === true) return rules;
        const { withLanguageModel } = await import('../../app/fact-extractor-of.js');
        const warn = (message: string): void => printLine(context.stderr, message);
        return withLanguageModel(config, { ontology, rules, scenes: [], warn });
      };
      const isTerminal = context.stderr.isTTY === true;
      const report = await evaluateExtraction({
        folder: options.data,
        half: options.half,
        extractor: await extractorOf(null),
        learnt: extractorOf,
        onStep: (step) => {
          if (isTerminal) context.stderr.write(`\r\u001B[K${step} …`);
        },
        signal: context.signal,
      });
      if (isTerminal) context.stderr.write('\r\u001B[K');
      if (options.json === true) return printJson(context.stdout, { ...report, machine: machineAndCommit() });
      const scored = [...Object.entries(report.relations), ...Object.entries(report.attributes)];
      printTable(
        context.stdout,
        [{ name: 'what' }, ...['precision', 'recall', 'f1'].map((name) => ({ name, isNumber: true }))],
        scored.map(([name, { precision, recall, f1 }]) => [name, ...[precision, recall, f1].map((x) => x.toFixed(3))]),
      );
      for (const [name, { protocol }] of Object.entries(report.attributes))
        printLine(context.stdout, `${name}: ${protocol}`);
      const speed = report.textsPerSecond === null ? '' : `, ${report.textsPerSecond} texts a second`;
      printLine(
        context.stdout,
        `${report.texts} texts${speed}; facts without a span in their text: ${report.withoutSpan}`,
      );
    });

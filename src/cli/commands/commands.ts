import type { CommandFactory } from './command-builder.js';
import { cypherCommand } from './cypher.js';
import { documentsCommand } from './documents.js';
import { dumpCommand } from './dump.js';
import { encodeCommand } from './encode.js';
import { evaluateCommand } from './evaluate.js';
import { evaluateExtractionCommand } from './evaluate-extraction.js';
import { explainCommand } from './explain.js';
import { exportCommand } from './export.js';
import { extractCommand } from './extract.js';
import { factsCommand } from './facts.js';
import { fitCommand } from './fit.js';
import { ingestCommand } from './ingest.js';
import { mergeCommand } from './merge.js';
import { migrateCommand } from './migrate.js';
import { modelsCommand } from './models.js';
import { recogniseCommand } from './recognise.js';
import { recommendCommand } from './recommend.js';
import { restoreCommand } from './restore.js';
import { schemaCommand } from './schema.js';
import { serveCommand } from './serve.js';
import { similarCommand } from './similar.js';
import { statsCommand } from './stats.js';
import { trainCommand } from './train.js';

/** All commands, in the order in which the help shows them. */
export const COMMANDS: readonly CommandFactory[] = [
  ingestCommand,
  extractCommand,
  encodeCommand,
  documentsCommand,
  factsCommand,
  mergeCommand,
  trainCommand,
  fitCommand,
  modelsCommand,
  serveCommand,
  recommendCommand,
  similarCommand,
  recogniseCommand,
  explainCommand,
  evaluateCommand,
  evaluateExtractionCommand,
  cypherCommand,
  exportCommand,
  migrateCommand,
  dumpCommand,
  restoreCommand,
  statsCommand,
  schemaCommand,
];

import { join } from 'node:path';
import { IsthmusError } from '../../domain/errors.js';
import type { Medium } from '../../domain/media.js';
import { RejectsFile } from '../../ingest/loading/rejects-file.js';
import type { MediaReport } from '../../ingest/media/encode-media.js';
import { findMediaFiles, MEDIA_ENDINGS } from '../../ingest/media/find-media-files.js';
import type { MediaFiles } from '../../ingest/media/media-file.js';
import { MediaVectorStore } from '../../ingest/media/media-vector-store.js';
import { readMediaMap } from '../../ingest/media/read-media-map.js';
import { type CliContext, EXIT } from '../cli-context.js';
import { printJson, printLine, printTable } from '../output/print.js';
import { ProgressBar } from '../output/progress-bar.js';
import { type CommandFactory, type CommonOptions, configOf, newCommand, withIsthmus } from './command-builder.js';

interface EncodeOptions extends CommonOptions {
  readonly images?: string;
  readonly audio?: string;
  readonly model: string;
  readonly map?: string;
  readonly prune?: boolean;
  readonly failures?: string;
}

/** `isthmus encode`: vectors of items' images or sounds into the graph. */
export const encodeCommand: CommandFactory = (context, setExitCode) =>
  newCommand('encode', "Give items the vectors of their images or sounds, by an ONNX encoder of one's own.")
    .option('--images <folder>', `images that are named like their items (${MEDIA_ENDINGS.image.join(' ')})`)
    .option('--audio <folder>', `sounds that are named like their items (${MEDIA_ENDINGS.audio.join(' ')})`)
    .requiredOption('--model <file>', 'the encoder; encoder.json beside encoder.onnx says how it is used')
    .option(
      '--map <file>',
      'a list (CSV, JSONL, Parquet) with the columns item and file, instead of the names of files',
    )
    .option('--prune', 'forget the vectors of items that have no file any more')
    .option('--failures <file>', 'where files that failed are listed (default: a new file in the data folder)')
    .action(async (options: EncodeOptions) => {
      const { medium, folder } = chosen(options);
      const files =
        options.map === undefined ? await findMediaFiles(folder, medium) : await readMediaMap(options.map, folder);
      if (files.files.length + files.broken.length === 0) throw nothingFound(folder, medium);
      const time = new Date(context.nowMs()).toISOString().replaceAll(/[:.]/g, '-');
      const path = options.failures ?? join(configOf(context, options).dataDir, `failed-files-${time}.jsonl`);
      const failures = new RejectsFile(path);
      const report = await encode(context, options, medium, files, failures);
      if (options.json === true) printJson(context.stdout, { ...report, failuresPath: failures.path });
      else printReport(context, report);
      if (failures.path !== null) printLine(context.stderr, `What failed, and why, is in ${failures.path}.`);
      if (report.failed > 0) setExitCode(EXIT.someRejected);
    });

function chosen({ images, audio }: EncodeOptions): { medium: Medium; folder: string } {
  if (images !== undefined && audio === undefined) return { medium: 'image', folder: images };
  if (audio !== undefined && images === undefined) return { medium: 'audio', folder: audio };
  throw new IsthmusError(
    'INVALID_ARGUMENT',
    'Say which folder to encode: either --images or --audio. The two need different models, so each has its own run.',
  );
}

/** Loaded here, because the readers of images and sounds take time that no other command has to spend. */
async function encode(
  context: CliContext,
  options: EncodeOptions,
  medium: Medium,
  files: MediaFiles,
  failures: RejectsFile,
): Promise<MediaReport> {
  const { OnnxMediaEncoder } = await import('../../models/media/onnx-media-encoder.js');
  const { encodeMedia } = await import('../../ingest/media/encode-media.js');
  const { preparationFor } = await import('../../ingest/media/preparation-for.js');
  const encoder = await OnnxMediaEncoder.open(options.model, medium, {
    provider: configOf(context, options).executionProvider,
    threads: 0,
    spinning: false,
    warn: (message) => printLine(context.stderr, message),
  });
  try {
    return await withIsthmus(context, options, { recommends: false }, async ({ graph, ontology }) => {
      const bar = new ProgressBar(context.stderr, files.files.length);
      try {
        return await encodeMedia({
          store: new MediaVectorStore({ graph, ontology, clock: context.nowMs }),
          encoder,
          prepare: preparationFor(encoder.input),
          files,
          failures,
          prunes: options.prune === true,
          nowMs: context.nowMs,
          onFile: (name) => bar.advance(1, name),
          signal: context.signal,
        });
      } finally {
        bar.stop();
      }
    });
  } finally {
    await encoder.release();
  }
}

function printReport({ stdout, stderr }: CliContext, report: MediaReport): void {
  const { seen, unchanged, encoded, failed, ignored, removed, outdated, encoder, size, seconds } = report;
  const rows = Object.entries({ seen, unchanged, encoded, failed, ignored, removed });
  printTable(stdout, [{ name: 'files' }, { name: 'count', isNumber: true }], rows);
  printLine(stdout, `Vectors of ${size} numbers by ${encoder} in ${seconds.toFixed(1)} s`);
  if (outdated > 0) {
    const count = outdated.toLocaleString('en-US');
    printLine(
      stderr,
      `${count} vectors are of other encoders and are not used. Encode their files with this one too, or forget them with --prune.`,
    );
  }
  if (encoded + removed > 0) printLine(stderr, 'Run "isthmus train" to have the models learn from them.');
}

function nothingFound(folder: string, medium: Medium): IsthmusError {
  const endings = MEDIA_ENDINGS[medium].join(', ');
  return new IsthmusError(
    'INGEST_SOURCE_INVALID',
    `There is nothing to encode in ${folder}. Put files there that end in ${endings}.`,
  );
}

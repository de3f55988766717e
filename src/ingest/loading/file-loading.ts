import type { FileReport } from '../ingest-report.js';
import type { Cells, RowSource, SourceOptions, SourceRow } from '../sources/source-row.js';
import { excerpt } from '../sources/source-row.js';
import type { KindLoader } from './kind-loader.js';
import type { RejectsFile } from './rejects-file.js';
import type { SeenRows } from './seen-rows.js';

/** What the loading of a file needs besides its rows. */
export interface LoadOptions {
  readonly source: SourceOptions;
  readonly rejects: RejectsFile;
  /** Rows of this kind that earlier files had. */
  readonly seen: SeenRows;
  readonly signal: AbortSignal | null;
}

interface Waiting<T> {
  readonly record: T;
  readonly line: number;
  readonly cells: Cells;
}

const BATCH_ROWS = 5_000;
/** Batches of very long rows end earlier, so that memory stays bounded. */
const BATCH_CHARACTERS = 16 * 1024 * 1024;
const EXAMPLES = 3;

/** Reads the rows of one file and delivers them in batches; every row ends up in exactly one count of the report. */
export class FileLoading<T> {
  private batch: Waiting<T>[] = [];
  private batchCharacters = 0;

  constructor(
    private readonly loader: KindLoader<T>,
    private readonly report: FileReport,
    private readonly options: LoadOptions,
  ) {}

  async run(source: RowSource): Promise<void> {
    for await (const rows of source.rows(this.options.source)) {
      for (const row of rows) {
        this.report.rows.read += 1;
        if (row.type === 'broken') await this.reject(row.line, row.reason, row.raw);
        else await this.take(row);
      }
    }
    await this.flush();
  }

  private async take(row: Extract<SourceRow, { type: 'row' }>): Promise<void> {
    const reading = this.loader.read(row.cells);
    if (reading.type === 'refused') return this.reject(row.line, reading.reason, rawOf(row.cells));
    const repeated = this.repetition(reading.record, row.line);
    if (repeated === 'duplicate') {
      this.report.rows.duplicate += 1;
      return;
    }
    if (repeated !== null) return this.reject(row.line, repeated, rawOf(row.cells));
    this.report.rows.clipped += reading.clipped;
    this.batch.push({ record: reading.record, line: row.line, cells: row.cells });
    this.batchCharacters += row.characters;
    if (this.batch.length >= BATCH_ROWS || this.batchCharacters >= BATCH_CHARACTERS) await this.flush();
  }

  /** `duplicate` for a row that says the same as an earlier one, a reason for one that contradicts it. */
  private repetition(record: T, line: number): string | null {
    if (this.loader.identity === null) return null;
    const { key, content } = this.loader.identity(record);
    const sighting = this.options.seen.see(key, content, { file: this.report.file, line });
    if (sighting.type === 'first') return null;
    if (sighting.type === 'same') return 'duplicate';
    const { earlier } = sighting;
    return `${key} was already given with other content in line ${earlier.line} of ${earlier.file}; the first one counts.`;
  }

  private async flush(): Promise<void> {
    this.options.signal?.throwIfAborted();
    const { batch } = this;
    if (batch.length === 0) return;
    this.batch = [];
    this.batchCharacters = 0;
    const delivery = await this.loader.deliver(batch.map((waiting) => waiting.record));
    const { rows, facts } = this.report;
    rows.new += delivery.created;
    rows.changed += delivery.changed;
    rows.duplicate += delivery.unchanged;
    facts.new += delivery.facts.created;
    facts.changed += delivery.facts.changed;
    facts.duplicate += delivery.facts.unchanged;
    facts.rejected += delivery.facts.rejected.length;
    this.report.entitiesCreated += delivery.entitiesCreated;

    const refused = new Set<number>();
    for (const { index, reason } of delivery.rejected) {
      refused.add(index);
      await this.reject(batch[index].line, reason, rawOf(batch[index].cells));
    }
    for (const { index, reason } of delivery.facts.rejected) {
      await this.note(
        batch[index].line,
        `The row was taken in without one relation: ${reason}`,
        rawOf(batch[index].cells),
      );
    }
    for (let index = 0; index < batch.length && this.report.examples.good.length < EXAMPLES; index += 1) {
      if (!refused.has(index)) this.report.examples.good.push({ line: batch[index].line, record: batch[index].record });
    }
  }

  private reject(line: number, reason: string, raw: string): Promise<void> {
    this.report.rows.rejected += 1;
    return this.note(line, reason, raw);
  }

  private note(line: number, reason: string, raw: string): Promise<void> {
    if (this.report.examples.bad.length < EXAMPLES) this.report.examples.bad.push({ line, reason, raw });
    return this.options.rejects.write({ file: this.report.file, line, reason, raw });
  }
}

function rawOf(cells: Cells): string {
  const parts = [...cells].map(([column, cell]) => [column, typeof cell === 'string' ? excerpt(cell) : cell]);
  return excerpt(JSON.stringify(Object.fromEntries(parts)));
}

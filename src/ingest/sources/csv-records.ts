import { type ParsedRecord, parseRecord, parseRecords, type RecordText } from './csv-record.js';
import type { Line } from './lines.js';
import { MAX_ROW_CHARACTERS } from './source-row.js';

/** Records that csv-parse gets at once; one that is broken makes it read them again one by one. */
const SINGLES = 200;

/**
 * Puts lines together to records and has csv-parse read them. Lines belong together while the number of quotes is odd.
 * When a record turns out to be broken only its first line is given up, and reading goes on with the next line: one
 * forgotten quote costs one row, not the rest of the file.
 */
export class CsvRecords {
  private readonly waiting: Line[] = [];
  private open: RecordText[] = [];
  private openCharacters = 0;

  constructor(private readonly delimiter: string) {}

  /** Takes the next lines and gives the records that are complete. */
  take(lines: readonly Line[]): ParsedRecord[] {
    for (let index = lines.length - 1; index >= 0; index -= 1) this.waiting.push(lines[index]);
    return this.drain(false);
  }

  /** Gives what is left when the file has ended. */
  finish(): ParsedRecord[] {
    return this.drain(true);
  }

  private drain(isLast: boolean): ParsedRecord[] {
    const done: ParsedRecord[] = [];
    let singles: RecordText[] = [];
    const flush = () => {
      done.push(...parseRecords(singles, this.delimiter));
      singles = [];
    };
    for (;;) {
      const line = this.waiting.pop();
      if (line === undefined) {
        if (!isLast || this.open.length === 0) break;
        flush();
        done.push(this.giveUpFirst('A quoted cell is not closed.'));
        continue;
      }
      if (line.type === 'broken') {
        flush();
        if (this.open.length > 0) {
          this.waiting.push(line);
          done.push(this.giveUpFirst('A quoted cell is not closed.'));
        } else {
          done.push({ type: 'broken', line: line.number, reason: line.reason, text: line.raw });
        }
        continue;
      }
      const isOdd = hasOddQuotes(line.text);
      if (this.open.length === 0) {
        if (isOdd) this.extend(line);
        else if (line.text.trim() !== '') singles.push({ line: line.number, text: withoutReturn(line.text) });
        if (singles.length >= SINGLES) flush();
        continue;
      }
      this.extend(line);
      if (isOdd) {
        flush();
        done.push(...this.close());
      } else if (this.openCharacters > MAX_ROW_CHARACTERS) {
        flush();
        done.push(this.giveUpFirst(`A quoted cell is not closed within ${MAX_ROW_CHARACTERS / 1024 / 1024} MB.`));
      }
    }
    flush();
    return done;
  }

  private extend(line: { readonly number: number; readonly text: string }): void {
    this.open.push({ line: line.number, text: line.text });
    this.openCharacters += line.text.length + 1;
  }

  private close(): ParsedRecord[] {
    const text = withoutReturn(this.open.map((part) => part.text).join('\n'));
    const record = parseRecord({ line: this.open[0].line, text }, this.delimiter);
    if (record.type === 'broken') return [this.giveUpFirst(record.reason)];
    this.open = [];
    this.openCharacters = 0;
    return [record];
  }

  private giveUpFirst(reason: string): ParsedRecord {
    const [first, ...others] = this.open;
    for (let index = others.length - 1; index >= 0; index -= 1) {
      this.waiting.push({ type: 'line', number: others[index].line, text: others[index].text });
    }
    this.open = [];
    this.openCharacters = 0;
    return { type: 'broken', line: first!.line, reason, text: first!.text };
  }
}

function hasOddQuotes(text: string): boolean {
  let isOdd = false;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) isOdd = !isOdd;
  return isOdd;
}

function withoutReturn(text: string): string {
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}

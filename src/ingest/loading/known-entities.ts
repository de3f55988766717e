import type { EntityRecord } from '../../domain/records.js';
import type { IngestSink } from '../ingest-sink.js';
import { SeenRows } from './seen-rows.js';

/** Has entities created that rows name, and asks the graph about each only once. */
export class KnownEntities {
  private readonly known = new SeenRows();

  constructor(private readonly sink: IngestSink) {}

  /** Resolves with the number of entities that were created. */
  async ensure(entities: Iterable<EntityRecord>): Promise<number> {
    const asked: EntityRecord[] = [];
    for (const entity of entities) {
      if (this.known.see(entity.id, '', { file: '', line: 0 }).type === 'first') asked.push(entity);
    }
    return asked.length === 0 ? 0 : this.sink.ensureEntities(asked);
  }
}

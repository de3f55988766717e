import type { InteractionRecord } from '../../domain/records.js';
import type { InteractionOutcome } from '../../graph/writes/plan-interactions.js';
import type { RejectedRecord } from '../../graph/writes/upsert-report.js';
import type { IngestSink } from '../ingest-sink.js';
import type { RowReader } from '../rows/row-reader.js';
import { type KindLoader, plainDelivery } from './kind-loader.js';

/** Loads interactions; the graph knows by the event ids which of them it has. */
export function interactionLoader(
  read: RowReader<InteractionRecord>,
  sink: IngestSink,
  options: { readonly createMissingUsers: boolean },
): KindLoader<InteractionRecord> {
  return {
    read,
    identity: null,
    deliver: async (events) => {
      const outcomes = await sink.recordInteractions(events, options);
      const rejected: RejectedRecord[] = [];
      let created = 0;
      let unchanged = 0;
      for (const [index, outcome] of outcomes.entries()) {
        if (outcome === 'recorded') created += 1;
        else if (outcome === 'duplicate') unchanged += 1;
        else rejected.push({ index, reason: reasonOf(outcome, events[index]) });
      }
      return plainDelivery({ created, changed: 0, unchanged, rejected });
    },
  };
}

function reasonOf(outcome: Exclude<InteractionOutcome, 'recorded' | 'duplicate'>, event: InteractionRecord): string {
  switch (outcome) {
    case 'conflict':
      return `eventId: the user already has an event "${event.eventId}" with other content`;
    case 'unknown-user':
      return `dangling reference: there is no User with the id "${event.userId}"`;
    case 'unknown-item':
      return `dangling reference: there is no Item with the id "${event.itemId}"`;
    case 'unknown-scene':
      return `dangling reference: there is no Scene with the id "${event.sceneId}"`;
    case 'unknown-kind':
      return `kind: "${event.kind}" is not a kind of interaction`;
    case 'invalid':
      return 'the event has a value, time or facet that cannot be stored';
  }
}

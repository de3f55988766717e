import type { KnowledgeGraph, Row } from '../knowledge-graph.js';
import { interactionContent, interactionFromProperties } from '../records/interaction-properties.js';

interface EventRow extends Row {
  readonly user: string;
  readonly item: string;
  readonly eventId: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** One read names at most this many users, so that its result stays small. */
const USERS_PER_READ = 500;

/**
 * Which event ids each user has used, and for what. Reading a user's events once instead of once a batch is what
 * makes a file in any order go in fast. It forgets the users that were asked for longest ago once it holds too many events.
 */
export class EventMemory {
  private readonly users = new Map<string, Map<string, number>>();
  private eventCount = 0;

  constructor(
    private readonly graph: KnowledgeGraph,
    private readonly maxEvents: number,
  ) {}

  /** Reads the events of those users that are not remembered. `fresh` users cannot have any. */
  async load(userIds: Iterable<string>, fresh: ReadonlySet<string>): Promise<void> {
    const missing: string[] = [];
    for (const id of new Set(userIds)) {
      const known = this.users.get(id) ?? (fresh.has(id) ? new Map<string, number>() : undefined);
      if (known === undefined) {
        missing.push(id);
        continue;
      }
      // Taken out and put in again, a user moves to the end of the map, away from those that `trim` forgets.
      this.users.delete(id);
      this.users.set(id, known);
    }
    for (let k = 0; k < missing.length; k += USERS_PER_READ)
      await this.readEvents(missing.slice(k, k + USERS_PER_READ));
  }

  private async readEvents(ids: readonly string[]): Promise<void> {
    const rows = await this.graph.read<EventRow>({ key: 'interactions/find-events', parameters: { ids } });
    for (const id of ids) this.users.set(id, new Map());
    for (const row of rows) {
      const event = interactionFromProperties(row.user, row.item, row.properties);
      this.add(row.user, row.eventId, fingerprint(interactionContent(event)));
    }
  }

  /** The fingerprint of what the user's event said, or undefined when the id is new. The user must be loaded. */
  find(userId: string, eventId: string): number | undefined {
    return this.users.get(userId)?.get(eventId);
  }

  add(userId: string, eventId: string, content: number): void {
    const events = this.users.get(userId);
    if (events === undefined) return;
    if (!events.has(eventId)) this.eventCount++;
    events.set(eventId, content);
  }

  /** Forgets a user, or everything, after a failed write or a deletion. */
  forget(userId?: string): void {
    if (userId === undefined) {
      this.users.clear();
      this.eventCount = 0;
      return;
    }
    this.eventCount -= this.users.get(userId)?.size ?? 0;
    this.users.delete(userId);
  }

  /** Makes room; to be called between batches, when no loaded user is needed any more. */
  trim(): void {
    for (const id of this.users.keys()) {
      if (this.eventCount <= this.maxEvents) return;
      this.forget(id);
    }
  }
}

/** A 52-bit hash (two 26-bit halves of FNV-1a with different seeds): two contents share one by chance only. */
export function fingerprint(text: string): number {
  let a = 0x811c9dc5;
  let b = 0x1b873593;
  for (let k = 0; k < text.length; k++) {
    const code = text.charCodeAt(k);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x85ebca6b);
  }
  return (a >>> 6) * 0x4000000 + (b >>> 6);
}

import { normal, type Random } from '../domain/random.js';

/** What happened in a session, as kind, value and delay after its beginning. */
export interface SessionEvent {
  readonly kind: string;
  readonly value: number | null;
  readonly delayMs: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

interface DomainKinds {
  readonly consume: string;
  /** Hours until it is finished, or null where finishing is not an event of its own. */
  readonly finishHours: number | null;
  readonly canSkip: boolean;
}

const OTHER_DOMAIN: DomainKinds = { consume: 'use', finishHours: null, canSkip: false };
const KINDS: Readonly<Record<string, DomainKinds>> = {
  film: { consume: 'watch', finishHours: null, canSkip: false },
  book: { consume: 'read', finishHours: 240, canSkip: false },
  music: { consume: 'listen', finishHours: null, canSkip: true },
  game: { consume: 'play', finishHours: 300, canSkip: false },
  podcast: { consume: 'listen', finishHours: 90, canSkip: true },
};

/**
 * The events of one session with a work that the user likes by `affinity` (deviations from the mean of its domain).
 * The first says what was done, the others how it was found.
 */
export function drawSession(domain: string, affinity: number, random: Random): SessionEvent[] {
  const { consume, finishHours, canSkip } = KINDS[domain] ?? OTHER_DOMAIN;
  if (random() < 0.14) return [{ kind: random() < 0.6 ? 'view' : 'save', value: null, delayMs: 0 }];
  const events: SessionEvent[] = [{ kind: consume, value: null, delayMs: 0 }];
  const pleasure = affinity + 0.6 * normal(random);
  if (pleasure < -0.2 && canSkip && random() < 0.3) return [{ kind: 'skip', value: null, delayMs: 0 }];
  const endMs = Math.floor((1 + random()) * HOUR_MS);
  if (finishHours !== null && pleasure > 0.3 && random() < 0.5) {
    events.push({ kind: 'finish', value: null, delayMs: Math.floor(DAY_MS + random() * finishHours * HOUR_MS) });
  }
  if (pleasure > 0.8 && random() < 0.45) events.push({ kind: 'like', value: null, delayMs: endMs });
  if (pleasure < -0.3 && random() < 0.35) events.push({ kind: 'dislike', value: null, delayMs: endMs });
  else if (random() < 0.22) {
    const stars = Math.max(1, Math.min(5, Math.round(3.2 + 0.85 * pleasure)));
    events.push({ kind: 'rate', value: stars, delayMs: endMs + Math.floor(random() * HOUR_MS) });
  }
  return events;
}

/** Whether these events say that the work pleased. */
export function isEnjoyed(events: readonly SessionEvent[]): boolean {
  return events.some(
    ({ kind, value }) => kind === 'finish' || kind === 'like' || (kind === 'rate' && (value ?? 0) >= 4),
  );
}

import { INTERACTION_KINDS } from '../../domain/interaction-kinds.js';
import type { Projection } from '../../graph/projection/projection.js';
import type { VerbOf } from './sentence-maker.js';

const KINDS = Object.values(INTERACTION_KINDS);
const LIKED = { en: INTERACTION_KINDS.like.verbEn, zh: INTERACTION_KINDS.like.verbZh };

/** What the user last did with each liked item; a visitor, of whom no events are known, liked it. */
export function likedVerbs(projection: Projection, user: number): VerbOf {
  const { events, items } = projection;
  const kinds = new Map<number, number>();
  const times = new Map<number, number>();
  for (let event = events.newestOf(user); event >= 0; event = events.previous[event]) {
    const item = events.items[event];
    const known = times.get(item);
    if (events.strengths[event] === 0 || (known !== undefined && known >= events.times[event])) continue;
    times.set(item, events.times[event]);
    kinds.set(item, events.kinds[event]);
  }
  return (itemId) => {
    const kind = KINDS[kinds.get(items.indexOf(itemId)) ?? -1];
    return kind === undefined ? LIKED : { en: kind.verbEn, zh: kind.verbZh };
  };
}

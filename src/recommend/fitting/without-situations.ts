import { EventLog } from '../../graph/projection/event-log.js';
import { Projection } from '../../graph/projection/projection.js';

/** A projection whose events tell neither scene nor situation; everything else is shared with the original. */
export function withoutSituations(projection: Projection): Projection {
  const { events, users } = projection;
  const plain = new EventLog(Math.max(64, events.length), Math.max(16, users.size));
  for (let event = 0; event < events.length; event++) {
    const user = events.users[event];
    if (user < 0) continue;
    plain.append(user, events.items[event], events.times[event], -1, events.strengths[event], events.kinds[event]);
  }
  return Object.assign(new Projection(), projection, { events: plain });
}

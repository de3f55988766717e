import type { History, WalkContext } from './candidate-channel.js';

/** What the user likes to take in one scene: strengths summed over the user's events there, newest item first. */
export function sceneHistory({ projection, user, scene, history }: WalkContext): History {
  const { events, userItems } = projection;
  const sums = new Map<number, { strength: number; timeMs: number }>();
  if (user >= 0 && scene >= 0) {
    for (let event = events.newestOf(user); event >= 0; event = events.previous[event]) {
      const item = events.items[event];
      if (events.scenes[event] !== scene || events.strengths[event] === 0 || !userItems.has(user, item)) continue;
      const known = sums.get(item);
      if (known === undefined) sums.set(item, { strength: events.strengths[event], timeMs: events.times[event] });
      else known.strength += events.strengths[event];
    }
  } else if (scene >= 0) {
    for (let n = 0; n < history.length; n++) {
      if (history.scenes[n] === scene)
        sums.set(history.items[n], { strength: history.strengths[n], timeMs: history.times[n] });
    }
  }
  const entries = [...sums.values()];
  return {
    length: sums.size,
    items: Int32Array.from(sums.keys()),
    strengths: Float32Array.from(entries, (entry) => entry.strength),
    times: Float64Array.from(entries, (entry) => entry.timeMs),
    scenes: new Int32Array(sums.size).fill(scene),
  };
}

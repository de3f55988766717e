import { sharedFloat32, sharedInt32 } from './growing-csr.js';

const GROWTH = 1.5;

function sharedFloat64(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(length * 8));
}

/**
 * All interactions in the order in which they came, as columns in shared memory. The events of one user form a
 * chain: `newestOf(user)`, then `previous[event]`, until -1. An event of a deleted user or item keeps its row with
 * user -1.
 */
export class EventLog {
  length = 0;
  users: Int32Array;
  items: Int32Array;
  /** Epoch milliseconds; 0 when the source gave no time. */
  times: Float64Array;
  /** Scene number, or -1. */
  scenes: Int32Array;
  /** Number of the situation (SituationTable), or -1. */
  situations: Int32Array;
  strengths: Float32Array;
  /** Number of the interaction kind in the order of INTERACTION_KINDS. */
  kinds: Int32Array;
  previous: Int32Array;
  private heads: Int32Array;

  constructor(eventCapacity = 64, userCapacity = 16) {
    this.users = sharedInt32(eventCapacity);
    this.items = sharedInt32(eventCapacity);
    this.times = sharedFloat64(eventCapacity);
    this.scenes = sharedInt32(eventCapacity);
    this.situations = sharedInt32(eventCapacity);
    this.strengths = sharedFloat32(eventCapacity);
    this.kinds = sharedInt32(eventCapacity);
    this.previous = sharedInt32(eventCapacity);
    this.heads = sharedInt32(userCapacity).fill(-1);
  }

  /** The user's last event to arrive, or -1. */
  newestOf(user: number): number {
    return user >= 0 && user < this.heads.length ? this.heads[user] : -1;
  }

  append(
    user: number,
    item: number,
    time: number,
    scene: number,
    strength: number,
    kind: number,
    situation = -1,
  ): number {
    if (this.length === this.users.length) this.grow();
    if (user >= this.heads.length) this.growHeads(user + 1);
    const event = this.length++;
    this.users[event] = user;
    this.items[event] = item;
    this.times[event] = time;
    this.scenes[event] = scene;
    this.situations[event] = situation;
    this.strengths[event] = strength;
    this.kinds[event] = kind;
    this.previous[event] = this.heads[user];
    this.heads[user] = event;
    return event;
  }

  /** Detaches all events of a user. */
  removeUser(user: number): void {
    for (let event = this.newestOf(user); event >= 0; event = this.previous[event]) this.users[event] = -1;
    if (user < this.heads.length) this.heads[user] = -1;
  }

  /** Detaches the last events of a user to arrive. */
  removeNewest(user: number, count: number): void {
    for (let k = 0; k < count; k++) {
      const event = this.heads[user];
      this.users[event] = -1;
      this.heads[user] = this.previous[event];
    }
  }

  /** Takes all events of an item out of their users' chains; returns those users. */
  removeItem(item: number): Set<number> {
    const touched = new Set<number>();
    for (let event = 0; event < this.length; event++) {
      if (this.items[event] === item && this.users[event] >= 0) touched.add(this.users[event]);
    }
    for (const user of touched) this.unlink(user, item);
    return touched;
  }

  private unlink(user: number, item: number): void {
    let later = -1;
    for (let event = this.heads[user]; event >= 0; event = this.previous[event]) {
      if (this.items[event] !== item) {
        later = event;
        continue;
      }
      this.users[event] = -1;
      if (later < 0) this.heads[user] = this.previous[event];
      else this.previous[later] = this.previous[event];
    }
  }

  private grow(): void {
    const capacity = Math.ceil(this.users.length * GROWTH);
    this.users = extend(this.users, sharedInt32(capacity));
    this.items = extend(this.items, sharedInt32(capacity));
    this.times = extend(this.times, sharedFloat64(capacity));
    this.scenes = extend(this.scenes, sharedInt32(capacity));
    this.situations = extend(this.situations, sharedInt32(capacity));
    this.strengths = extend(this.strengths, sharedFloat32(capacity));
    this.kinds = extend(this.kinds, sharedInt32(capacity));
    this.previous = extend(this.previous, sharedInt32(capacity));
  }

  private growHeads(atLeast: number): void {
    const old = this.heads;
    this.heads = sharedInt32(Math.max(atLeast, Math.ceil(old.length * GROWTH))).fill(-1);
    this.heads.set(old);
  }
}

function extend<T extends Int32Array | Float32Array | Float64Array>(source: T, target: T): T {
  target.set(source);
  return target;
}

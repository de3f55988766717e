import { pino } from 'pino';
import { TrainingSchedule, type TrainingScheduleOptions } from '../../../src/app/training/training-schedule.js';
import { IsthmusError } from '../../../src/domain/errors.js';

const HOUR_MS = 3_600_000;

/** A schedule with a clock and a graph that the test moves; `outcomes` are what the next trainings do. */
function schedule(given: Partial<TrainingScheduleOptions>) {
  const world = { nowMs: 0, events: 100, trained: 0, outcomes: [] as (boolean | Error)[] };
  const checked = new TrainingSchedule({
    everyMs: null,
    afterEvents: null,
    eventCount: () => world.events,
    clock: () => world.nowMs,
    logger: pino({ level: 'silent' }),
    trainedAtMs: 0,
    train: async () => {
      world.trained++;
      const outcome = world.outcomes.shift() ?? true;
      if (outcome instanceof Error) throw outcome;
      return outcome;
    },
    ...given,
  });
  return Object.assign(world, { check: () => checked.check() });
}

test('trains so long after the training before, counted from when the served version was made', async () => {
  const world = schedule({ everyMs: 2 * HOUR_MS, trainedAtMs: -HOUR_MS });
  await world.check();
  expect(world.trained).toBe(0);
  world.nowMs = HOUR_MS;
  await world.check();
  await world.check();
  expect(world.trained).toBe(1);
  world.nowMs = 3 * HOUR_MS;
  await world.check();
  expect(world.trained).toBe(2);
});

test('trains after so many new events', async () => {
  const world = schedule({ afterEvents: 50 });
  world.events = 149;
  await world.check();
  expect(world.trained).toBe(0);
  world.events = 150;
  await world.check();
  await world.check();
  expect(world.trained).toBe(1);
});

test('never trains when nobody wants it', async () => {
  const world = schedule({});
  world.nowMs = 1e12;
  world.events = 1e6;
  await world.check();
  expect(world.trained).toBe(0);
});

test.each([
  ['fails', false],
  ['cannot begin', new Error('disk')],
])('waits ten minutes after a training that %s', async (_, outcome) => {
  const world = schedule({ afterEvents: 1 });
  world.events = 200;
  world.outcomes = [outcome];
  await world.check();
  world.nowMs = 599_000;
  await world.check();
  expect(world.trained).toBe(1);
  world.nowMs = 600_000;
  await world.check();
  expect(world.trained).toBe(2);
});

test('looks again at once when somebody else was training', async () => {
  const world = schedule({ afterEvents: 1 });
  world.events = 200;
  world.outcomes = [new IsthmusError('TRAINING_RUNNING', 'Another one runs.')];
  await world.check();
  await world.check();
  expect(world.trained).toBe(2);
});

test('does not begin a second one while one runs', async () => {
  let release: (isFine: boolean) => void = () => undefined;
  let begun = 0;
  const world = schedule({
    afterEvents: 1,
    train: () => {
      begun++;
      return new Promise((resolve) => {
        release = resolve;
      });
    },
  });
  world.events = 200;
  const first = world.check();
  await world.check();
  expect(begun).toBe(1);
  release(true);
  await first;
});

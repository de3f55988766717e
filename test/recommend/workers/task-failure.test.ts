import { IsthmusError } from '../../../src/domain/errors.js';
import { errorOf, failureOf } from '../../../src/recommend/workers/task-failure.js';

test('an error of ours comes through with its code, its cause and where it was thrown', () => {
  const error = new IsthmusError('NOT_FOUND', 'No item has the id "x".', { cause: new RangeError('too far') });
  const received = errorOf(structuredClone(failureOf(error)));
  expect(received).toBeInstanceOf(IsthmusError);
  expect(received).toMatchObject({ code: 'NOT_FOUND', message: error.message, stack: error.stack });
  expect(received.cause).toMatchObject({ message: 'too far' });
});

test('what is thrown without being an error comes through as one', () => {
  expect(errorOf(failureOf('just a text'))).toMatchObject({ message: 'just a text' });
});

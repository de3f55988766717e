import { parse } from 'graphql';
import { buildIsthmusSchema } from '../../../src/resolvers/schema.js';
import { AffordableOperations } from '../../../src/server/limits/affordable-operations.js';
import { costProblem } from '../../../src/server/limits/operation-cost.js';

const schema = buildIsthmusSchema();
const document = parse(`
  query Page($input: RecommendationsInput!, $first: Int = 5, $withPaths: Boolean = false) {
    recommendations(input: $input, first: $first) { edges { node { id } paths @include(if: $withPaths) { share } } }
  }
  mutation Forget($input: DeleteUserInput!) { deleteUser(input: $input) { deletedId } }`);

function page(variables: Readonly<Record<string, unknown>>) {
  return { schema, document, operationName: 'Page', variables };
}

function afterOne(first: Readonly<Record<string, unknown>>): AffordableOperations {
  const affordable = new AffordableOperations();
  affordable.add(page(first));
  return affordable;
}

test('a query that was affordable for one user is for another', () => {
  const affordable = afterOne({ input: { userId: 'u1', domains: ['film'] }, first: 20 });
  expect(affordable.has(page({ input: { userId: 'somebody else', domains: ['book'] }, first: 20 }))).toBe(true);
});

test.each([
  ['a longer page', { input: { userId: 'u1' }, first: 21 }],
  ['a page of the usual size', { input: { userId: 'u1' } }],
  ['no size at all', { input: { userId: 'u1' }, first: null }],
  ['a switch', { input: { userId: 'u1' }, first: 20, withPaths: true }],
  ['a longer list', { input: { userId: 'u1', domains: ['film', 'book'] }, first: 20 }],
  ['another value of an enum', { input: { userId: 'u1', language: 'ZH' }, first: 20 }],
  ['a text for a number', { input: { userId: 'u1' }, first: '20' }],
  ['a list for an id', { input: { userId: ['u1'] }, first: 20 }],
])('%s is worked out anew', (_, variables) => {
  expect(afterOne({ input: { userId: 'u1' }, first: 20 }).has(page(variables))).toBe(false);
});

test('values that are nested beyond every stack are no trouble', () => {
  let nested: unknown = 'u1';
  for (let depth = 0; depth < 100_000; depth++) nested = [nested];
  const affordable = afterOne({ input: { userId: 'u1' } });
  expect(affordable.has(page({ input: { userId: nested } }))).toBe(false);
});

test('what is the same but for its texts costs the same', () => {
  const variables = { input: { userId: 'u1' }, first: 100, withPaths: true };
  const others = { ...variables, input: { userId: 'a user with a very long id' } };
  expect(costProblem(page(variables))?.message).toBe(costProblem(page(others))?.message);
});

test('mutations are not remembered, because their variables are long and differ', () => {
  const affordable = new AffordableOperations();
  const operation = { schema, document, operationName: 'Forget', variables: { input: { id: 'u1' } } };
  affordable.add(operation);
  expect(affordable.has(operation)).toBe(false);
});

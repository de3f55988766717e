import { readFileSync } from 'node:fs';
import { isEnumType } from 'graphql';
import { ERROR_CATALOGUE } from '../../src/domain/errors.js';
import { buildIsthmusSchema } from '../../src/resolvers/schema.js';

const catalogue = Object.entries(ERROR_CATALOGUE).map(([code, { meaning, isRetryable, isPublic }]) => ({
  code,
  meaning,
  isRetryable,
  isPublic,
}));

test('docs/guide/errors.md lists every code of the catalogue, as it is there, and no other', () => {
  const text = readFileSync(new URL('../../docs/guide/errors.md', import.meta.url), 'utf8');
  const rows = [...text.matchAll(/^\| ([A-Z_]+) \| (.+) \| (yes|no) \| (yes|no) \|$/gm)];
  const listed = rows.map(([, code, meaning, retry, seen]) => ({
    code,
    meaning,
    isRetryable: retry === 'yes',
    isPublic: seen === 'yes',
  }));
  expect(listed).toEqual(catalogue);
});

test('the GraphQL enum ErrorCode has every code of the catalogue and no other', () => {
  const type = buildIsthmusSchema().getType('ErrorCode');
  const values = isEnumType(type) ? type.getValues() : [];
  expect(values.map(({ name, value, description }) => ({ name, value, description }))).toEqual(
    catalogue.map(({ code, meaning }) => ({ name: code, value: code, description: meaning })),
  );
});

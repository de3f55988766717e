import fc from 'fast-check';
import { NODE_TYPES } from '../../src/domain/nodes.js';
import { decodeGlobalId, encodeGlobalId, globalNodeRef, plainId } from '../../src/schema/global-id.js';

const anyType = fc.constantFrom(...NODE_TYPES);
/** Ids as data sets have them: any text but the empty one; halves of surrogate pairs do not survive UTF-8. */
const anyId = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 });

test('a global id is base64url of type and id', () => {
  expect(encodeGlobalId('Item', 'film:dune')).toBe(Buffer.from('Item:film:dune').toString('base64url'));
});

test('every node is found again by its global id', () => {
  fc.assert(
    fc.property(anyType, anyId, (type, id) => {
      expect(decodeGlobalId(encodeGlobalId(type, id))).toEqual({ type, id });
    }),
  );
});

test('where the type is clear, the global id and the id in the data mean the same node', () => {
  fc.assert(
    fc.property(
      anyType,
      anyId.filter((id) => id.trim() !== '' && decodeGlobalId(id) === null),
      (type, id) => {
        expect(plainId(type, id, 'id')).toBe(id);
        expect(plainId(type, encodeGlobalId(type, id), 'id')).toBe(id);
      },
    ),
  );
});

test('the global id of another type is refused by name', () => {
  const id = encodeGlobalId('User', 'ann');
  expect(() => plainId('Item', id, 'itemId')).toThrow(
    '`itemId` names the User "ann", but an id of type Item is needed.',
  );
});

test.each(['', '   ', 'x'.repeat(513)])('the id %j is refused', (id) => {
  expect(() => plainId('Item', id, 'itemId')).toThrow('`itemId` must be an id of 1 to 512 characters.');
});

test.each(['film:dune', 'SXRlbTpmaWxtOmR1bmU=', 'SXRlbTo', ''])('%j is not taken for a global id', (text) => {
  expect(() => globalNodeRef(text, 'id')).toThrow(/`id` must be a global id/);
});

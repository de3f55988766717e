import {
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { INTERACTION_KINDS } from '../../src/domain/interaction-kinds.js';
import { buildIsthmusSchema } from '../../src/resolvers/schema.js';

const schema: GraphQLSchema = buildIsthmusSchema();
const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
);

/** Everything of a type that can carry a description, by name. */
function described(type: GraphQLNamedType): [string, string | null | undefined][] {
  const all: [string, string | null | undefined][] = [[type.name, type.description]];
  if (isEnumType(type))
    for (const value of type.getValues()) all.push([`${type.name}.${value.name}`, value.description]);
  if (isInputObjectType(type)) {
    for (const field of Object.values(type.getFields())) all.push([`${type.name}.${field.name}`, field.description]);
  }
  if (isObjectType(type) || isInterfaceType(type)) {
    for (const field of Object.values(type.getFields())) {
      all.push([`${type.name}.${field.name}`, field.description]);
      for (const arg of field.args) all.push([`${type.name}.${field.name}(${arg.name})`, arg.description]);
    }
  }
  return all;
}

function fieldsOf(type: GraphQLNamedType) {
  return isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
}

test('every type, field, argument, enum and enum value is described', () => {
  const root = ['Query', 'Mutation', 'Subscription'];
  const bare = types.flatMap(described).filter(([name, text]) => !root.includes(name) && !text?.trim());
  expect(bare).toEqual([]);
});

test('every field that returns a connection takes `first` with a default, so that no list is without a bound', () => {
  const connections = types.flatMap((type) =>
    fieldsOf(type)
      .filter((field) => /Connection!?$/.test(String(field.type)))
      .map((field) => [type.name, field] as const),
  );
  expect(connections.length).toBeGreaterThan(6);
  for (const [, field] of connections) {
    expect(field.args.find((arg) => arg.name === 'first')).toMatchObject({ defaultValue: 20 });
  }
});

test('every connection has edges with node and cursor, and pageInfo', () => {
  for (const type of types.filter((candidate) => candidate.name.endsWith('Connection'))) {
    const fields = fieldsOf(type).map((field) => field.name);
    expect(fields).toEqual(expect.arrayContaining(['edges', 'pageInfo']));
  }
  for (const type of types.filter((candidate) => /(?<!Graph)Edge$/.test(candidate.name))) {
    const fields = fieldsOf(type).map((field) => field.name);
    expect(fields).toEqual(expect.arrayContaining(['node', 'cursor']));
  }
});

test('every mutation takes one `input` and returns a payload with `errors`', () => {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    expect(field.args.map((arg) => arg.name)).toEqual(['input']);
    const payload = schema.getType(String(field.type).replace('!', ''));
    expect(payload?.name).toMatch(/Payload$/);
    expect(fieldsOf(payload as GraphQLNamedType).map((inner) => inner.name)).toContain('errors');
  }
});

test('every node type has a global id and the key that it has in the data', () => {
  const node = schema.getType('Node');
  const nodes = isInterfaceType(node) ? schema.getPossibleTypes(node) : [];
  expect(nodes.map((type) => type.name).sort()).toEqual(['Domain', 'Entity', 'Item', 'Scene', 'User']);
  for (const type of nodes) expect(Object.keys(type.getFields())).toEqual(expect.arrayContaining(['id', 'key']));
});

test('every root query says how long its answer may be kept, and those about users say never', () => {
  const policies = new Map(
    Object.values(schema.getQueryType()?.getFields() ?? {}).map((field) => [
      field.name,
      field.astNode?.directives
        ?.map((directive) => directive.arguments?.map((arg) => ('value' in arg.value ? arg.value.value : '')).join())
        .join(),
    ]),
  );
  for (const policy of policies.values()) expect(policy).toMatch(/^(0,PRIVATE|60,PUBLIC)$/);
  for (const field of ['recommendations', 'explain', 'user', 'node', 'nodes'])
    expect(policies.get(field)).toBe('0,PRIVATE');
});

test('the enum InteractionKind has one value for each kind that the platform knows', () => {
  const type = schema.getType('InteractionKind');
  const values = isEnumType(type) ? type.getValues().map(({ value }) => value) : [];
  expect(values.sort()).toEqual(Object.keys(INTERACTION_KINDS).sort());
});

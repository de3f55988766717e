import { registerEnumType } from 'type-graphql';

/** How a value of the domain is spelled in GraphQL: `in-progress` becomes `IN_PROGRESS`. */
export function enumName(value: string): string {
  return value.toUpperCase().replaceAll('-', '_');
}

/** Makes a GraphQL enum whose values inside the server are the domain's own texts. */
export function defineEnum<Value extends string>(
  name: string,
  description: string,
  descriptions: Readonly<Record<Value, string>>,
): Readonly<Record<string, Value>> {
  const values: Record<string, Value> = {};
  const valuesConfig: Record<string, { description: string }> = {};
  for (const value in descriptions) {
    values[enumName(value)] = value;
    valuesConfig[enumName(value)] = { description: descriptions[value] };
  }
  registerEnumType(values, { name, description, valuesConfig });
  return values;
}

import {
  type DocumentNode,
  GraphQLID,
  type GraphQLSchema,
  GraphQLString,
  type GraphQLType,
  getOperationAST,
  isInputObjectType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
  OperationTypeNode,
  typeFromAST,
} from 'graphql';
import type { CostlyOperation } from './operation-cost.js';

const MAX_REMEMBERED_A_DOCUMENT = 200;
const MAX_REMEMBERED_CHARACTERS = 2_000;
/** Stands for lists and objects where the schema has none. They are refused, and may be nested beyond every stack. */
const MISFIT = 'misfit';

/** The variables of one query of a document, and the outlines of values that were found affordable. */
interface KnownQuery {
  readonly types: readonly (readonly [name: string, type: GraphQLType | undefined])[];
  readonly outlines: Set<string>;
}

/**
 * Remembers which queries were found affordable, because working out a cost takes longer than executing the query. A
 * cost depends on numbers, switches, enums and the lengths of lists, but not on what an id or a text says, and any
 * text is a valid id: so an outline of the variables, without their texts, stands for all of them. Refusals are not
 * remembered: their messages quote the values.
 */
export class AffordableOperations {
  private readonly documents = new WeakMap<DocumentNode, Map<string | null, KnownQuery>>();

  has(operation: CostlyOperation): boolean {
    const known = this.documents.get(operation.document)?.get(operation.operationName);
    return known?.outlines.has(outlineOf(known, operation.variables)) === true;
  }

  /** Remembers an operation that has passed; those that write have too long variables to be worth it. */
  add({ schema, document, operationName, variables }: CostlyOperation): void {
    const query = getOperationAST(document, operationName);
    if (query?.operation !== OperationTypeNode.QUERY) return;
    const queries = this.documents.get(document) ?? new Map<string | null, KnownQuery>();
    this.documents.set(document, queries);
    const known = queries.get(operationName) ?? { types: variableTypes(schema, query), outlines: new Set() };
    queries.set(operationName, known);
    const outline = outlineOf(known, variables);
    if (outline.length > MAX_REMEMBERED_CHARACTERS) return;
    if (known.outlines.size >= MAX_REMEMBERED_A_DOCUMENT) known.outlines.clear();
    known.outlines.add(outline);
  }
}

function variableTypes(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
): KnownQuery['types'] {
  return variableDefinitions.map(({ variable, type }) => [variable.name.value, typeFromAST(schema, type)]);
}

/** A variable that is left out has its default and is not the same as null. */
function outlineOf({ types }: KnownQuery, variables: CostlyOperation['variables']): string {
  const given = types.filter(([name]) => Object.hasOwn(variables, name));
  return JSON.stringify(given.map(([name, type]) => [name, withoutTexts(variables[name], type)]));
}

function withoutTexts(value: unknown, type: GraphQLType | undefined): unknown {
  if (isNonNullType(type)) return withoutTexts(value, type.ofType);
  if (isListType(type)) {
    const { ofType } = type;
    return Array.isArray(value) ? value.map((entry) => withoutTexts(entry, ofType)) : withoutTexts(value, ofType);
  }
  if (typeof value === 'string') return type === GraphQLID || type === GraphQLString ? '' : value;
  if (typeof value !== 'object' || value === null) return value;
  if (!isInputObjectType(type)) return MISFIT;
  const fields = type.getFields();
  return Object.entries(value).map(([name, entry]) => [name, withoutTexts(entry, fields[name]?.type)]);
}

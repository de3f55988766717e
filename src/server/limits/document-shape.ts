import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';

/** How large a document is after its fragments are put in place. Counts may be infinite for cyclic fragments. */
export interface DocumentShape {
  readonly depth: number;
  readonly introspectionDepth: number;
  readonly rootFields: number;
  readonly aliases: number;
  readonly directives: number;
  readonly fields: number;
}

type Counts = { -readonly [Key in keyof DocumentShape]: number };

const NOTHING: Readonly<Counts> = {
  depth: 0,
  introspectionDepth: 0,
  rootFields: 0,
  aliases: 0,
  directives: 0,
  fields: 0,
};
const ENDLESS: Readonly<Counts> = {
  depth: Number.POSITIVE_INFINITY,
  introspectionDepth: Number.POSITIVE_INFINITY,
  rootFields: Number.POSITIVE_INFINITY,
  aliases: Number.POSITIVE_INFINITY,
  directives: Number.POSITIVE_INFINITY,
  fields: Number.POSITIVE_INFINITY,
};

/**
 * Measures a document before it is validated. Each fragment is measured once and its counts are added wherever it is
 * spread, so the time grows with the text and not with what it expands to: thirty fragments that spread one another
 * twice stand for a billion fields, on which graphql-js's own rules would spend minutes.
 */
export function measureDocument(document: DocumentNode): DocumentShape {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const measured = new Map<string, Readonly<Counts>>();

  function fragment(name: string): Readonly<Counts> {
    const known = measured.get(name);
    if (known !== undefined) return known;
    const definition = fragments.get(name);
    if (definition === undefined) return NOTHING;
    // While a fragment is being measured it counts as endless, which is what a spread of itself makes it.
    measured.set(name, ENDLESS);
    const counts = selections(definition.selectionSet);
    measured.set(name, counts);
    return counts;
  }

  function selections(set: SelectionSetNode): Readonly<Counts> {
    const total = { ...NOTHING };
    for (const selection of set.selections) {
      total.directives += selection.directives?.length ?? 0;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        add(total, selections(selection.selectionSet));
      } else if (selection.kind === Kind.FRAGMENT_SPREAD) {
        add(total, fragment(selection.name.value));
      } else {
        total.rootFields += 1;
        total.fields += 1;
        if (selection.alias !== undefined) total.aliases += 1;
        const below = selection.selectionSet === undefined ? NOTHING : selections(selection.selectionSet);
        addBelow(total, below, selection.name.value === '__schema' || selection.name.value === '__type');
      }
    }
    return total;
  }

  const whole = { ...NOTHING };
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) {
      whole.directives += definition.directives?.length ?? 0;
      merge(whole, selections(definition.selectionSet));
    }
  }
  return whole;
}

/** Adds what stands beside. */
function add(total: Counts, more: Readonly<Counts>): void {
  total.rootFields += more.rootFields;
  total.aliases += more.aliases;
  total.directives += more.directives;
  total.fields += more.fields;
  total.depth = Math.max(total.depth, more.depth);
  total.introspectionDepth = Math.max(total.introspectionDepth, more.introspectionDepth);
}

/** Adds what stands below a field, one step deeper. */
function addBelow(total: Counts, below: Readonly<Counts>, isIntrospection: boolean): void {
  total.aliases += below.aliases;
  total.directives += below.directives;
  total.fields += below.fields;
  const depth = isIntrospection ? 1 : below.depth + 1;
  const introspectionDepth = isIntrospection ? below.depth + 1 : below.introspectionDepth;
  total.depth = Math.max(total.depth, depth);
  total.introspectionDepth = Math.max(total.introspectionDepth, introspectionDepth);
}

/** Takes the larger of each count: of several operations only one runs. */
function merge(total: Counts, more: Readonly<Counts>): void {
  for (const key of Object.keys(NOTHING) as (keyof Counts)[]) total[key] = Math.max(total[key], more[key]);
}

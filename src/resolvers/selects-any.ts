import { type FieldNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';

/**
 * Whether an operation selects one of the fields below a list's edges, fragments included. What is not asked for
 * need not be worked out: explanations cost more than scores.
 */
export function selectsAnyOnEdges(info: GraphQLResolveInfo, names: ReadonlySet<string>): boolean {
  const edges: SelectionSetNode[] = [];
  for (const node of info.fieldNodes)
    collect(node.selectionSet, info, (field) => {
      if (field.name.value === 'edges' && field.selectionSet !== undefined) edges.push(field.selectionSet);
    });
  let isSelected = false;
  for (const selection of edges)
    collect(selection, info, (field) => {
      isSelected ||= names.has(field.name.value);
    });
  return isSelected;
}

function collect(set: SelectionSetNode | undefined, info: GraphQLResolveInfo, visit: (field: FieldNode) => void): void {
  for (const selection of set?.selections ?? []) {
    if (selection.kind === Kind.FIELD) visit(selection);
    else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet, info, visit);
    else collect(info.fragments[selection.name.value]?.selectionSet, info, visit);
  }
}

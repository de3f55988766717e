import type { Plan, ProfiledPlan, ResultSummary } from 'neo4j-driver';

/** How the server has run the statement, or would run it, one line a step; null when it was not asked. */
export function planText({ profile, plan }: ResultSummary): string | null {
  const root = profile || plan;
  if (!root) return null;
  // The server draws its plans itself and sends the drawing along.
  const drawn: unknown = Reflect.get(root.arguments, 'string-representation');
  return typeof drawn === 'string' ? drawn.trimEnd() : stepLines(root, 0).join('\n');
}

function stepLines(step: Plan | ProfiledPlan, depth: number): string[] {
  const figures = 'dbHits' in step ? ` (${step.rows} rows, ${step.dbHits} hits)` : '';
  const line = `${'  '.repeat(depth)}${step.operatorType}${figures}`;
  return [line, ...step.children.flatMap((child) => stepLines(child, depth + 1))];
}

import { IsthmusError } from '../../domain/errors.js';
import { cypherTokens, nameOf } from '../script/cypher-tokens.js';
import { positionAt, positionText, type SourcePosition } from '../script/source-position.js';
import { messageOf, statusOf } from './engine-errors.js';
import { clauseCount, MOST_CLAUSES } from './join-creates.js';

/** GQLSTATUS classes of the engine that blame the statement or its data. */
const STATEMENT_STATUS = /^(22|23|42|44|G1)/;

/**
 * What went wrong in a statement that a person wrote, in words that say where and what to do. The engine may have been
 * given more lines before the text.
 */
export function cypherError(text: string, cause: unknown, linesBefore = 0): IsthmusError {
  const message = messageOf(cause);
  const refused = (reason: string) => new IsthmusError('INVALID_ARGUMENT', reason, { cause });
  if (message.includes('plan depth limit')) {
    return refused(
      `The embedded engine takes at most ${MOST_CLAUSES} clauses in one statement, and this one has about ${clauseCount(text)}. Split it with semicolons, or make its rows a list and UNWIND it. Neo4j has no such limit.`,
    );
  }
  if (message.includes('panicked')) {
    return refused(
      'The embedded engine gave up on this statement, which it does on patterns of several hops over many nodes. Give every node of the pattern a label and every hop a type.',
    );
  }
  if (!STATEMENT_STATUS.test(statusOf(cause)) && !message.includes('GRAFEO-V')) {
    return new IsthmusError('STORE_UNAVAILABLE', `The graph store could not run the statement: ${message}`, { cause });
  }
  const position = givenPosition(message, linesBefore) ?? positionOfName(text, message);
  return refused([plainReason(message), ...(position === null ? [] : [positionText(position)])].join(' '));
}

/** The engine's first line without its codes, and its suggestion. */
function plainReason(message: string): string {
  const [first] = message.split('\n');
  const reason = first.replace(/^(?:\w+ error: )?(?:GRAFEO-\w+: )?(?:[\w ]+ error: )?(?:\[Cypher\] )?/, '');
  const hint = /help: (.+)/.exec(message)?.[1];
  return `${reason}.${hint === undefined ? '' : ` ${hint}`}`;
}

function givenPosition(message: string, linesBefore: number): SourcePosition | null {
  const found = /--> query:(\d+):(\d+)/.exec(message);
  return found === null ? null : { line: Number(found[1]) - linesBefore, column: Number(found[2]) };
}

/** The engine names an unknown variable or function without saying where it stands. */
function positionOfName(text: string, message: string): SourcePosition | null {
  const name = /'([^']+)'/.exec(message)?.[1] ?? /\$(\w+)/.exec(message)?.[1];
  if (name === undefined) return null;
  const [last] = name.split('.').slice(-1);
  const token = cypherTokens(text).tokens.find(
    (each) => (each.kind === 'word' || each.kind === 'name' || each.kind === 'parameter') && nameOf(each) === last,
  );
  return token === undefined ? null : positionAt(text, token.start);
}

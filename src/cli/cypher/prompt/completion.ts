import type { CypherRunner } from '../../../graph/cypher-runner.js';

/** The names that a graph uses. */
export interface GraphNames {
  readonly labels: readonly string[];
  readonly relations: readonly string[];
  readonly properties: readonly string[];
}

const NO_NAMES: GraphNames = { labels: [], relations: [], properties: [] };

const KEYWORDS = (
  'ALL AND ANY AS ASC BY CALL CASE CONTAINS COUNT CREATE DELETE DESC DETACH DISTINCT ELSE END ENDS EXISTS EXPLAIN ' +
  'FALSE FOREACH IN IS LIMIT LOAD CSV MATCH MERGE NONE NOT NULL ON OPTIONAL OR ORDER PROFILE REMOVE RETURN SET ' +
  'SINGLE SKIP STARTS THEN TRUE UNION UNWIND WHEN WHERE WITH XOR YIELD ' +
  'avg( coalesce( collect( exists( head( id( keys( labels( last( length( max( min( nodes( properties( range( ' +
  'reduce( relationships( reverse( round( shortestPath( size( split( substring( sum( tail( toFloat( toInteger( ' +
  'toLower( toString( toUpper( trim( type('
).split(' ');

const COMMANDS = [':help', ':param', ':params', ':clear', ':exit'];

/** Asks the graph for its labels, relation types and property names; without an answer there are none. */
export async function graphNames(runner: CypherRunner, signal: AbortSignal): Promise<GraphNames> {
  const column = async (text: string) => {
    const names: string[] = [];
    await runner.runCypher(
      { text, parameters: {} },
      {
        signal,
        isReadOnly: true,
        onRows: (_, rows) => {
          for (const [name] of rows) names.push(String(name));
        },
      },
    );
    return names.sort();
  };
  try {
    return {
      labels: await column('CALL db.labels() YIELD label RETURN label'),
      relations: await column('CALL db.relationshipTypes() YIELD relationshipType RETURN relationshipType'),
      properties: await column('CALL db.propertyKeys() YIELD propertyKey RETURN propertyKey'),
    };
  } catch {
    // A prompt without suggestions is better than none.
    return NO_NAMES;
  }
}

/**
 * What the word at the end of a line could become, and that word: labels and types after a colon, properties after a
 * dot or in a map, keywords and functions elsewhere, in the writing of what was typed.
 */
export function completions(line: string, names: GraphNames, parameters: readonly string[]): [string[], string] {
  if (/^\s*:\w*$/.test(line)) return matching(COMMANDS, line.trimStart());
  const [, before, word] = /^(.*?)([\p{L}\p{N}_]*)$/su.exec(line) ?? ['', line, ''];
  if (/\$$/.test(before)) return matching(parameters, word);
  if (/[\p{L}\p{N}_)]\.$/u.test(before)) return matching(names.properties, word);
  if (/\[[^\]{]*[:|]!?\s*$/.test(before)) return matching(names.relations, word);
  if (/[:|&!]\s*$/.test(before)) return matching(names.labels, word);
  if (/\{[^}:]*$|,\s*$/.test(before) && /\{[^}]*$/.test(before)) return matching(names.properties, word);
  if (word === '') return [[], ''];
  return keywords(word);
}

function matching(names: readonly string[], word: string): [string[], string] {
  const wanted = word.toLowerCase();
  return [names.filter((name) => name.toLowerCase().startsWith(wanted)), word];
}

function keywords(word: string): [string[], string] {
  const isLower = word === word.toLowerCase();
  const [found] = matching(KEYWORDS, word);
  return [found.map((keyword) => (isLower && !keyword.endsWith('(') ? keyword.toLowerCase() : keyword)), word];
}

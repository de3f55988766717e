import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ontology } from '../../src/domain/ontology.js';
import { STATEMENT_KEYS, StatementCatalogue } from '../../src/graph/statement-catalogue.js';

const folder = fileURLToPath(new URL('../../cypher/', import.meta.url));
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.cypher'))
  .map((name) => name.replaceAll('\\', '/').slice(0, -'.cypher'.length))
  // Scripts for analysts are never sent by the platform itself.
  .filter((key) => !/^(explore|gds)\//.test(key))
  .sort();

function source(key: string): { header: string; body: string } {
  const lines = readFileSync(join(folder, `${key}.cypher`), 'utf8').split('\n');
  const isComment = (line: string) => line.startsWith('//');
  return {
    header: lines.filter(isComment).join('\n'),
    body: lines
      .filter((line) => !isComment(line))
      .join('\n')
      .trim(),
  };
}

const parametersIn = (text: string) => [...new Set(text.match(/\$[a-zA-Z]+/g) ?? [])].sort();

test('the catalogue lists exactly the files of cypher/', () => {
  expect([...STATEMENT_KEYS].sort()).toEqual(files);
});

describe.each(files)('%s', (key) => {
  const { header, body } = source(key);

  test('has a header that says what it does', () => {
    expect(header.split('\n')[0]).toMatch(/^\/\/ [A-Z].{10,}/);
  });

  test('names each of its parameters in the header, and no others', () => {
    expect(parametersIn(header)).toEqual(parametersIn(body));
    expect(header).toContain('Parameters:');
  });

  test('is bounded: by a limit, by a list of ids or rows, by one id, or by an aggregate over everything', () => {
    const isBounded =
      /\bLIMIT \$limit\b/.test(body) ||
      /\bUNWIND \$(ids|rows) AS\b/.test(body) ||
      /\{id: \$id\}/.test(body) ||
      /\bRETURN\b[^\n]*\b(count|max)\(/.test(body) ||
      key.startsWith('schema/') ||
      key.startsWith('changes/');
    expect(isBounded).toBe(true);
  });

  test('labels every node that it meets for the first time, and bounds every hop', () => {
    // A name in parentheses without a label is only allowed when the pattern before has introduced it.
    const introduced = new Set([...body.matchAll(/\((\w+)?:/g)].map((match) => match[1]));
    for (const [, name] of body.matchAll(/(?:^|[-\s>])\((\w*)(?: \{[^}]*\})?\)(?=[-<\s]|$)/gm)) {
      expect(introduced).toContain(name);
    }
    expect(body).not.toMatch(/\[[^\]]*\*/);
  });

  test('has a parameter for every value: no text is put together', () => {
    expect(body).not.toMatch(/\$\{|`/);
  });
});

test('a statement is sent without its header', () => {
  expect(new StatementCatalogue().text({ key: 'schema/ping' })).toBe('RETURN 1 AS one');
});

test('a relation of the ontology and labels replace the placeholders', () => {
  const text = new StatementCatalogue().text({
    key: 'relations/create-relations',
    subjectType: 'Item',
    relation: new Ontology().relation('DIRECTED_BY').name,
    objectType: 'Entity',
  });
  expect(text).toContain('CREATE (s)-[:DIRECTED_BY {');
  expect(text).toContain('MATCH (s:Item {id: row.subject})');
  expect(text).toContain('MATCH (o:Entity {id: row.object})');
});

test('a call that leaves a placeholder open is refused before anything is sent', () => {
  expect(() => new StatementCatalogue().text({ key: 'nodes/count-nodes' })).toThrow(/nodes\/count-nodes.*<SUBJECT>/);
});

test('a missing statement file stops the start, not the first request', () => {
  expect(() => new StatementCatalogue('/nonexistent')).toThrow(/ENOENT/);
});

test('the set-up script falls into single statements, constraints before their indexes', () => {
  const statements = new StatementCatalogue().script('schema/set-up');
  expect(statements.length).toBeGreaterThan(10);
  for (const statement of statements) expect(statement).toMatch(/^CREATE (CONSTRAINT|INDEX) \w+ IF NOT EXISTS/);
  const [first, second] = statements;
  expect(first).toMatch(/CONSTRAINT/);
  expect(second).toMatch(/INDEX/);
});

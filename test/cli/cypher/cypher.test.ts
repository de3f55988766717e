import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CliWorld } from '../cli-world.js';

describe('isthmus cypher', () => {
  let world: CliWorld;
  beforeEach(async () => {
    world = await CliWorld.create();
  });
  afterEach(() => world.close());

  const cypher = (...args: string[]) => world.run('cypher', ...args);
  const script = async (text: string) => {
    const path = join(await mkdtemp(join(tmpdir(), 'isthmus-script-')), 'script.cypher');
    await writeFile(path, text);
    return path;
  };
  const count = async (label: string) =>
    (await cypher('-e', `MATCH (n:${label}) RETURN count(n) AS n`, '-f', 'csv')).stdout;

  test('runs every statement of its scripts and prints their rows as tables', async () => {
    const path = await script(
      "// a; comment\nCREATE (:A {x: 1, s: 'one;'})-[:R {w: 1.5}]->(:B);\nMATCH (a:A)-[r:R]->(b) RETURN a, r, b, a.x AS x;",
    );
    const run = await cypher(path, '-e', "RETURN ['a', null, {k: true}] AS list, null AS nothing");
    expect(run).toEqual({
      code: 0,
      stdout: [
        'a                       r              b     x',
        "(:A {s: 'one;', x: 1})  [:R {w: 1.5}]  (:B)  1",
        '',
        'list                    nothing',
        "['a', null, {k: true}]  null",
        '',
      ].join('\n'),
      stderr: '2 nodes created, 1 relationship created, 3 properties set.\n1 row.\n1 row.\n',
    });
  });

  test('reads the standard input when no script is named, or "-" is', async () => {
    world.stdin = 'RETURN 1 AS one';
    expect((await cypher('-f', 'csv')).stdout).toBe('one\n1\n');
    expect((await cypher('-f', 'csv', '-', '-e', 'RETURN 2 AS two')).stdout).toBe('one\n1\n\ntwo\n2\n');
  });

  test('a failing statement says where, what ran and what did not', async () => {
    const path = await script('CREATE (:A);\nCREATE (:A);\n\nMATCH (a:A)\n  RETURN b.x;\nCREATE (:A);\nCREATE (:A);');
    const run = await cypher(path);
    expect(run.code).toBe(1);
    expect(run.stderr.split('\n').slice(2)).toEqual([
      `isthmus: ${path}:5:10: Undefined variable 'b' in property access. Did you mean 'a'?`,
      '  5 |   RETURN b.x;',
      '    |          ^',
      'Statement 3 of 5 failed and changed nothing. The 2 before it ran and stay. The 2 after it did not run.',
      '',
    ]);
    expect(await count('A')).toBe('n\n2\n');
  });

  test('a text that is never closed is found before anything runs', async () => {
    const run = await cypher(await script("CREATE (:A);\nCREATE (:A {x: 'oops});\nCREATE (:A);"));
    expect(run.code).toBe(1);
    expect(run.stderr).toMatch(
      /:2:16: The text, name or comment that begins here is never closed\.[\s\S]*Nothing was run\./,
    );
    expect(await count('A')).toBe('n\n0\n');
  });

  test.each([
    ['n=3', 3],
    ['n=-2.5', -2.5],
    ['n=1e3', 1000],
    ['n=9007199254740993', '9007199254740993'],
    ['n=true', true],
    ['n=null', null],
    ['n=[1, "a"]', [1, 'a']],
    ['n={"a": {"b": []}}', { a: { b: [] } }],
    ['n="7"', '7'],
    ['n=Amélie = 片名', 'Amélie = 片名'],
    ['n=', ''],
  ])('--param %s is %j', async (param, expected) => {
    const run = await cypher('--json', '-p', param, '-e', 'RETURN $n AS n');
    expect(JSON.parse(run.stdout)[0].rows).toEqual([{ n: expected }]);
  });

  test.each(['n', '=1', 'n m=1', 'n={a: 1}'])('--param %s is refused', async (param) => {
    expect((await cypher('-p', param, '-e', 'RETURN 1')).code).toBe(1);
  });

  test('a script sets its own defaults, which --param overrules', async () => {
    const path = await script(
      ':param n => 1 + 2 // three\n:param {list: [1, $n], s: "x"};\nRETURN $n AS n, $list AS list, $s AS s;',
    );
    expect((await cypher(path, '-f', 'csv')).stdout).toBe('n,list,s\n3,"[1,3]",x\n');
    expect((await cypher(path, '-f', 'csv', '-p', 'n=9')).stdout).toBe('n,list,s\n9,"[1,9]",x\n');
  });

  test('a parameter without a value is named before the statement runs', async () => {
    const run = await cypher('-e', 'CREATE (:A {x: 1})\nRETURN $limit');
    expect(run.stderr).toContain(
      '--execute:2:8: The parameter $limit has no value. Give it with --param limit=value, or write ":param limit => value" before the statement.',
    );
  });

  test('commands that a script cannot have are refused with the place', async () => {
    const run = await cypher(await script('CREATE (:A);\n:begin\nCREATE (:A);'));
    expect(run.stderr).toMatch(/script\.cypher:2:1: A script knows the command :param, not :begin\./);
  });

  test('--format csv quotes what needs it, and --json equals --format json', async () => {
    const statement = "UNWIND [['a,b', 1.5], ['\"', null]] AS r RETURN r[0] AS `the, text`, r[1] AS n";
    expect((await cypher('-f', 'csv', '-e', statement)).stdout).toBe('"the, text",n\n"a,b",1.5\n"""",\n');
    const json = await cypher('--json', '-e', statement, '-e', 'CREATE (:A)');
    expect(json.stdout).toBe((await cypher('-f', 'json', '-e', statement, '-e', 'CREATE (:A)')).stdout);
    expect(JSON.parse(json.stdout)).toMatchObject([
      {
        columns: ['the, text', 'n'],
        rows: [
          { 'the, text': 'a,b', n: 1.5 },
          { 'the, text': '"', n: null },
        ],
        plan: null,
      },
      { columns: [], rows: [], changes: { nodesCreated: 1 } },
    ]);
  });

  test('JSON is whole also when a later statement fails', async () => {
    const run = await cypher('--json', '-e', 'RETURN 1 AS one', '-e', 'RETRUN 2');
    expect(run.code).toBe(1);
    expect(JSON.parse(run.stdout)).toMatchObject([{ rows: [{ one: 1 }] }]);
  });

  test('an empty result still has its column names', async () => {
    expect((await cypher('-e', 'MATCH (n:A) RETURN n.x AS x')).stdout).toBe('x\n');
    expect((await cypher('-f', 'csv', '-e', 'MATCH (n:A) RETURN n.x AS x')).stdout).toBe('x\n');
  });

  test('--read-only refuses what writes and runs what reads', async () => {
    const run = await cypher('--read-only', '-e', 'RETURN 1 AS one; CREATE (:A)');
    expect(run).toMatchObject({ code: 1, stdout: 'one\n  1\n' });
    expect(run.stderr).toContain('This statement writes, and only reading is allowed.');
    expect(await count('A')).toBe('n\n0\n');
  });

  test('--profile prints the plan in place of the rows', async () => {
    const run = await cypher('--profile', '-e', 'MATCH (n:A) RETURN n.x AS x ORDER BY x');
    expect(run.stdout).toMatch(/^Sort \(x ASC\) +rows=0/);
    expect(run.stderr).toBe('');
  });

  test('--timeout ends a statement that takes longer', async () => {
    const run = await cypher(
      '--timeout',
      '0.05',
      '-e',
      'UNWIND range(1, 3000) AS a UNWIND range(1, 2000) AS b RETURN count(*) AS n',
    );
    expect(run.code).toBe(1);
    expect(run.stderr).toContain('The graph store did not answer within 50 ms.');
  });

  test('Ctrl-C says which statement it has stopped, and exits with 130', async () => {
    const running = cypher(
      '-e',
      'CREATE (:A); UNWIND range(1, 3000) AS a UNWIND range(1, 2000) AS b RETURN count(*) AS n; CREATE (:A)',
    );
    setTimeout(() => world.interruption.abort(), 400);
    const run = await running;
    expect(run.code).toBe(130);
    expect(run.stderr).toContain(
      'Statement 2 of 3 was interrupted and changed nothing. The one before it ran and stays.',
    );
  });

  test('100,000 rows are CSV in under three seconds of processor time', async () => {
    const before = process.cpuUsage();
    const rows = "UNWIND range(1, 100000) AS i RETURN i, 'item ' + toString(i) AS id, i / 3.0 AS score, [i] AS list";
    const { stdout } = await cypher('-f', 'csv', '-e', rows);
    const { user, system } = process.cpuUsage(before);
    expect(user + system).toBeLessThan(3_000_000);
    expect(stdout.split('\n')).toHaveLength(100_002);
  });

  test('a script that does not exist is named', async () => {
    expect((await cypher('nowhere.cypher')).stderr).toBe(
      'isthmus: The script nowhere.cypher does not exist or cannot be read.\n',
    );
    expect(world.opened).toBe(0);
  });
});

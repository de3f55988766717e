import { CliWorld } from './cli-world.js';

describe('isthmus migrate', () => {
  let world: CliWorld;
  beforeEach(async () => {
    world = await CliWorld.create();
  });
  afterEach(() => world.close());

  test('asks where to', async () => {
    const { code, stderr } = await world.run('migrate');
    expect(code).toBe(1);
    expect(stderr).toContain("required option '--to <store>' not specified");
  });

  test('names the stores when it is given another', async () => {
    const { code, stderr } = await world.run('migrate', '--to', 'memgraph');
    expect(code).toBe(1);
    expect(stderr).toContain('Allowed choices are neo4j, embedded.');
  });

  test('says what is missing when nothing says where Neo4j is', async () => {
    const { code, stderr } = await world.run('migrate', '--to', 'neo4j');
    expect(code).toBe(1);
    expect(stderr).toMatch(/NEO4J_URI: must be set/);
  });
});

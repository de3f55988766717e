import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoWorld } from '../demo/demo-catalogue.js';
import { askGraphQL } from './ask-graphql.js';
import { MainProcess } from './main-process.js';

const RECOMMEND = `query { recommendations(input: { userId: "u001" }, first: 20) {
  recommendationId modelVersion edges { node { key } }
} }`;
const HISTORY = 'query { user(id: "u001") { history(first: 1) { edges { node { kind item { key } } } } } }';
const RECORD = `mutation Record($itemId: ID!, $recommendationId: String!) {
  recordFeedback(input: { events: [
    { eventId: "e2e", userId: "u001", itemId: $itemId, kind: FINISH, recommendationId: $recommendationId }
  ] }) { recordedCount errors { message } }
}`;
const START_TIMEOUT_MS = 180_000;

interface Recommendations {
  readonly recommendations: {
    readonly recommendationId: string;
    readonly modelVersion: string;
    readonly edges: readonly { readonly node: { readonly key: string } }[];
  };
}

const keysOf = ({ recommendations }: Recommendations) => recommendations.edges.map(({ node }) => node.key);

describe('a data folder from its first start on', () => {
  let work: string;
  let dataDir: string;
  const started: MainProcess[] = [];
  const start = (folder = dataDir): MainProcess => {
    const main = new MainProcess(folder);
    started.push(main);
    return main;
  };
  /** What the first start answered, for the later ones to be compared with. */
  let finished = '';
  let modelVersion = '';
  let first = { afterMs: 0, answer: [''] };
  let second: MainProcess;

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'isthmus-e2e-'));
    dataDir = join(work, 'var');
  });
  afterAll(async () => {
    await Promise.all(started.map((main) => main.kill('SIGKILL')));
    await rm(work, { recursive: true });
  });

  test(
    'a stop while an empty folder is being filled is no failure',
    async () => {
      const main = start(join(work, 'stopped'));
      await main.logged(/^The store is empty: creating the demo world$/);
      expect(await main.kill('SIGTERM')).toEqual({ code: 0, stderr: '' });
      expect(main.messages).toHaveLength(1);
    },
    START_TIMEOUT_MS,
  );

  test(
    'a kill while it is being filled is made good by the next start, which fills, fits and serves',
    async () => {
      const killed = start();
      await killed.logged(/^The store is empty: creating the demo world$/);
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      expect((await killed.kill('SIGKILL')).code).toBeNull();
      expect(killed.messages).toHaveLength(1);

      const main = start();
      const { url, afterMs } = await main.serving();
      const { catalogue, simulated } = await demoWorld();
      expect(main.messages[0]).toMatch(/^The (demo world is unfinished|store is empty): creating the demo world$/);
      expect(main.messages[1]).toBe(
        `The demo world has ${catalogue.works.length} works, ${simulated.users.length} users and ${simulated.interactions.length} events`,
      );
      expect(main.messages).toContain('Fitting the models: learn ranker');

      const before = await askGraphQL<Recommendations>(url, RECOMMEND);
      modelVersion = before.recommendations.modelVersion;
      expect(modelVersion).not.toMatch(/unfitted|prior/);
      expect(keysOf(before)).toHaveLength(20);
      finished = keysOf(before)[0];
      const { recommendationId } = before.recommendations;
      expect(await askGraphQL(url, RECORD, { itemId: finished, recommendationId })).toEqual({
        recordFeedback: { recordedCount: 1, errors: [] },
      });
      first = { afterMs, answer: keysOf(await askGraphQL<Recommendations>(url, RECOMMEND)) };
      expect(first.answer).not.toContain(finished);
      expect((await main.kill('SIGKILL')).stderr).toBe('');
    },
    START_TIMEOUT_MS,
  );

  test(
    'the start after a kill loses nothing, is faster, and still knows what was told it',
    async () => {
      second = start();
      const { url, afterMs } = await second.serving();
      expect(second.messages).toHaveLength(1);
      expect(afterMs).toBeLessThan(first.afterMs / 2);
      expect(await askGraphQL(url, HISTORY)).toEqual({
        user: { history: { edges: [{ node: { kind: 'FINISH', item: { key: finished } } }] } },
      });
      const after = await askGraphQL<Recommendations>(url, RECOMMEND);
      expect(after.recommendations.modelVersion).toBe(modelVersion);
      // Scores are sums in another order, so that items that are as good as each other may change places.
      expect(
        keysOf(after)
          .slice(0, 5)
          .filter((key) => first.answer.slice(0, 8).includes(key)),
      ).toHaveLength(5);
      expect(keysOf(after)).not.toContain(finished);
    },
    START_TIMEOUT_MS,
  );

  test(
    'a second process on the same folder ends with a line that says why and what to do',
    async () => {
      const { code, stderr } = await start().ended;
      expect(code).toBe(1);
      expect(stderr).toMatch(/^isthmus: .* is open in another process.*Stop that process.*ISTHMUS_DATA_DIR.*\n$/);
    },
    START_TIMEOUT_MS,
  );

  test(
    'SIGTERM ends it cleanly',
    async () => {
      expect(await second.kill('SIGTERM')).toEqual({ code: 0, stderr: '' });
      expect(second.messages.at(-1)).toMatch(/^Stopping/);
    },
    START_TIMEOUT_MS,
  );

  test(
    'damaged models stop the start with a line that says what to do',
    async () => {
      const damaged = join(work, 'damaged-models');
      await cp(dataDir, damaged, { recursive: true });
      const versions = join(damaged, 'models', 'recommender');
      const [version] = await readdir(versions);
      const path = join(versions, version, 'ranker.onnx');
      const bytes = await readFile(path);
      bytes[100] ^= 1;
      await writeFile(path, bytes);
      const { code, stderr } = await start(damaged).ended;
      expect(code).toBe(1);
      expect(stderr).toMatch(
        /^isthmus: \S+ranker\.onnx has been changed .*Delete the folder of this version .* or fit the models again\.\n$/,
      );
    },
    START_TIMEOUT_MS,
  );

  test(
    'a damaged store stops the start with a line that says what to do',
    async () => {
      const damaged = join(work, 'damaged-store');
      await cp(dataDir, damaged, { recursive: true });
      const [name] = (await readdir(damaged)).filter((file) => file.endsWith('.grafeo'));
      const path = join(damaged, name);
      await writeFile(path, Buffer.from(await readFile(path)).fill(0xa5, 4_096, 200_000));
      const { code, stderr } = await start(damaged).ended;
      expect(code).toBe(1);
      expect(stderr).toMatch(
        /^isthmus: .* cannot be opened because its files are damaged\. Restore them from a backup.*\n$/,
      );
    },
    START_TIMEOUT_MS,
  );
});

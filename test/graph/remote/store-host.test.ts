import { spawnSync } from 'node:child_process';
import { chmod, lstat, mkdir, mkdtemp, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RemoteConnection } from '../../../src/graph/remote/remote-connection.js';
import { findSocketPath, prepareSocketPath } from '../../../src/graph/remote/socket-place.js';
import { HostedGraph } from './hosted-graph.js';

const isRoot = process.getuid?.() === 0;
const canChangeUser = isRoot && spawnSync('setpriv', ['--version']).status === 0;
if (!canChangeUser) console.warn('Skipped: only root can try the socket as another account.');

let folder = '';
const opened: HostedGraph[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'isthmus-socket-'));
});
afterEach(async () => {
  for (const hosted of opened.splice(0)) await hosted.close();
  await rm(folder, { recursive: true, force: true });
});
const host = async (dataDir = folder) => {
  const hosted = await HostedGraph.open({ dataDir });
  opened.push(hosted);
  return hosted;
};
const modeOf = async (path: string) => (await stat(path)).mode & 0o777;

/** Leaves a socket behind, as a killed process does. */
function dieListening(path: string): void {
  const script = 'require("net").createServer().listen(process.argv[1], () => process.kill(process.pid, "SIGKILL"))';
  spawnSync(process.execPath, ['-e', script, path]);
}

test('the socket belongs to its owner alone and lies in a folder that nobody else may enter', async () => {
  await chmod(folder, 0o777);
  await host();
  const path = await findSocketPath(folder);
  expect(path).toBe(join(folder, 'socket', 'graph.sock'));
  expect(await modeOf(path!)).toBe(0o600);
  expect(await modeOf(join(folder, 'socket'))).toBe(0o700);
});

(canChangeUser ? test : test.skip)('another account cannot connect, even to a folder that is open to all', async () => {
  await chmod(folder, 0o777);
  await host();
  const path = await findSocketPath(folder);
  const script = `require("net").connect(process.argv[1])
    .on("connect", () => console.log("connected")).on("error", (error) => console.log(error.code))`;
  const attempt = (...prefix: string[]) =>
    spawnSync(
      prefix[0],
      [...prefix.slice(1), process.execPath, '-e', `${script}; setTimeout(process.exit, 500)`, path!],
      {
        cwd: '/',
      },
    ).stdout.toString();
  expect(attempt('setpriv', '--reuid=65534', '--regid=65534', '--clear-groups')).toBe('EACCES\n');
  expect(attempt('env')).toBe('connected\n');
});

test('a folder for the socket that others may enter is refused', async () => {
  await mkdir(join(folder, 'socket'), { mode: 0o700 });
  await chmod(join(folder, 'socket'), 0o755);
  await expect(HostedGraph.open({ dataDir: folder })).rejects.toMatchObject({
    code: 'STORE_UNAVAILABLE',
    message: expect.stringMatching(/nobody else may enter\. Remove it/),
  });
});

test('a store that nobody has open has nobody to connect to', async () => {
  expect(await findSocketPath(folder)).toBeNull();
  await writeFile(join(folder, 'file'), '');
  expect(await RemoteConnection.open(join(folder, 'file'))).toBeNull();
});

test('a process that accepts callers and turns them away at once is as good as gone', async () => {
  const path = await prepareSocketPath(folder);
  const ending = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => ending.listen(path, resolve));
  expect(await RemoteConnection.open(path)).toBeNull();
  await new Promise((resolve) => ending.close(resolve));
});

test('a host that ends does not wait for callers that hang, and what it has answered arrives', async () => {
  const hosted = await host();
  const graph = await hosted.connect();
  const text = 'UNWIND range(1, 900) AS n RETURN reduce(s = "", k IN range(1, 200) | s + "0123456789") AS text';
  const answer = graph.runCypher({ text, parameters: {} }, { isReadOnly: true });
  const hanging = connect(await prepareSocketPath(folder));
  await new Promise((resolve) => hanging.once('connect', resolve));
  hanging.pause();
  await new Promise((resolve) => setTimeout(resolve, 20));
  const startedMs = performance.now();
  await hosted.stopListening();
  expect(performance.now() - startedMs).toBeLessThan(3_000);
  expect((await answer).rowCount).toBe(900);
  hanging.destroy();
});

test('a host that ends takes its socket with it', async () => {
  const hosted = await host();
  await hosted.stopListening();
  expect(await findSocketPath(folder)).toBeNull();
});

test("a dead process's socket is recognised, and the next host takes its place", async () => {
  const path = await prepareSocketPath(folder);
  dieListening(path);
  expect((await lstat(path)).isSocket()).toBe(true);
  expect(await RemoteConnection.open(path)).toBeNull();
  const graph = await (await host()).connect();
  await expect(graph.ping()).resolves.toBeUndefined();
  await graph.close();
});

test('a live socket is never taken away', async () => {
  const path = await prepareSocketPath(folder);
  const other = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => other.listen(path, resolve));
  await expect(HostedGraph.open({ dataDir: folder })).rejects.toMatchObject({
    code: 'STORE_LOCKED',
    message: expect.stringContaining('still answers'),
  });
  expect((await lstat(path)).isSocket()).toBe(true);
  await new Promise((resolve) => other.close(resolve));
});

test('in a folder whose path is too long for a socket, a link says where it is, and all works the same', async () => {
  const deep = join(folder, 'a'.repeat(60), 'b'.repeat(60));
  await mkdir(deep, { recursive: true });
  const target = await prepareSocketPath(deep);
  dieListening(target);
  expect(Buffer.byteLength(target)).toBeLessThan(100);
  expect(await readlink(join(deep, 'socket', 'graph.sock'))).toBe(target);
  const hosted = await host(deep);
  expect(await modeOf(target)).toBe(0o600);
  const graph = await hosted.connect();
  await expect(graph.ping()).resolves.toBeUndefined();
  await graph.close();
  await hosted.stopListening();
  expect(await findSocketPath(deep)).toBeNull();
});

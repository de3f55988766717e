// Runs a command with a Neo4j beside it: `node --import ./test/faults/typescript-loader.mjs
// test/neo4j/server/with-neo4j.ts [--gds] [command …]`. The command finds the server in NEO4J_URI, NEO4J_USER and
// NEO4J_PASSWORD. Where NEO4J_URI is set already, that server takes the place of our own. Without a command the server
// runs until Ctrl-C.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import neo4j from 'neo4j-driver';
import { Neo4jServer } from './neo4j-server.js';

/** The tests delete everything that they find, so they must be told that they may. */
const MAY_BE_EMPTIED = { ISTHMUS_TEST_NEO4J_MAY_BE_EMPTIED: 'true' };

const args = process.argv.slice(2);
const withGds = args[0] === '--gds';
const [command, ...rest] = withGds ? args.slice(1) : args;

if (process.env.NEO4J_URI !== undefined && process.env.NEO4J_URI !== '') {
  if (command === undefined) process.stdout.write(`Neo4j is at ${process.env.NEO4J_URI} already.\n`);
  else process.exitCode = (await mayBeEmptied(process.env.NEO4J_URI)) ? await run(MAY_BE_EMPTIED) : 1;
} else {
  const server = await Neo4jServer.start({ withGds });
  try {
    const settings = {
      NEO4J_URI: server.uri,
      NEO4J_USER: server.user,
      NEO4J_PASSWORD: server.password,
      ...MAY_BE_EMPTIED,
    };
    if (command === undefined) await untilInterrupted(settings);
    else process.exitCode = await run(settings);
  } finally {
    await server.stop();
  }
}

/** Whether nothing can be lost by the tests: somebody has said so, or there is nothing. */
async function mayBeEmptied(uri: string): Promise<boolean> {
  if (process.env.ISTHMUS_TEST_NEO4J_MAY_BE_EMPTIED === 'true') return true;
  const { NEO4J_USER: user = 'neo4j', NEO4J_PASSWORD: password = '', NEO4J_DATABASE: database = '' } = process.env;
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
  try {
    const { records } = await driver.executeQuery('MATCH (n) RETURN 1 LIMIT 1', {}, { database });
    if (records.length === 0) return true;
    process.stderr.write(
      `The database at ${uri} is not empty, and the tests delete everything in it. Name an empty one in NEO4J_URI and NEO4J_DATABASE, or set ISTHMUS_TEST_NEO4J_MAY_BE_EMPTIED=true.\n`,
    );
    return false;
  } finally {
    await driver.close();
  }
}

async function run(settings: Readonly<Record<string, string>>): Promise<number> {
  const child = spawn(command, rest, { stdio: 'inherit', env: { ...process.env, ...settings } });
  // Ctrl-C reaches the command by itself; this process waits for it, so that the server goes last.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  const [code] = await once(child, 'exit');
  return typeof code === 'number' ? code : 1;
}

async function untilInterrupted(settings: Readonly<Record<string, string>>): Promise<void> {
  const lines = Object.entries(settings).map(([name, value]) => `export ${name}=${value}\n`);
  process.stdout.write(`${lines.join('')}# Neo4j runs until Ctrl-C; its data go with it.\n`);
  // An open timer keeps the process alive; signals alone do not.
  const alive = setInterval(() => undefined, 60_000);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  clearInterval(alive);
}

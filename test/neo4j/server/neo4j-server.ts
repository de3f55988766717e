import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, cpSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import neo4j from 'neo4j-driver';
import { neo4jJars } from './neo4j-jars.js';

const START_TIMEOUT_MS = 120_000;
const USER = 'neo4j';
const FIRST_PASSWORD = 'neo4j';
const PASSWORD = 'isthmus-test';
const JVM_OPTIONS = [
  '-Xms512m',
  '-Xmx512m',
  '-XX:+UseG1GC',
  '--add-opens=java.base/java.nio=ALL-UNNAMED',
  '--add-opens=java.base/java.io=ALL-UNNAMED',
  '--add-opens=java.base/sun.nio.ch=ALL-UNNAMED',
  '--add-opens=java.base/java.lang=ALL-UNNAMED',
  '-Dio.netty.tryReflectionSetAccessible=true',
];

/** How a server for tests differs from the usual one. */
export interface Neo4jServerOptions {
  /** Whether the Graph Data Science procedures are there. */
  readonly withGds?: boolean;
  /** Settings of neo4j.conf on top of the usual ones. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** A Neo4j of our own: on a free port, with its data in a folder of its own that goes away when it stops. */
export class Neo4jServer {
  readonly user = USER;
  readonly password = PASSWORD;
  private child: ChildProcess | null = null;

  private constructor(
    /** Where the server keeps everything. */
    readonly home: string,
    private readonly port: number,
    private readonly options: Neo4jServerOptions,
  ) {}

  get uri(): string {
    return `bolt://127.0.0.1:${this.port}`;
  }

  /** Starts a server with an empty database; resolves when it answers. */
  static async start(options: Neo4jServerOptions = {}): Promise<Neo4jServer> {
    const home = mkdtempSync(join(tmpdir(), 'isthmus-neo4j-'));
    for (const folder of ['conf', 'data', 'import', 'logs', 'plugins']) mkdirSync(join(home, folder));
    const server = new Neo4jServer(home, await freePort(), options);
    await server.launch(options.settings ?? {});
    return server;
  }

  /** Starts the server again on the data that it has, after `kill`. */
  restart(settings: Readonly<Record<string, string>> = this.options.settings ?? {}): Promise<void> {
    return this.launch(settings);
  }

  /** Ends the process at once, as a crash would; the data stay. */
  async kill(): Promise<void> {
    const { child } = this;
    this.child = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  /** Ends the server and removes its data. An orderly stop takes ten seconds, and nobody needs the data any more. */
  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.home, { recursive: true, force: true });
  }

  private async launch(settings: Readonly<Record<string, string>>): Promise<void> {
    const jars = neo4jJars({ withGds: this.options.withGds ?? false });
    if (jars.plugins !== null) cpSync(jars.plugins, join(this.home, 'plugins'), { recursive: true });
    this.configure(jars.plugins !== null, settings);
    const logFile = openSync(join(this.home, 'logs', 'console.log'), 'a');
    // The extensions that the procedures of a plugin need are found on the class path only.
    const classPath = [jars.lib, ...(jars.plugins === null ? [] : [join(this.home, 'plugins')])];
    const main = ['org.neo4j.server.CommunityEntryPoint', `--home-dir=${this.home}`, '--console-mode'];
    const java = process.env.JAVA_HOME === undefined ? 'java' : join(process.env.JAVA_HOME, 'bin', 'java');
    const child = spawn(
      java,
      [
        ...JVM_OPTIONS,
        '-cp',
        classPath.map((folder) => join(folder, '*')).join(delimiter),
        ...main,
        `--config-dir=${join(this.home, 'conf')}`,
      ],
      { cwd: this.home, stdio: ['ignore', logFile, logFile] },
    );
    closeSync(logFile);
    this.child = child;
    // A process that ends without stopping its server must not leave one behind.
    process.once('exit', () => child.kill('SIGKILL'));
    try {
      await this.answering(child);
    } catch (error) {
      await this.kill();
      throw error;
    }
  }

  private configure(withPlugins: boolean, settings: Readonly<Record<string, string>>): void {
    const all = {
      'server.default_listen_address': '127.0.0.1',
      'server.bolt.listen_address': `127.0.0.1:${this.port}`,
      'server.bolt.advertised_address': `127.0.0.1:${this.port}`,
      'server.http.enabled': 'false',
      'server.https.enabled': 'false',
      'server.memory.pagecache.size': '128m',
      'dbms.usage_report.enabled': 'false',
      ...(withPlugins ? { 'dbms.security.procedures.unrestricted': 'gds.*' } : {}),
      ...settings,
    };
    const lines = Object.entries(all).map(([name, value]) => `${name}=${value}\n`);
    writeFileSync(join(this.home, 'conf', 'neo4j.conf'), lines.join(''));
  }

  /** Waits for the first answer and changes the password that every new server starts with. */
  private async answering(child: ChildProcess): Promise<void> {
    let failure: unknown = null;
    child.once('error', (error) => {
      failure = error;
    });
    const untilMs = Date.now() + START_TIMEOUT_MS;
    while (Date.now() < untilMs) {
      if (failure !== null) {
        throw new Error('Java cannot be run. Install Java 17 or 21, or set NEO4J_URI to a running Neo4j.', {
          cause: failure,
        });
      }
      if (child.exitCode !== null) break;
      if ((await this.accepts(PASSWORD)) || (await this.accepts(FIRST_PASSWORD))) return;
      await pause(200);
    }
    throw new Error(`Neo4j has not started:\n${this.logTail()}`);
  }

  private async accepts(password: string): Promise<boolean> {
    const driver = neo4j.driver(this.uri, neo4j.auth.basic(USER, password), { maxTransactionRetryTime: 0 });
    try {
      if (password === PASSWORD) await driver.executeQuery('RETURN 1', {}, { database: 'neo4j' });
      else {
        const change = 'ALTER CURRENT USER SET PASSWORD FROM $old TO $new';
        await driver.executeQuery(change, { old: password, new: PASSWORD }, { database: 'system' });
      }
      return true;
    } catch {
      return false;
    } finally {
      await driver.close();
    }
  }

  private logTail(): string {
    return readFileSync(join(this.home, 'logs', 'console.log'), 'utf8').slice(-4_000);
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('No free port could be found.');
  return address.port;
}

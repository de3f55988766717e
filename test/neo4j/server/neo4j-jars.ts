import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const POM = fileURLToPath(new URL('./pom.xml', import.meta.url));
const COPY_DEPENDENCIES = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';
/** Procedures are looked for in the plugin folder only; what they depend on has to be on the class path. */
const PLUGIN_GROUP = 'org.neo4j.gds';

/** The folders of an installed server: its class path, and its plugins when it was installed with them. */
export interface Neo4jJars {
  readonly lib: string;
  readonly plugins: string | null;
}

/** Brings the jars of a Neo4j server from Maven Central, once a machine; about 125 MB, with GDS 140 MB. */
export function neo4jJars({ withGds }: { readonly withGds: boolean }): Neo4jJars {
  const [, version = 'unknown'] = /<neo4j\.version>([^<]+)</.exec(readFileSync(POM, 'utf8')) ?? [];
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'isthmus');
  const folder = join(cache, `neo4j-${version}${withGds ? '-gds' : ''}`);
  const jars = { lib: join(folder, 'lib'), plugins: withGds ? join(folder, 'plugins') : null };
  if (existsSync(folder)) return jars;
  mkdirSync(cache, { recursive: true });
  // Filled under another name first: a download that was broken off must not look like a finished one.
  const unfinished = mkdtempSync(join(cache, 'unfinished-'));
  try {
    const profile = withGds ? ['-Pgds'] : [];
    copyJars([...profile, `-DexcludeGroupIds=${PLUGIN_GROUP}`], join(unfinished, 'lib'));
    if (withGds) copyJars([...profile, `-DincludeGroupIds=${PLUGIN_GROUP}`], join(unfinished, 'plugins'));
    // Another run may have been faster, and its folder is as good.
    if (!existsSync(folder)) renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return jars;
}

function copyJars(options: readonly string[], target: string): void {
  const result = spawnSync(
    'mvn',
    ['-B', '-q', '-f', POM, COPY_DEPENDENCIES, '-DincludeScope=runtime', `-DoutputDirectory=${target}`, ...options],
    { cwd: dirname(target), encoding: 'utf8' },
  );
  if (result.error !== undefined) {
    throw new Error('Maven cannot be run. Install it and Java 17 or 21, or set NEO4J_URI to a running Neo4j.', {
      cause: result.error,
    });
  }
  if (result.status !== 0) throw new Error(`Maven could not bring the jars of Neo4j:\n${result.stdout.slice(-4_000)}`);
}

import { existsSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Isthmus, openIsthmus, openStore } from '../src/app.js';
import { readConfig } from '../src/config/config.js';
import { createDemoWorld } from '../src/demo/create-demo-world.js';
import { packageFolder } from '../src/domain/package-folder.js';
import { GraphSink } from '../src/ingest/graph-sink.js';
import { prepareIngest } from '../src/ingest/prepare-ingest.js';
import { runIngest } from '../src/ingest/run-ingest.js';

/** What stands for the demo world, users included, where a data folder could be named. */
const DEMO = 'demo';

/** Reads a data folder into a store on disk; resolves with what was read and how long it took. */
export async function ingestInto(dataDir: string, folder: string, interactions: string) {
  mkdirSync(dataDir, { recursive: true });
  const startedMs = performance.now();
  const store = await openStore(join(dataDir, 'graph.grafeo'));
  try {
    const sink = new GraphSink(store.writer, store.reader, store.ontology);
    if (folder === DEMO) {
      const { ingest } = await createDemoWorld(sink, { folder: packageFolder('demo/world'), nowMs: Date.now() });
      return { report: ingest, seconds: (performance.now() - startedMs) / 1000 };
    }
    const plan = await prepareIngest(folder, { interactions: [interactions] });
    const report = await runIngest(plan, sink, {
      nowMs: Date.now,
      rejectsPath: null,
      declaresRelations: true,
    });
    return { report, seconds: (performance.now() - startedMs) / 1000 };
  } finally {
    await store.graph.close();
  }
}

/** Opens a data folder's store, which is made and fitted first when it is not there yet. */
export async function openFitted(dataDir: string, folder: string, interactions: string): Promise<Isthmus> {
  const config = readConfig({ ISTHMUS_DATA_DIR: dataDir });
  if (!existsSync(join(dataDir, 'graph.grafeo'))) await ingestInto(dataDir, folder, interactions);
  const isthmus = await openIsthmus(config, { recommends: true });
  if (isthmus.recommender.modelVersion.startsWith('unfitted')) {
    await isthmus.train({ onStep: (step) => console.error(`fitting: ${step}`) });
  }
  return isthmus;
}

/** The data folder and the interaction file of the command line. */
export function dataArguments(): { folder: string; interactions: string; dataDir: string } {
  const [folder, interactions = 'interactions.train.csv', given] = process.argv.slice(2);
  if (folder === undefined) {
    throw new Error('Give a data folder (or "demo"), the interaction file inside it and a folder for the store.');
  }
  return { folder, interactions, dataDir: given ?? join('var', 'bench', basename(folder)) };
}

import { pino } from 'pino';
import { openIsthmus } from '../src/app.js';
import { readConfig } from '../src/config/config.js';
import type { Recommender } from '../src/recommend/recommender.js';
import { createServer } from '../src/server/create-server.js';
import type { ServerCost } from './http.js';
import { requestFor } from './request.js';

/** The server that `http.ts` puts under load: the real one, or one whose recommender answers with one canned page. */
const [dataDir = 'var/bench', kind = 'real', workers = '0'] = process.argv.slice(2);
const config = readConfig({ ISTHMUS_DATA_DIR: dataDir, PORT: '0', ISTHMUS_LOG_LEVEL: 'silent' });
const isthmus = await openIsthmus(config, { recommends: true, workers: kind === 'real' ? Number(workers) : 0 });
await isthmus.startWorkers();
const { graph: store, projection, wording, reader, writer, ontology, registry, knowledge } = isthmus;
const recommender = kind === 'canned' ? await withCannedAnswer(isthmus.recommender) : isthmus.recommender;
const server = await createServer({
  services: { recommender, wording, reader, writer, ontology, store, projection, registry, knowledge },
  config,
  logger: pino({ level: 'silent' }),
  clock: Date.now,
});
process.send?.(server.url);
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  const cost: ServerCost = { residentBytes: process.memoryUsage.rss(), cpuMs: (user + system) / 1000 };
  process.send?.(cost);
});
process.once('SIGTERM', async () => {
  await server.stop();
  await isthmus.close();
  process.exit(0);
});

async function withCannedAnswer(real: Recommender): Promise<Recommender> {
  const page = await real.recommend(requestFor(projection.users.idOf(0)));
  const canned: Recommender = Object.create(real);
  canned.recommend = async () => page;
  return canned;
}

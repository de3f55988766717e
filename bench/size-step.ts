import { join } from 'node:path';
import { openStore } from '../src/app.js';
import { buildProjection } from '../src/graph/projection/build-projection.js';
import { UNFITTED_MODELS } from '../src/recommend/fitted-models.js';
import { Recommender } from '../src/recommend/recommender.js';
import { ingestInto } from './fitted-store.js';
import { quantile } from './measure.js';
import { requestFor } from './request.js';
import type { StepCost } from './sizes.js';

const WARM_UP = 200;
const MEASURED = 1_000;

/** One step of `sizes.ts`, in a process of its own, so that its memory is its own; prints the cost as JSON. */
const [name, dataDir = '', folder = ''] = process.argv.slice(2);
console.log(JSON.stringify(name === 'ingest' ? await ingest() : await serving()));

async function ingest(): Promise<StepCost> {
  const { report, seconds } = await ingestInto(dataDir, folder, 'interactions.csv');
  const interactions = report.files.find((file) => file.file === 'interactions.csv')?.rows.new ?? 0;
  return { interactions, seconds, cpuSeconds: cpuSeconds(), megabytes: peakMegabytes() };
}

/** Reads the projection and recommends with models that were never fitted: the walks over the graph alone. */
async function serving(): Promise<StepCost> {
  const { graph, ontology } = await openStore(join(dataDir, 'graph.grafeo'));
  const startedMs = performance.now();
  const startedCpu = cpuSeconds();
  const projection = await buildProjection(graph, { ontology });
  const seconds = (performance.now() - startedMs) / 1000;
  const projectionCpu = cpuSeconds() - startedCpu;
  const recommender = new Recommender({
    projection,
    ontology,
    models: UNFITTED_MODELS,
    tokenKey: Buffer.from('a key for a bench, which nobody else sees'),
    clock: Date.now,
  });
  const durationsMs = new Float64Array(MEASURED);
  for (let n = 0; n < WARM_UP + MEASURED; n++) {
    // A step that shares no factor with the number of users visits them in a scattered order.
    const userId = projection.users.idOf((n * 7919) % projection.users.size);
    const askedMs = performance.now();
    await recommender.recommend(requestFor(userId));
    if (n >= WARM_UP) durationsMs[n - WARM_UP] = performance.now() - askedMs;
  }
  await graph.close();
  const [p50Ms, p99Ms] = [quantile(durationsMs, 0.5), quantile(durationsMs, 0.99)];
  return {
    interactions: projection.events.length,
    seconds,
    cpuSeconds: projectionCpu,
    megabytes: peakMegabytes(),
    p50Ms,
    p99Ms,
  };
}

function peakMegabytes(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}

function cpuSeconds(): number {
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  return (userCPUTime + systemCPUTime) / 1e6;
}

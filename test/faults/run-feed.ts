// Prints what three processes that write to one Neo4j, with kills and restarts in between, have left of the graph and
// of their projections. npm run fault:feed [-- writes, 10000] [kills, 12] [seed, 1]
import { runFeed } from './feed-run.js';

const [writes = 10_000, kills = 12, seed = 1] = process.argv.slice(2).map(Number);
const startedMs = performance.now();
const report = await runFeed(writes, kills, seed);
console.log(JSON.stringify({ seed, ...report, seconds: Math.round((performance.now() - startedMs) / 1_000) }));
process.exitCode = report.lost + report.doubled + report.different === 0 ? 0 : 1;

// Trains the models of a small world again and again until it is killed, and tells each version on its standard output.
// Argument: the data folder.
import { writeSync } from 'node:fs';
import { fitStoreOf } from '../../src/app/fit-store-of.js';
import { trainHere } from '../../src/app/training/train-here.js';
import { randomWorld } from '../recommend/small-world.js';

const [dataDir] = process.argv.slice(2);
const world = randomWorld(3, 60, 30);
const fits = fitStoreOf({ dataDir, executionProvider: 'cpu' }, () => undefined);
const parts = { fits, projection: world.projection(), ontology: world.ontology };
for (;;) {
  const { outcome } = await trainHere(dataDir, parts, {
    trials: 1,
    onStep: (step) => writeSync(1, `step ${step}\n`),
  });
  writeSync(1, `version ${outcome.version}\n`);
}

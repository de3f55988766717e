// Promotes two versions of a model in turns until it is killed, and tells each promotion on its standard output.
// Arguments: folder of the models, name, the two versions.
import { writeSync } from 'node:fs';
import { ModelStore } from '../../src/models/store/model-store.js';

const [folder, name, ...versions] = process.argv.slice(2);
const store = new ModelStore({ folder, keptVersions: 2, clock: Date.now });
for (let n = 0; ; n++) {
  await store.promote(name, versions[n % 2], { reason: `Turn ${n}.`, isForced: true, comparison: null });
  writeSync(1, `${n}\n`);
}

#!/usr/bin/env node
import { existsSync } from 'node:fs';

const main = new URL('../dist/cli/main.js', import.meta.url);
if (existsSync(main)) await import(main.href);
else {
  process.stderr.write('isthmus: the program is not built yet. Run "npm run build" in the folder of Isthmus first.\n');
  process.exitCode = 1;
}

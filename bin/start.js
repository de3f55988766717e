#!/usr/bin/env node
// `npm start`: builds when the sources are newer than the build, which takes a second that most starts can save, and
// serves.
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../', import.meta.url);

/** When the build was made, in epoch milliseconds; 0 when there is none. */
function builtAtMs() {
  return statSync(new URL('dist/.tsbuildinfo', root), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function newestSourceMs() {
  const folder = new URL('src/', root);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Math.max(...files.map((file) => statSync(`${file.parentPath ?? file.path}/${file.name}`).mtimeMs));
}

if (newestSourceMs() > builtAtMs()) {
  const compiler = fileURLToPath(new URL('node_modules/typescript/bin/tsc', root));
  const build = spawnSync(process.execPath, [compiler, '-p', fileURLToPath(root)], { stdio: 'inherit' });
  if (build.status !== 0) process.exit(build.status ?? 1);
}
await import('../dist/main.js');

import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { packageFolder } from '../../src/domain/package-folder.js';

test.each(['cypher', 'examples', join('demo', 'world')])(
  'the folder %s of the package is found from any working directory',
  (name) => {
    const here = process.cwd();
    process.chdir('/');
    const folder = packageFolder(name);
    process.chdir(here);
    expect(isAbsolute(folder)).toBe(true);
    expect(existsSync(folder)).toBe(true);
    expect(folder).toBe(join(here, name));
  },
);

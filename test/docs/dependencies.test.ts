import { readFileSync } from 'node:fs';

const read = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

test('the guide says why each direct dependency is here', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json'));
  const guide = read('docs/guide/dependencies.md');
  const names = [...Object.keys(dependencies), ...Object.keys(devDependencies)];
  // The declarations of types go without a sentence of their own.
  const missing = names.filter((name) => !name.startsWith('@types/') && !guide.includes(`\`${name}\``));
  expect(missing).toEqual([]);
});

import type { ExplanationPath } from '../../../src/domain/explanation.js';
import { LANGUAGES } from '../../../src/domain/nodes.js';
import type { Projection } from '../../../src/graph/projection/projection.js';
import { NoLanguageModel } from '../../../src/llm/no-language-model.js';
import { PersonalWording } from '../../../src/recommend/wording/personal-wording.js';
import { WORDING_LENGTHS, WORDING_TONES } from '../../../src/recommend/wording/wording-style.js';
import { demoWorld, type TestServices, testServices } from '../../server/test-services.js';
import { requestOf } from '../test-recommender.js';

const TEXTS = 10_000;

let services: TestServices;
let names: readonly string[];
beforeAll(async () => {
  services = await testServices(demoWorld);
  names = allNames(services.projection);
}, 120_000);
afterAll(() => services.graph.close());

/** Every name of the demo world, in both languages; the longest first. */
function allNames({ itemFacts, entityFacts, sceneFacts }: Projection): string[] {
  const found = new Set<string | null>();
  for (const { title, titleZh } of itemFacts) found.add(title).add(titleZh);
  for (const { label, labelZh } of [...entityFacts, ...sceneFacts]) found.add(label).add(labelZh);
  // Words such as "It" are titles, and single Chinese signs are in everything.
  return [...found]
    .filter((name) => name !== null)
    .filter((name) => name.length > 3)
    .sort((a, b) => b.length - a.length);
}

/** The names of a text that are neither of a path nor what was asked for, once those have been taken out. */
function strangersIn(text: string, paths: readonly ExplanationPath[], asked: readonly string[]): string[] {
  const own = paths
    .flatMap(({ steps }) => steps.flatMap(({ from, to }) => [from, to]))
    .flatMap((end) => (end.type === 'node' ? [end.label, end.labelZh ?? end.label] : []))
    .concat(asked)
    .sort((a, b) => b.length - a.length);
  // A relation may be called like a genre: 是…的原声音乐.
  const phrases = paths.flatMap(({ steps }) =>
    steps.flatMap(({ relation }) => {
      const known = services.ontology.find(relation);
      return known === undefined ? [] : [known.en, known.zh].flatMap(({ shared }) => shared.split('{object}'));
    }),
  );
  const said = [...own, ...phrases.filter((phrase) => phrase.length > 3)];
  const rest = said.reduce((left, name) => left.replaceAll(name, '·').replaceAll(name.toLowerCase(), '·'), text);
  return names.filter((name) => rest.includes(name));
}

test(`none of ${TEXTS} explanations of the demo world names what is not in its paths`, async () => {
  const { projection, recommender, ontology } = services;
  const wording = new PersonalWording({
    recommender,
    projection: () => projection,
    ontology,
    model: new NoLanguageModel(),
  });
  let texts = 0;
  const wrong: string[] = [];
  for (let round = 0; texts < TEXTS; round++) {
    const language = LANGUAGES[round % 2];
    const userId = projection.users.idOf(round % projection.users.size);
    const asked = projection.sceneFacts[round % (projection.sceneFacts.length + 1)];
    const scene = asked === undefined ? ({ type: 'none' } as const) : ({ type: 'scene', sceneId: asked.id } as const);
    const sceneNames = asked === undefined ? [] : [asked.label, asked.labelZh];
    const page = await recommender.recommend(requestOf(userId, { limit: 100, language, scene, pathsPerItem: 8 }));
    for (const [n, { explanation }] of page.items.entries()) {
      const tone = WORDING_TONES[n % WORDING_TONES.length];
      const length = WORDING_LENGTHS[(n + round) % WORDING_LENGTHS.length];
      const { text } = await wording.explain(explanation, { language, tone, length });
      for (const name of strangersIn(text, explanation.paths, sceneNames)) wrong.push(`${name}: ${text}`);
      texts++;
    }
  }
  expect(texts).toBeGreaterThanOrEqual(TEXTS);
  expect(wrong.slice(0, 10)).toEqual([]);
}, 300_000);

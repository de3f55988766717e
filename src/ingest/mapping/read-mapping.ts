import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parse, YAMLParseError } from 'yaml';
import type { z } from 'zod';
import { IsthmusError } from '../../domain/errors.js';
import { Ontology, type RelationDeclaration } from '../../domain/ontology.js';
import { nearestName } from '../nearest-name.js';
import { type Mapping, mappingSchema } from './mapping.js';

/** The mapping that holds when a folder has no isthmus.yaml. */
export function defaultMapping(): Mapping {
  return mappingSchema.parse({});
}

/** Reads an isthmus.yaml; throws CONFIG_INVALID that names every setting that is wrong. */
export async function readMapping(path: string): Promise<Mapping> {
  const name = basename(path);
  const settings = parseYaml(await readFile(path, 'utf8'), name) ?? {};
  const parsed = mappingSchema.safeParse(settings);
  if (!parsed.success) {
    const problems = parsed.error.issues.flatMap((issue) => problemsOf(issue));
    throw new IsthmusError('CONFIG_INVALID', `${name} cannot be used: ${problems.join('; ')}.`);
  }
  // Declaring them once shows a name that cannot be used before anything is read.
  new Ontology(relationDeclarations(parsed.data));
  return parsed.data;
}

/** The relations that a mapping declares. */
export function relationDeclarations(mapping: Mapping): RelationDeclaration[] {
  return mapping.relations.map(({ name, description, objectKind, en, zh }) => ({
    name,
    ...(description === undefined ? {} : { description }),
    ...(objectKind === undefined ? {} : { objectKind }),
    ...(en === undefined ? {} : { en: withoutUndefined(en) }),
    ...(zh === undefined ? {} : { zh: withoutUndefined(zh) }),
  }));
}

function withoutUndefined(phrases: { fact?: string | undefined; shared?: string | undefined }) {
  return {
    ...(phrases.fact === undefined ? {} : { fact: phrases.fact }),
    ...(phrases.shared === undefined ? {} : { shared: phrases.shared }),
  };
}

function parseYaml(text: string, name: string): unknown {
  try {
    return parse(text);
  } catch (cause) {
    if (!(cause instanceof YAMLParseError)) throw cause;
    throw new IsthmusError('CONFIG_INVALID', `${name} is not valid YAML: ${cause.message.split('\n')[0]}`, { cause });
  }
}

function problemsOf(issue: z.core.$ZodIssue): string[] {
  const place = issue.path.join('.');
  if (issue.code !== 'unrecognized_keys') return [place === '' ? issue.message : `${place}: ${issue.message}`];
  return issue.keys.map((key) => {
    const meant = issue.path.length === 0 ? nearestName(key, Object.keys(mappingSchema.shape)) : null;
    return `${[place, key].filter(Boolean).join('.')} is not a setting${meant === null ? '' : `; did you mean "${meant}"?`}`;
  });
}

import { z } from 'zod';
import type { RelationType } from '../../domain/ontology.js';
import type { ExtractionVocabulary } from './extraction-vocabulary.js';

/** What a model answers. Names are told to the server as enumerations, but one wrong name spoils only its own fact. */
export function extractionAnswer(relations: readonly RelationType[], { kinds }: ExtractionVocabulary) {
  return z.object({
    facts: z.array(
      z.object({
        /** Null stands for what the text is about. */
        subject: z.string().nullable(),
        subjectKind: z.string().nullable(),
        relation: z.string().meta({ enum: relations.map(({ name }) => name) }),
        name: z.string(),
        kind: z.string().meta({ enum: [...kinds, 'scene'] }),
        attribute: z.string().nullable(),
        /** Null when the text says `name` in exactly these words. */
        quote: z.string().nullable(),
        confidence: z.number(),
      }),
    ),
  });
}

/** One fact as the model has said it; nothing of it is checked yet. */
export type StatedFact = z.output<ReturnType<typeof extractionAnswer>>['facts'][number];

import type { Language } from '../../domain/nodes.js';
import { defineEnum } from './define-enum.js';

/** The GraphQL enum Language. */
export const LanguageEnum = defineEnum<Language>('Language', 'Languages that titles, labels and reasons come in.', {
  en: 'English.',
  zh: 'Chinese.',
});

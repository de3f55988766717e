/** Participles whose doer stands behind "by", with what the doer is to the work. */
export const DOER_PARTICIPLES: ReadonlyMap<string, string> = new Map([
  ...relation('DIRECTED_BY', 'directed co-directed codirected helmed'),
  ...relation('WRITTEN_BY', 'written co-written cowritten scripted co-scripted penned authored adapted screenwritten'),
  ...relation('PRODUCED_BY', 'produced co-produced coproduced'),
  ...relation('COMPOSED_BY', 'composed scored'),
  ...relation('STARRING', 'played portrayed voiced'),
  ...relation('PERFORMED_BY', 'performed recorded sung'),
  ...relation('HOSTED_BY', 'hosted presented narrated'),
  ...relation('DESIGNED_BY', 'designed'),
]);

/** Words after which the cast follows at once. */
export const CAST_WORDS: ReadonlySet<string> = new Set(
  'starring co-starring stars co-stars starred co-starred costarring costars star co-star'.split(' '),
);

/** Things whose maker stands behind "by": "screenplay by", "the music was composed by" has its participle. */
export const MADE_THINGS: ReadonlyMap<string, string> = new Map([
  ...relation('WRITTEN_BY', 'screenplay script teleplay screenplays'),
  ...relation('COMPOSED_BY', 'music score soundtrack'),
]);

/** Verbs whose doer stands in front of them. */
export const DOER_VERBS: ReadonlyMap<string, string> = new Map([
  ...relation('DIRECTED_BY', 'directed directs co-directed helmed'),
  ...relation('WRITTEN_BY', 'wrote co-wrote penned scripted'),
  ...relation('COMPOSED_BY', 'composed scored'),
  ...relation(
    'STARRING',
    'stars star starred co-stars co-star co-starred plays play played portrays portray portrayed voices voiced reprises reprise reprised appear appears appeared returns',
  ),
]);

/** Trades whose name stands before a person's: "director A". */
export const TRADES: ReadonlyMap<string, string> = new Map([
  ['director', 'DIRECTED_BY'],
  ...relation('WRITTEN_BY', 'screenwriter screenwriters scriptwriter co-writer'),
]);

/** What makes a director one of something else. */
export const OTHER_MAKERS = wordSet(
  'art casting music musical assistant unit animation creative managing original first stage theatre theater artistic ' +
    'technical fellow former executive supervising photography',
);

export const FEATURING = wordSet('features featured featuring include including');
export const CAST_NOUNS = wordSet(
  'cast actors actor stars roles cameo cameos appearances celebrities ensemble performers',
);
export const PERFORMANCES = wordSet('performances appearances voices voice');
export const BE = wordSet('was were is are being been');
export const BETWEEN_PARTICIPLES = wordSet(', and & / also or both executive then');
export const BETWEEN_SUBJECT_AND_VERB = wordSet(
  'also both all each then who later himself herself themselves respectively ,',
);

/** Things that have makers of their own: who wrote the novel or the song has not written the film. */
export const OTHER_WORK = wordSet(
  'novel novels book books play plays song songs story stories letter letters memoir memoirs biography autobiography score ' +
    'musical remake remakes sequel sequels prequel episode episodes opera poem poems comic comics character characters article ' +
    'theme name title novella manga album track tracks soundtrack draft originally',
);

/** Works of the same kind that a sentence can compare with: after these another film was directed. */
export const OTHER_VERSION = wordSet('remake remakes remade sequel sequels prequel prequels episode originally');

function relation(name: string, words: string): [string, string][] {
  return words.split(' ').map((word) => [word, name]);
}

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}

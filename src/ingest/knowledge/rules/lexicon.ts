/** Words for genres in running text, with the name that facts get. */
export const GENRES: readonly string[] = (
  'action adventure comedy drama thriller horror romance romantic mystery crime western war musical fantasy science-fiction ' +
  'animation documentary biography historical family sport superhero noir film-noir neo-noir satire dystopian detective ' +
  'epic slasher gothic martial-arts anthology coming-of-age romantic-comedy romantic-drama black-comedy comedy-drama ' +
  'psychological-thriller erotic-thriller legal-drama road-movie period-drama disaster spy heist zombie vampire ' +
  'jazz blues rock pop folk metal punk hip-hop electronic ambient techno house classical opera reggae soul funk country ' +
  'indie alternative-rock hard-rock heavy-metal progressive-rock grunge rhythm-and-blues ' +
  'role-playing platformer puzzle strategy simulation racing shooter roguelike sandbox true-crime memoir poetry'
).split(' ');

/** What genres are also called. */
export const GENRE_ALIASES: ReadonlyMap<string, string> = new Map([
  ['sci-fi', 'science fiction'],
  ['sci fi', 'science fiction'],
  ['animated', 'animation'],
  ['biographical', 'biography'],
  ['biopic', 'biography'],
  ['rom-com', 'romantic comedy'],
  ['dark comedy', 'black comedy'],
  ['sports', 'sport'],
  ['rpg', 'role-playing'],
  ['spaghetti western', 'western'],
  ['动作', 'action'],
  ['冒险', 'adventure'],
  ['喜剧', 'comedy'],
  ['剧情', 'drama'],
  ['惊悚', 'thriller'],
  ['恐怖', 'horror'],
  ['爱情', 'romance'],
  ['悬疑', 'mystery'],
  ['犯罪', 'crime'],
  ['战争', 'war'],
  ['奇幻', 'fantasy'],
  ['科幻', 'science fiction'],
  ['动画', 'animation'],
  ['纪录', 'documentary'],
  ['传记', 'biography'],
  ['历史', 'historical'],
  ['武侠', 'martial arts'],
]);

/** Adjectives of countries, with the country. */
export const COUNTRIES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    american: 'United States',
    british: 'United Kingdom',
    english: 'England',
    scottish: 'Scotland',
    welsh: 'Wales',
    irish: 'Ireland',
    french: 'France',
    german: 'Germany',
    italian: 'Italy',
    spanish: 'Spain',
    portuguese: 'Portugal',
    dutch: 'Netherlands',
    belgian: 'Belgium',
    swiss: 'Switzerland',
    austrian: 'Austria',
    swedish: 'Sweden',
    norwegian: 'Norway',
    danish: 'Denmark',
    finnish: 'Finland',
    icelandic: 'Iceland',
    polish: 'Poland',
    czech: 'Czech Republic',
    hungarian: 'Hungary',
    romanian: 'Romania',
    greek: 'Greece',
    turkish: 'Turkey',
    russian: 'Russia',
    soviet: 'Soviet Union',
    ukrainian: 'Ukraine',
    israeli: 'Israel',
    iranian: 'Iran',
    indian: 'India',
    chinese: 'China',
    japanese: 'Japan',
    korean: 'Korea',
    'south korean': 'South Korea',
    taiwanese: 'Taiwan',
    thai: 'Thailand',
    vietnamese: 'Vietnam',
    australian: 'Australia',
    canadian: 'Canada',
    mexican: 'Mexico',
    brazilian: 'Brazil',
    argentine: 'Argentina',
    chilean: 'Chile',
    cuban: 'Cuba',
    'south african': 'South Africa',
    egyptian: 'Egypt',
    nigerian: 'Nigeria',
  }),
);

/** What a work can be, as the noun that ends "is a 1995 American drama …". */
export const WORK_NOUNS: ReadonlySet<string> = new Set(
  (
    'film movie picture documentary novel novella book play series sitcom miniseries album song single ep game podcast show ' +
    'comic comics story autobiography memoir screenplay videogame trilogy franchise manga anime musical opera thriller comedy drama romance western horror'
  ).split(' '),
);

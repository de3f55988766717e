/** Small words inside names: "de Niro", "van der Berg". */
export const PARTICLES: ReadonlySet<string> = new Set(
  "de da di do del della der den des du dos das van von la le lo el al bin ibn ten ter zu af av d' st. y".split(' '),
);

/** What may stand after a name as part of it. */
export const SUFFIXES: ReadonlySet<string> = new Set(['jr.', 'jr', 'sr.', 'sr', 'ii', 'iii', 'iv', 'm.d.', 'ph.d.']);

/** Capitalised words in front of a name that are not part of it. */
export const HONORIFICS: ReadonlySet<string> = new Set(
  'sir dame lord lady mr. mrs. ms. dr. prof. captain capt. sgt. lt. col. gen. colonel general professor president king queen prince princess father sister saint detective inspector officer sheriff agent'.split(
    ' ',
  ),
);

/** Capitalised words that make the name around them that of an organisation, an award, a place or a thing. */
export const NOT_PERSON: ReadonlySet<string> = new Set(
  (
    'studios studio pictures picture productions production company companies entertainment films film films. cinema media group ' +
    'inc. inc ltd. ltd co. llc corporation corp. records music television tv network networks press books comics publishing ' +
    'university college school institute academy award awards oscar oscars globe globes prize festival association society guild ' +
    'museum library registry theatre theater opera house street avenue road city county island islands park river lake mountain ' +
    'mountains north south east west northern southern eastern western war army navy force forces police department bureau agency ' +
    'league club team united states kingdom union republic empire church hospital hotel restaurant airport station center centre ' +
    'world day night story man woman boy girl best original screenplay score song actor actress director feature effects editing ' +
    'animation design sound supporting role picture special visual foreign language drama comedy musical series season episode part ' +
    'volume chapter times post magazine journal review weekly daily tribune variety guardian rotten tomatoes metacritic imdb netflix ' +
    'disney pixar paramount universal warner bros. bros mgm fox columbia tristar dreamworks miramax lucasfilm hbo bbc nbc abc cbs cnn ' +
    'january february march april may june july august september october november december monday tuesday wednesday thursday friday ' +
    'saturday sunday american british english french german italian spanish canadian australian japanese chinese irish scottish ' +
    'russian indian swedish danish mexican european african asian korean polish dutch hollywood broadway christmas god jesus'
  ).split(' '),
);

/** Words that begin sentences and clauses and are capitalised for that alone. */
export const CLAUSE_WORDS: ReadonlySet<string> = new Set(
  (
    'the a an it its he his him she her they their them this that these those there here in on at by for from with without to into ' +
    'of off as after before during while when where which who whom whose what why how although though despite because since until ' +
    'unlike like however but and or nor so yet if then than also both each every all some many most several other another one two ' +
    'three four five six seven eight nine ten first second third directed written produced starring based set filmed shot released ' +
    'originally initially later following according along additionally meanwhile besides among part critics plot music not no only ' +
    'upon it’s released adapted featuring inspired i we you my our your is was were are be been being has have had do does did'
  ).split(' '),
);

/** Kinds of people, as they stand before a name: "actor Tom Hanks", "the husband-and-wife team". */
export const PERSON_NOUNS: ReadonlySet<string> = new Set(
  (
    'member regular uncredited singer-songwriter songwriter father-daughter actor actors actress actresses director directors filmmaker filmmakers writer writers screenwriter screenwriters author authors ' +
    'novelist novelists playwright playwrights producer producers composer composers comedian comedians comedienne musician singer ' +
    'singers rapper newcomer newcomers brothers sisters siblings duo team couple pair partner partners winner winners ' +
    'nominee legend veteran creator creators co-creator cartoonist journalist poet animator animators choreographer magician wrestler ' +
    'model cinematographer editor designer artist artists auteur humorist satirist performer performers player icon wife husband son ' +
    'daughter brother sister father mother friend screenwriting directing co-writer co-writers co-director ' +
    'writer-director writer/director actor-director actor/director director/writer screenwriter/director filmmaker/actor'
  ).split(' '),
);

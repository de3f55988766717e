const words = (text: string) => text.split(',').map((word) => word.trim());

const STORY_GENRES =
  words(`Science fiction, Fantasy, Thriller, Mystery, Horror, Romance, Comedy, Drama, Adventure, Action,
  War, Western, Crime, Historical, Biography, Animation, Family, Musical, Documentary, Satire, Noir, Cyberpunk,
  Magical realism, Gothic, Memoir, Popular science, Non-fiction, True crime, Essay, Poetry, Classic, Young adult,
  Graphic novel`);

/** The genres that works of each domain may have. */
export const GENRES: Readonly<Record<string, readonly string[]>> = {
  film: STORY_GENRES,
  book: STORY_GENRES,
  music: words(`Rock, Progressive rock, Alternative rock, Indie rock, Punk, Metal, Pop, Synth-pop, Electronic, Ambient,
    Techno, Trip hop, Hip hop, R&B, Soul, Funk, Jazz, Blues, Folk, Country, Reggae, Classical, Soundtrack, Latin,
    Afrobeat, Disco, Psychedelic, Singer-songwriter, Mandopop, Bossa nova`),
  game: [
    ...STORY_GENRES,
    ...words(`Role-playing, Open world, Action-adventure, Platformer, Metroidvania, Puzzle, Strategy, Simulation,
      City builder, Survival game, Shooter, Stealth, Roguelike, Fighting, Racing, Sports game, Visual novel,
      Point-and-click, Sandbox, Party game, Rhythm game, Walking simulator`),
  ],
  podcast: words(`True crime, Interview, Storytelling, News, History podcast, Science podcast, Technology podcast,
    Business podcast, Comedy podcast, Fiction podcast, Culture, Sports podcast, Education, Politics podcast,
    Health podcast, Music podcast`),
};

/** The topics that join works of different domains. */
export const TOPICS = words(`Artificial intelligence, Robots, Space exploration, Aliens, Time travel, Dystopia,
  Surveillance, Post-apocalypse, Survival, Pandemic, Climate, Nature, Ocean, Animals, Dinosaurs, Food, Travel,
  Road trip, Sport, Music making, Art, Theatre, Mathematics, Physics, Biology, Medicine, Psychology, Philosophy,
  Economics, Business, Technology, Hacking, Virtual reality, Journalism, History, Ancient Rome, Greek mythology,
  Norse mythology, Chinese mythology, Mythology, Imperial China, Samurai, Knights, Pirates, Magic, Dragons, Vampires,
  Zombies, Ghosts, Monsters, Superheroes, Espionage, Heists, Organised crime, Serial killers, Detectives, Courtroom,
  Prison, Police, Revenge, Justice, Power, Politics, Revolution, War, First World War, Second World War, Vietnam War,
  Cold War, Holocaust, Slavery, Racism, Civil rights, Feminism, Class, Poverty, Wealth, Migration, Identity, Memory,
  Dreams, Madness, Addiction, Grief, Loneliness, Love, Marriage, Divorce, Friendship, Family ties, Fatherhood,
  Motherhood, Childhood, Coming of age, School, Ageing, Death, Religion, Faith, Morality, Fate, Fame, Rebellion,
  Nightlife, City life, Small towns, Countryside, Exploration, Engineering, Fashion, Language, Literature,
  Internet culture, Conspiracy, Nuclear weapons, Colonialism, Chess, Work`);

/** The moods. */
export const MOODS = words(`Dark, Uplifting, Melancholic, Tense, Dreamy, Epic, Funny, Cosy, Romantic, Energetic, Calm,
  Eerie, Thought-provoking, Nostalgic, Gritty, Whimsical, Intimate, Bleak, Playful, Angry`);

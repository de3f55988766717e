import { factsOf, namesOf } from '../facts-of.js';

describe('people', () => {
  test.each([
    ['directed by Jane Doe and John van der Berg.', ['Jane Doe', 'John van der Berg']],
    ['written, directed and co-produced by Robert Downey, Jr. in 1999.', ['Robert Downey, Jr.']],
    ['written, produced by, and starring Ann Lee.', []],
    ['It is the directorial debut of French actress Ann-Marie O’Neil.', ['Ann-Marie O’Neil']],
    ['It was Ann Lee’s directorial debut.', ['Ann Lee']],
    ['a 1999 film by J. J. Smith about war', ['J. J. Smith']],
    ['The director was Anna de la Cruz.', ['Anna de la Cruz']],
    ['directed by the Parker brothers.', ['Parker brothers']],
    ['directed by Academy Award-winning filmmaker Ann Lee and starring Bob Roe.', ['Ann Lee']],
    ['directed by Ann Lee; Bob Roe composed the score.', ['Ann Lee']],
    ['directed by Ann Lee and Bob Roe composed the score.', ['Ann Lee']],
    ['directed by Ann Lee and stars Bob Roe and Cy Poe.', ['Ann Lee']],
  ])('%s', (text, names) => {
    expect(namesOf('DIRECTED_BY', text)).toEqual(names);
  });

  test.each([
    [
      'It stars Ann Lee as the Queen, Bob Roe (as a spy) and Cy Poe, with Di Low.',
      ['Ann Lee', 'Bob Roe', 'Cy Poe', 'Di Low'],
    ],
    ['The ensemble cast includes Ann Lee, Bob Roe, and Cy Poe.', ['Ann Lee', 'Bob Roe', 'Cy Poe']],
    ['The film stars Cher, Bob Roe and Cy Poe.', ['Cher', 'Bob Roe', 'Cy Poe']],
    ['with Ann Lee and Bob Roe in the leading roles.', ['Ann Lee', 'Bob Roe']],
    ['Directed by Ann Lee. It follows Detective Ted Low (Bob Roe).', ['Bob Roe']],
    ['written, produced by, and starring Ann Lee.', ['Ann Lee']],
  ])('%s', (text, names) => {
    expect(namesOf('STARRING', text)).toEqual(names);
  });

  test.each([
    ['The screenplay by Ann Lee and Bob Roe is funny.', ['Ann Lee', 'Bob Roe']],
    ['Bob Roe co-wrote the script.', ['Bob Roe']],
    ['It is based on the novel of the same name written by Cy Poe.', []],
    ['The theme song was written by Cy Poe.', []],
  ])('%s', (text, names) => {
    expect(namesOf('WRITTEN_BY', text)).toEqual(names);
  });

  test('a surname joins the full name that the same text gives', () => {
    const text = 'Arrival is a film directed by Denis Villeneuve. The script was written by Villeneuve and Ann Lee.';
    const [first] = factsOf(text).filter(({ relation }) => relation === 'WRITTEN_BY');
    expect(first.name).toBe('Denis Villeneuve');
    expect(text.slice(first.start, first.end)).toBe('Villeneuve');
  });

  test('a surname that two people share joins neither', () => {
    expect(namesOf('WRITTEN_BY', 'Joel Coen and Ethan Coen met. It was written by Coen.')).toEqual([]);
  });

  test('what is said of a remake or sequel is not said of the work', () => {
    const text = 'A is a film directed by Ann Lee. It is a good film. A remake directed by Bob Roe came in 2010.';
    expect(namesOf('DIRECTED_BY', text)).toEqual(['Ann Lee']);
  });

  test('names in brackets mean nothing in a text without any other credit', () => {
    expect(factsOf('The mayor (John Smith) opened the shop.')).toEqual([]);
  });

  test('companies are no people', () => {
    expect(namesOf('PRODUCED_BY', 'produced by Walt Disney Pictures.')).toEqual([]);
    expect(namesOf('PRODUCTION_COMPANIES', 'produced by Walt Disney Pictures.')).toEqual(['Walt Disney Pictures']);
  });
});

describe('phrases', () => {
  test.each([
    ['BASED_ON', 'It is based on John Grisham’s 1995 novel The Rainmaker.', ['The Rainmaker']],
    ['BASED_ON', 'based on the short story "The Forbidden" by Ann Lee', ['The Forbidden']],
    ['BASED_ON', 'based on the 1951 novel of the same name by Ann Lee', []],
    ['SEQUEL_OF', 'It is the sequel to the 1984 film The Terminator.', ['The Terminator']],
    ['SET_IN', 'The story is set in New Orleans, where it rains.', ['New Orleans']],
    ['FROM_ERA', 'It is set in Paris in the 1930s.', ['1930s']],
    ['WON_AWARD', 'It won the Academy Award for Best Picture.', ['Academy Award for Best Picture']],
    ['WON_AWARD', 'It received three Academy Award nominations.', []],
    ['PUBLISHED_BY', 'The game was published by Nova Games in 2001.', ['Nova Games']],
  ])('%s: %s', (relation, text, names) => {
    expect(namesOf(relation, text)).toEqual(names);
  });

  test('the phrase that defines a work gives its genres and countries', () => {
    const facts = factsOf('Sabrina is a 1954 Franco-German romantic comedy film about love.');
    expect(facts.map(({ relation, name }) => [relation, name])).toEqual([
      ['FROM_COUNTRY', 'Germany'],
      ['HAS_GENRE', 'romantic comedy'],
    ]);
  });
});

describe('attributes', () => {
  const attributesOf = (text: string) =>
    factsOf(text).flatMap(({ relation, attribute, name }) => (relation === 'HAS_ATTRIBUTE' ? [[attribute, name]] : []));

  test('sizes, weights and colours of a product', () => {
    expect(attributesOf('Running shoes, black leather, 500g, 28 cm')).toEqual([
      ['color', 'black'],
      ['material', 'leather'],
      ['weight', '500g'],
      ['size', '28 cm'],
    ]);
  });

  test('without a measure "black" is no colour that one can order', () => {
    expect(attributesOf('A black comedy on a bus.')).toEqual([]);
  });
});

test('markup is not read, and places hold in the original text', () => {
  const text =
    '<p>Directed by <b>Ann</b> <i>Lee</i> &amp; <a href="x">Bob Roe</a>.</p><script>starring Cy Poe</script>';
  const facts = factsOf(text);
  expect(facts.map(({ name }) => name)).toEqual(['Ann Lee', 'Bob Roe']);
  expect(text.slice(facts[1].start, facts[1].end)).toBe('Bob Roe');
});

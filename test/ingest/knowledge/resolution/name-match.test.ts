import { nameMatch } from '../../../../src/ingest/knowledge/resolution/name-match.js';

test.each([
  ['person', 'José Pérez', 'Jose Perez', 'same'],
  ['person', 'Robert Downey Jr.', 'Robert Downey, Jr.', 'same'],
  ['person', 'Bong Joon-ho', 'Bong Joon Ho', 'same'],
  ['person', 'David M. Evans', 'David Mickey Evans', 'shortened'],
  ['person', 'Samuel Jackson', 'Samuel L. Jackson', 'shortened'],
  ['person', 'H. Miyazaki', 'Hayao Miyazaki', 'shortened'],
  ['person', 'Wong Kar-wai', 'Kar-Wai Wong', 'reordered'],
  ['person', 'Fyodor Dostoevsky', 'Fyodor Dostoyevsky', 'spelling'],
  ['person', 'Kubrick', 'Stanley Kubrick', 'surname'],
  ['person', 'John Powell (composer)', 'John Powell (film composer)', 'shortened'],
  ['person', 'Paul Smith (composer)', 'Paul J. Smith', 'shortened'],
  ['organisation', 'MGM', 'Metro-Goldwyn-Mayer', 'initials'],
  ['brand', 'Apple', 'Apple Inc.', 'same'],
  ['genre', 'post-punk', 'post punk', 'same'],
  ['genre', 'thriller', 'thrillers', 'spelling'],
  ['topic', '人工智能', '人工智能', 'same'],
])('%s: %s and %s can be one (%4$s)', (kind, first, second, match) => {
  expect(nameMatch(kind, first, second)).toBe(match);
  expect(nameMatch(kind, second, first)).toBe(match);
});

test.each([
  ['person', 'David M. Evans', 'David Peter Evans'],
  ['person', 'Robert Downey', 'Robert Downey Jr.'],
  ['person', 'Alexandre Dumas', 'Alexandre Dumas fils'],
  ['person', 'Ann Lee', 'Ang Lee'],
  ['person', 'Ridley Scott', 'Tony Scott'],
  ['person', 'Mario Vargas', 'Maria Vargas'],
  ['person', 'Paul Thomas Anderson', 'Paul W. S. Anderson'],
  ['person', 'Kim Ki-duk', 'Kim Ki-young'],
  ['person', 'Stanley', 'Stanley Kubrick'],
  ['person', 'David Campbell (composer)', 'David C. Williams (film composer)'],
  ['era', '1980s', '1990s'],
  ['work', 'Rocky 2', 'Rocky 3'],
  ['place', 'Austria', 'Australia'],
  ['place', 'York', 'New York'],
  ['genre', 'electronic', 'electronica'],
  ['organisation', 'Columbia Pictures', 'Columbia Records'],
  ['person', '…', '!'],
])('%s: %s and %s are two', (kind, first, second) => {
  expect(nameMatch(kind, first, second)).toBeNull();
});

import { factsOf } from '../facts-of.js';

const pairsOf = (text: string) => factsOf(text).map(({ relation, name }) => [relation, name]);

test('a sentence names director, cast and what the work is based on', () => {
  const text = '《卧虎藏龙》是一部由李安执导，周润发、杨紫琼主演的武侠电影，改编自王度庐的小说《铁骑银瓶》。';
  expect(pairsOf(text)).toEqual([
    ['DIRECTED_BY', '李安'],
    ['STARRING', '周润发'],
    ['STARRING', '杨紫琼'],
    ['BASED_ON', '铁骑银瓶'],
  ]);
});

test('every place holds the name itself', () => {
  const text = '导演：王家卫 编剧：王家卫 主演：梁朝伟、张曼玉';
  const facts = factsOf(text);
  expect(facts.length).toBe(4);
  for (const { start, end, name } of facts) expect(text.slice(start, end)).toBe(name);
});

test('foreign names keep their dots', () => {
  expect(pairsOf('《盗梦空间》由克里斯托弗·诺兰自编自导，莱昂纳多·迪卡普里奥主演。')).toEqual([
    ['DIRECTED_BY', '克里斯托弗·诺兰'],
    ['WRITTEN_BY', '克里斯托弗·诺兰'],
    ['STARRING', '莱昂纳多·迪卡普里奥'],
  ]);
});

test('who wrote and who published a book', () => {
  expect(pairsOf('《三体》是刘慈欣创作的科幻小说，由重庆出版社出版。')).toEqual([
    ['WRITTEN_BY', '刘慈欣'],
    ['PUBLISHED_BY', '重庆出版社'],
  ]);
});

test('a text without such a form states nothing', () => {
  expect(pairsOf('今天天气很好，我们去公园散步。')).toEqual([]);
});

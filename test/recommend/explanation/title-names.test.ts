import { addDomain, addItem } from '../../../src/graph/projection/add-nodes.js';
import { forgetNode } from '../../../src/graph/projection/forget-node.js';
import { Projection } from '../../../src/graph/projection/projection.js';
import { TitleNames } from '../../../src/recommend/explanation/title-names.js';
import { item } from '../../graph/graph-records.js';

function worldWithTwoDunes(): Projection {
  const projection = new Projection();
  addDomain(projection, { id: 'book', label: 'Books', labelZh: '书籍' });
  addDomain(projection, { id: 'music', label: 'Music albums', labelZh: '音乐专辑' });
  addItem(projection, item('book:dune', { domain: 'book', title: 'Dune', titleZh: '沙丘' }));
  addItem(projection, item('music:dune', { domain: 'music', title: 'Dune' }));
  addItem(projection, item('book:emma', { domain: 'book', title: 'Emma' }));
  return projection;
}

describe('TitleNames', () => {
  test('a title that two items share is told apart by the domain', () => {
    const names = new TitleNames(worldWithTwoDunes());
    expect(names.distinction('book:dune', 'Dune', 'en')).toBe('book');
    expect(names.distinction('music:dune', 'Dune', 'en')).toBe('music');
  });

  test('a title that one item has alone in its language needs nothing more', () => {
    const names = new TitleNames(worldWithTwoDunes());
    expect(names.distinction('book:emma', 'Emma', 'en')).toBeNull();
    expect(names.distinction('book:dune', '沙丘', 'zh')).toBeNull();
  });

  test('a deleted item takes no title', () => {
    const projection = worldWithTwoDunes();
    forgetNode(projection, { type: 'Item', id: 'music:dune' });
    expect(new TitleNames(projection).distinction('book:dune', 'Dune', 'en')).toBeNull();
  });
});

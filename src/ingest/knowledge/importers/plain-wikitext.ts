const LONGEST_TEXT = 400_000;
const DEEPEST = 40;

/** The running text of a wiki page: templates, tables, references and files left out, links as they read. */
export function plainWikitext(source: string): string {
  const withoutReferences = source
    .slice(0, LONGEST_TEXT)
    .replaceAll(/<ref[^<>]{0,300}\/>/gi, '')
    .replaceAll(/<ref[^<>]{0,300}>[^<]{0,3000}<\/ref>/gi, '');
  return withoutBlocks(withoutReferences)
    .replaceAll(/\[\[(?:[^[\]|]{1,200}\|)?([^[\]|]{1,200})\]\]/g, '$1')
    .replaceAll(/\[https?:[^\s\]]{1,500}\s?([^\]]{0,200})\]/g, '$1')
    .replaceAll(/'{2,5}/g, '')
    .replaceAll(/^=+\s*([^=\n]{1,200}?)\s*=+\s*$/gm, '$1.')
    .replaceAll(/<\/?[a-z][^<>]{0,300}>/gi, ' ')
    .replaceAll('&nbsp;', ' ')
    .replaceAll(/[ \t]+/g, ' ')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

/** Leaves out {{…}}, {|…|} and [[File:…]] with everything inside, in one pass. */
function withoutBlocks(text: string): string {
  const closings: string[] = [];
  let kept = '';
  for (let at = 0; at < text.length; at++) {
    const pair = text.slice(at, at + 2);
    const isFile = pair === '[[' && /^\[\[(?:file|image|category|文件|图像|分类):/i.test(text.slice(at, at + 12));
    const opens = pair === '{{' || pair === '{|' || isFile || (pair === '[[' && closings.length > 0);
    if (opens && closings.length < DEEPEST) {
      closings.push(pair === '{{' ? '}}' : pair === '{|' ? '|}' : ']]');
      at++;
    } else if (closings.length > 0 && pair === closings[closings.length - 1]) {
      closings.pop();
      at++;
    } else if (closings.length === 0) kept += text[at];
  }
  return kept;
}

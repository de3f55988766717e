/** The part of an id that a person can read: "dbr:Bruce_Feirstein" is "Bruce Feirstein". */
export function readableLabel(id: string): string {
  const tail = id.split(/[/#]/).findLast((part) => part !== '') ?? id;
  const name = tail.slice(tail.indexOf(':') + 1) || tail;
  const readable = decoded(name).replaceAll('_', ' ').trim();
  return readable === '' ? id : readable;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

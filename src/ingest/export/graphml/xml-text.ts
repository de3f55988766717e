const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // Parsers turn these into spaces or plain line ends unless they are references.
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};
// biome-ignore lint/suspicious/noControlCharactersInRegex: the characters that XML 1.0 cannot hold are what is looked for.
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Cs}/u;

/** A text as the content of an element or a quoted attribute. */
export function xmlText(text: string): string {
  return text.replace(/[&<>"\t\n\r]/g, (sign) => ESCAPES[sign]);
}

/** Whether an XML 1.0 document can hold the text. */
export function canBeXml(text: string): boolean {
  return !FORBIDDEN.test(text);
}

/**
 * A text as a name token, which is what ids of GraphML have to be: other signs than letters and digits become their
 * code points between underscores. Different texts stay different.
 */
export function nameToken(text: string): string {
  return text.replace(/[^A-Za-z0-9.-]/gu, (sign) => `_${sign.codePointAt(0)?.toString(16)}_`);
}

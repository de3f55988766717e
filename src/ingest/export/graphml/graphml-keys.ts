import { canBeXml, xmlText } from './xml-text.js';

type Element = 'node' | 'edge';
/** `json` is a text that holds a JSON value: GraphML has no lists, and XML cannot hold all characters. */
type Encoding = 'boolean' | 'number' | 'text' | 'json';

interface Key {
  readonly id: string;
  readonly element: Element;
  readonly name: string;
  readonly encoding: Encoding;
  isWhole: boolean;
}

/** Called as Neo4j's own import and export procedures call them. */
const LABEL_KEYS = `  <key id="labels" for="node" attr.name="labels" attr.type="string"/>
  <key id="label" for="edge" attr.name="label" attr.type="string"/>
`;
const JSON_NOTE = 'The text is a JSON value: a list, or a text with characters that XML cannot hold.';

/** The properties that nodes and edges have had so far, each with the key that GraphML declares for it. */
export class GraphmlKeys {
  private readonly keys = new Map<string, Key>();

  /** What a node is, as a data element. */
  labels(type: string): string {
    return `<data key="labels">:${type}</data>`;
  }

  /** What an edge is, as a data element. */
  label(relation: string): string {
    return `<data key="label">${xmlText(relation)}</data>`;
  }

  /** A property as a data element. */
  data(element: Element, name: string, value: unknown): string {
    const encoding = encodingOf(value);
    const key = this.keyOf(element, name, encoding);
    if (encoding === 'number' && !Number.isSafeInteger(value)) key.isWhole = false;
    const text = encoding === 'json' ? asciiJson(value) : String(value);
    return `<data key="${key.id}">${xmlText(text)}</data>`;
  }

  /** The declarations of all keys. */
  declarations(): string {
    return LABEL_KEYS + [...this.keys.values()].map(declaration).join('');
  }

  private keyOf(element: Element, name: string, encoding: Encoding): Key {
    const place = `${element} ${encoding} ${name}`;
    const known = this.keys.get(place);
    if (known !== undefined) return known;
    const key = { id: `${element.charAt(0)}${this.keys.size}`, element, name, encoding, isWhole: true };
    this.keys.set(place, key);
    return key;
  }
}

function encodingOf(value: unknown): Encoding {
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return 'number';
  return typeof value === 'string' && canBeXml(value) ? 'text' : 'json';
}

/** JSON in which every character that XML cannot hold is escaped; JSON itself escapes only some of them. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(/[\uFFFE\uFFFF]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16)}`);
}

function declaration({ id, element, name, encoding, isWhole }: Key): string {
  const type = { boolean: 'boolean', number: isWhole ? 'long' : 'double', text: 'string', json: 'string' }[encoding];
  const start = `<key id="${id}" for="${element}" attr.name="${xmlText(name)}" attr.type="${type}"`;
  return encoding === 'json' ? `  ${start}><desc>${JSON_NOTE}</desc></key>\n` : `  ${start}/>\n`;
}

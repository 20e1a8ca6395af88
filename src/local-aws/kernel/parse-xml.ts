import { AwsError } from './aws-error.ts';

export interface XmlElement {
  readonly name: string;
  readonly text: string;
  readonly children: readonly XmlElement[];
}

const TOKEN =
  /<!\[CDATA\[([\s\S]*?)\]\]>|<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)/g;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function unescape(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (decimal) return String.fromCodePoint(Number(decimal));
    return ENTITIES[name ?? ''] ?? whole;
  });
}

interface Open {
  name: string;
  text: string;
  children: XmlElement[];
}

function malformed(): AwsError {
  return new AwsError(
    'MalformedXML',
    400,
    'The XML you provided was not well-formed or did not validate against our published schema',
  );
}

/** The root element; attributes, prefixes and comments are dropped. Throws MalformedXML. */
export function parseXml(text: string): XmlElement {
  const root: Open = { name: '', text: '', children: [] };
  const open = [root];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    if (match.index !== end) throw malformed();
    end = match.index + match[0].length;
    const [, cdata, closing, name, , empty, plain] = match;
    const top = open.at(-1) as Open;
    if (cdata !== undefined) top.text += cdata;
    else if (plain !== undefined) top.text += unescape(plain);
    else if (name && closing) {
      if (open.length < 2 || top.name !== localName(name)) throw malformed();
      open.pop();
    } else if (name) {
      const element: Open = { name: localName(name), text: '', children: [] };
      top.children.push(element);
      if (!empty) open.push(element);
    }
  }
  if (end !== text.length || open.length !== 1 || root.children.length !== 1) throw malformed();
  return root.children[0] as XmlElement;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

export function childrenNamed(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** The text of the first child of that name. */
export function textOf(element: XmlElement, name: string): string | undefined {
  return element.children.find((child) => child.name === name)?.text;
}

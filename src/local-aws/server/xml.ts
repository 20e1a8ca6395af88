const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

// What XML 1.0 cannot hold at all is dropped, or no client could read the answer.
const UNSPEAKABLE = /[^\P{Cc}\t\n\r]/gu;

export function escapeXml(text: string): string {
  return text.replace(/[&<>"\r]/g, (c) => ESCAPES[c] as string).replace(UNSPEAKABLE, '');
}

/** A list whose items repeat the member's own name instead of `<member>` (SQS, S3). */
export class Flattened {
  readonly items: readonly unknown[];
  constructor(items: readonly unknown[]) {
    this.items = items;
  }
}
export function flattened(items: readonly unknown[]): Flattened {
  return new Flattened(items);
}

/** A map in a query reply: `<entry><key>..</key><value>..</value></entry>`. */
export function entries(map: Readonly<Record<string, unknown>>): { entry: Flattened } {
  return { entry: flattened(Object.entries(map).map(([key, value]) => ({ key, value }))) };
}

export interface XmlStyle {
  /** Name of list items; without one lists are flattened. */
  readonly item?: string;
}

function renderElement(name: string, value: unknown, style: XmlStyle): string {
  if (value === undefined || value === null) return '';
  if (value instanceof Flattened) return value.items.map((item) => renderElement(name, item, style)).join('');
  if (Array.isArray(value) && !style.item) return value.map((item) => renderElement(name, item, style)).join('');
  const inner = renderContent(value, style);
  return inner === '' ? `<${name}/>` : `<${name}>${inner}</${name}>`;
}

function renderContent(value: unknown, style: XmlStyle): string {
  if (Array.isArray(value)) return value.map((item) => renderElement(style.item ?? 'member', item, style)).join('');
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'object' && value !== null) return renderMembers(value as Record<string, unknown>, style);
  return escapeXml(String(value));
}

/** The members of an object as elements; null and undefined are left out. */
export function renderMembers(members: Readonly<Record<string, unknown>>, style: XmlStyle): string {
  return Object.entries(members)
    .map(([name, value]) => renderElement(name, value, style))
    .join('');
}

import { plainLine } from '../terminal/plain-text.ts';
import { isCode, isObject, quote, type Settings } from './draft.ts';

/** The text of `services.config.ts`, as a person would write it. `comments` stand at its top. */
export function renderConfig(services: Readonly<Record<string, Settings>>, comments: readonly string[]): string {
  return [
    "import { defineServices } from 'ship';",
    '',
    // On one line each, whatever is named in it: the next one would be code.
    ...comments.map((line) => `// ${plainLine(line)}`.trimEnd()),
    `export default defineServices(${renderValue({ services }, '')});`,
    '',
  ].join('\n');
}

const widest = 110;

function renderValue(value: unknown, indent: string): string {
  if (isCode(value)) return value.$code;
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value))
    return renderBlock(
      '[',
      value.map((item) => renderValue(item, `${indent}  `)),
      ']',
      indent,
    );
  if (!isObject(value)) return JSON.stringify(value ?? null);
  const members = Object.entries(value).map(
    ([key, inner]) => `${renderKey(key)}: ${renderValue(inner, `${indent}  `)}`,
  );
  return renderBlock('{', members, '}', indent);
}

/** On one line where it fits and is small. */
function renderBlock(open: string, parts: readonly string[], close: string, indent: string): string {
  const line = open === '[' ? `[${parts.join(', ')}]` : parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
  const isSmall = parts.length <= 4 && !line.includes('\n') && line.length + indent.length <= widest;
  if (isSmall && indent.length > 2) return line;
  return [open, ...parts.map((part) => `${indent}  ${part},`), `${indent}${close}`].join('\n');
}

const renderKey = (key: string): string => (/^[A-Za-z_$][\w$]*$/.test(key) ? key : quote(key));

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const written = join(import.meta.dirname, '../../src/config/written');

interface Documented {
  readonly type: string;
  readonly extends: string | undefined;
  readonly text: string;
  readonly keys: readonly { readonly key: string; readonly text: string; readonly default: string }[];
}

/** The TSDoc of everything that people write, read from the types themselves: editors show the very same. */
export function readKeyDocs(): readonly Documented[] {
  const sources = readdirSync(written)
    .toSorted()
    .map((name) => readFileSync(join(written, name), 'utf8'));
  const declaration = /(?:\/\*\*((?:(?!\*\/)[^])*)\*\/\n)?export interface (\w+)(?: extends (\w+))? \{\n([^]*?)\n\}/g;
  return sources.flatMap((source) =>
    [...source.matchAll(declaration)].map(([, doc = '', type = '', parent, body = '']) => ({
      type,
      extends: parent,
      text: readDoc(doc).text,
      keys: readKeys(body),
    })),
  );
}

function readKeys(body: string): Documented['keys'] {
  const member = /(?:\/\*\*((?:(?!\*\/)[^])*)\*\/\s*)?readonly (\$?\w+)\??: /g;
  return [...body.matchAll(member)].map(([, doc = '', key = '']) => ({ key, ...readDoc(doc) }));
}

function readDoc(comment: string): { readonly text: string; readonly default: string } {
  const lines = comment.split('\n').map((line) => line.replace(/^\s*\*?\s?/, '').trim());
  const [text = '', fallback = ''] = lines
    .join(' ')
    .trim()
    .split(/\s*@default\s*/);
  return { text, default: fallback };
}

/** One line per type and key: `FunctionSettings.memory | Memory in MB, 128 to 10240. | 512`. */
export function keyDocLines(): readonly string[] {
  return readKeyDocs().flatMap((documented) => [
    line(documented.type, documented.text, documented.extends ?? ''),
    // `type` says it all.
    ...documented.keys
      .filter(({ key, text, default: value }) => key !== 'type' || text !== '' || value !== '')
      .map(({ key, text, default: value }) => line(`${documented.type}.${key}`, text, value)),
  ]);
}

function line(...cells: readonly string[]): string {
  const last = cells.findLastIndex((cell) => cell !== '');
  return cells.slice(0, last + 1).join(' | ');
}

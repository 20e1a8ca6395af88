import { isAlias, isMap, isScalar, isSeq, parseDocument, type Document, type Node } from 'yaml';
import { validationError } from '../cloudformation-error.ts';
import { isRecord, type Template } from './template.ts';

/** JSON or YAML text -> template. Throws ValidationError in AWS's words; what it says is checked by `checkTemplate`. */
export function parseTemplate(body: string): Template {
  const value = body.trimStart().startsWith('{') ? parseJson(body) : parseYaml(body);
  if (!isRecord(value)) throw validationError('Template format error: unsupported structure.');
  return value as unknown as Template;
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // YAML is a superset: a flow mapping with comments or single quotes is accepted by CloudFormation too.
    return parseYaml(body, 'JSON');
  }
}

function parseYaml(body: string, language = 'YAML'): unknown {
  const document = parseDocument(body, { logLevel: 'silent' });
  const [error] = document.errors;
  if (error) {
    const { line = 1, col = 1 } = error.linePos?.[0] ?? {};
    throw validationError(`Template format error: ${language} not well-formed. (line ${line}, column ${col})`);
  }
  return toPlain(document.contents, document);
}

/** `!Ref x` -> `{Ref: x}`, `!GetAtt a.b` -> `{'Fn::GetAtt': ['a', 'b']}`, `!Sub x` -> `{'Fn::Sub': x}`, ... */
function toPlain(node: unknown, document: Document): unknown {
  const plain = withoutTag(node, document);
  const tag = (node as { tag?: string } | null)?.tag;
  if (!tag || tag.startsWith('tag:') || !tag.startsWith('!') || tag === '!') return plain;
  const name = tag.slice(1);
  if (name === 'Ref' || name === 'Condition') return { [name]: plain };
  if (name === 'GetAtt' && typeof plain === 'string') return { 'Fn::GetAtt': splitOnce(plain) };
  return { [`Fn::${name}`]: plain };
}

function withoutTag(node: unknown, document: Document): unknown {
  if (isAlias(node)) return toPlain(node.resolve(document), document);
  if (isSeq(node)) return node.items.map((item) => toPlain(item, document));
  if (isMap(node)) {
    const entries: [string, unknown][] = [];
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value) : String(key);
      if (name === '<<') entries.push(...Object.entries(mergedFrom(value as Node, document)));
      else entries.push([name, toPlain(value, document)]);
    }
    return Object.fromEntries(entries);
  }
  return isScalar(node) ? node.value : null;
}

function mergedFrom(value: Node, document: Document): Record<string, unknown> {
  const plain = toPlain(value, document);
  const sources = Array.isArray(plain) ? plain : [plain];
  return Object.assign({}, ...sources.toReversed()) as Record<string, unknown>;
}

function splitOnce(text: string): [string, string] {
  const at = text.indexOf('.');
  return [text.slice(0, at), text.slice(at + 1)];
}

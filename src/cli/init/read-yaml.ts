import { readFileSync } from 'node:fs';
import { parseDocument, type CollectionTag, type ScalarTag, type YAMLMap, type YAMLSeq } from 'yaml';
import { sourceUnreadable } from '../../errors/catalogue/init-errors.ts';
import { asText, isObject } from './draft.ts';

// Scalars and lists alike: `!Ref Table`, `!GetAtt Table.Arn`, `!Sub [text, {}]`, `!Join [',', [...]]`.
const functions = ['Sub', 'Join', 'Select', 'Split', 'If', 'Not', 'And', 'Or', 'Equals', 'FindInMap', 'ImportValue'];
const names = ['Ref', 'Condition', 'GetAtt', 'GetAZs', 'Base64', 'Cidr', 'Transform', ...functions];

const tags: (ScalarTag | CollectionTag)[] = names.flatMap((name) => [
  { tag: `!${name}`, resolve: (text: string) => wrap(name, text) },
  { tag: `!${name}`, collection: 'seq', resolve: (seq: YAMLMap | YAMLSeq) => wrap(name, seq.toJSON()) },
  { tag: `!${name}`, collection: 'map', resolve: (map: YAMLMap | YAMLSeq) => wrap(name, map.toJSON()) },
]);

function wrap(name: string, value: unknown): object {
  if (name === 'Ref' || name === 'Condition') return { [name]: value };
  if (name === 'GetAtt' && typeof value === 'string') {
    const dot = value.indexOf('.');
    return { 'Fn::GetAtt': [value.slice(0, dot), value.slice(dot + 1)] };
  }
  return { [`Fn::${name}`]: value };
}

/** A YAML or JSON file with CloudFormation's short forms written out. Throws INIT_UNREADABLE. */
export function readYaml(file: string): Readonly<Record<string, unknown>> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw sourceUnreadable(file, error instanceof Error ? error.message : asText(error), error);
  }
  const document = parseDocument(text, { customTags: tags, logLevel: 'silent', merge: true });
  const [problem] = document.errors;
  if (problem) throw sourceUnreadable(file, problem.message, problem);
  const value = expanded(document, file);
  if (!isObject(value)) throw sourceUnreadable(file, 'It holds no mapping at its top.');
  return value;
}

/** Anchors can make a few lines into a gigabyte, or a value that holds itself. */
function expanded(document: ReturnType<typeof parseDocument>, file: string): unknown {
  let value: unknown;
  try {
    value = document.toJS();
  } catch (error) {
    throw sourceUnreadable(file, error instanceof Error ? error.message : asText(error), error);
  }
  const budget = { values: MAX_VALUES };
  if (!fits(value, MAX_DEPTH, budget))
    throw sourceUnreadable(
      file,
      `It holds more than ${MAX_VALUES} values, one inside another ${MAX_DEPTH} times, or a key $code.`,
    );
  return value;
}

/** Our own marks for what is code, or only the other tool knows: nobody else's file may set them. */
const ours: ReadonlySet<string> = new Set(['$code', '$unresolved']);

const MAX_DEPTH = 100;
const MAX_VALUES = 200_000;

function fits(value: unknown, depth: number, budget: { values: number }): boolean {
  if (--budget.values < 0 || depth < 0) return false;
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, one]) => !ours.has(key) && fits(one, depth - 1, budget));
}

import { asObject, asText, fromEnvironment, isCode, isObject, quoteTemplate } from '../draft.ts';

/** A variable whose value only the other tool knows: a parameter, a secret, a file, another stack. */
export interface Unresolved {
  readonly $unresolved: string;
}

/** The content of another YAML or JSON file, by its path from the first one; undefined: it cannot be read as data. */
export type ReadFile = (path: string) => unknown;

export const isUnresolved = (value: unknown): value is Unresolved => isObject(value) && '$unresolved' in value;

/** Innermost first; `${AWS::Region}` and resources inside of Fn::Sub are CloudFormation's. */
const variable = /\$\{((?:self|opt|sls|env|param|aws|file|ssm|cf|s3|strToBool|construct)[^${}]*)\}/;
const variableBegins = /\$\{(?:self|opt|sls|env|param|aws|file|ssm|cf|s3|strToBool|construct)[^}]*$/;
const deepest = 20;
const longest = 20_000;

/**
 * The document with the Serverless Framework's variables replaced: by their value, by `process.env`, or by a marker.
 * https://www.serverless.com/framework/docs/providers/aws/guide/variables
 */
export function resolveVariables(
  document: Readonly<Record<string, unknown>>,
  readFile: ReadFile = () => undefined,
): Readonly<Record<string, unknown>> {
  const stage = stageOf(document, asObject(document['provider'])['stage']);
  const resolve = (value: unknown, depth: number): unknown => {
    if (isUnresolved(value) || isCode(value)) return value;
    if (Array.isArray(value)) return value.map((item) => resolve(item, depth));
    if (isObject(value)) return mapValues(value, (inner, key) => resolveMember(inner, key, depth));
    return typeof value === 'string' ? resolveText(value, depth) : value;
  };
  const resolveMember = (inner: unknown, key: string, depth: number): unknown =>
    // Its own text keeps AWS's pseudo parameters without being wrapped once more.
    key === 'Fn::Sub' && typeof inner === 'string' ? unwrapSub(resolveText(inner, depth)) : resolve(inner, depth);
  const resolveText = (text: string, depth: number): unknown => {
    const [whole, inside = ''] = variable.exec(text) ?? [];
    if (whole === undefined || depth > deepest) return finishText(text);
    // Variables of variables can double a text again and again.
    if (text.length > longest) return { $unresolved: `${text.slice(0, 80)}...` };
    const value = resolve(lookUp(inside, { document, stage, readFile }), depth + 1);
    if (text === whole) return value;
    if (isUnresolved(value)) return value;
    const joined = unwrapSub(value);
    if (isObject(joined)) {
      const at = text.indexOf(whole);
      const rest = resolveText(text.slice(at + whole.length), depth + 1);
      return joinCode(text, at, { value: joined, rest });
    }
    return resolveText(
      text.replace(whole, () => asText(joined)),
      depth + 1,
    );
  };
  return asObject(resolve(document, 0));
}

/** Of `dev`, `${opt:stage, 'dev'}` and `${self:custom.stage}`: dev, as without an option on the command line. */
function stageOf(document: Readonly<Record<string, unknown>>, written: unknown, depth = 0): string {
  const text = asText(written, 'dev');
  const referred = /^\$\{self:([\w.]+)\}$/.exec(text)?.[1];
  if (referred && depth < deepest) {
    const next = referred.split('.').reduce<unknown>((value, key) => asObject(value)[key], document);
    return stageOf(document, next, depth + 1);
  }
  return text.includes('${') ? (/,\s*['"]?([\w-]+)/.exec(text)?.[1] ?? 'dev') : text;
}

const unwrapSub = (value: unknown): unknown => (isObject(value) && 'Fn::Sub' in value ? value['Fn::Sub'] : value);

function mapValues(value: object, map: (inner: unknown, key: string) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, map(inner, key)]));
}

/** Region and account are only known to CloudFormation. */
const finishText = (text: string): unknown => (/\$\{AWS::/.test(text) ? { 'Fn::Sub': text } : text);

/** `https://${env:HOST}/x` -> a template string; CloudFormation values cannot be joined with it. */
function joinCode(text: string, at: number, { value, rest }: { value: object; rest: unknown }): unknown {
  const before = text.slice(0, at);
  // Inside of another variable, which cannot be looked up by a name that only code knows.
  if (!isCode(value) || variableBegins.test(before)) return { $unresolved: text };
  const tail = typeof rest === 'string' ? quoteTemplate(rest) : isCode(rest) ? `\${${rest.$code}}` : undefined;
  if (tail === undefined) return { $unresolved: text };
  return { $code: `\`${quoteTemplate(before)}\${${value.$code}}${tail}\`` };
}

interface Sources {
  readonly document: Readonly<Record<string, unknown>>;
  readonly stage: string;
  readonly readFile: ReadFile;
}

/** `opt:stage, 'dev'`: the first source that has a value. */
function lookUp(inside: string, { document, stage, readFile }: Sources): unknown {
  const comma = inside.indexOf(',');
  const source = (comma < 0 ? inside : inside.slice(0, comma)).trim();
  const fallback = comma < 0 ? undefined : inside.slice(comma + 1).trim();
  const [kind = '', ...rest] = source.split(':');
  const address = rest.join(':');
  const otherwise = fallback === undefined ? { $unresolved: `\${${inside}}` } : parseFallback(fallback);
  if (kind === 'self') return path(document, address, stage) ?? otherwise;
  const file = /^file\(([^)]+)\)(?::(.+))?$/.exec(source);
  if (file) return atPath(readFile(file[1]?.trim() ?? ''), file[2]) ?? otherwise;
  if (kind === 'sls') return address === 'stage' ? stage : otherwise;
  if (kind === 'aws')
    return address === 'region' ? '${AWS::Region}' : address === 'accountId' ? '${AWS::AccountId}' : otherwise;
  if (kind === 'env') return fromEnvironment(address, literal(fallback));
  return kind === 'opt' && address === 'stage' ? stage : otherwise;
}

const path = (document: unknown, address: string, stage: string): unknown =>
  address === 'provider.stage' ? stage : atPath(document, address);

const atPath = (value: unknown, address: string | undefined): unknown =>
  address === undefined ? value : address.split('.').reduce<unknown>((inner, key) => asObject(inner)[key], value);

const literal = (fallback: string | undefined): string => (fallback ?? '').replaceAll(/^['"]|['"]$/g, '');

function parseFallback(text: string): unknown {
  if (/^['"]/.test(text)) return literal(text);
  if (/^(true|false|-?\d+(\.\d+)?)$/.test(text)) return JSON.parse(text);
  // Older files name the second source without a bracket of its own.
  return /^\w+:/.test(text) ? `\${${text}}` : text;
}

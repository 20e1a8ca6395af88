import { canonicalJson } from '../model/digest.ts';

/** A value of a CloudFormation template in people's words: `queue OrdersQueue (arn)`. */
export function readableExpression(value: unknown, typeOf: (logicalId: string) => string | undefined): string {
  if (typeof value === 'string') return value;
  const [name, of, ...others] = Object.entries((value ?? {}) as Record<string, unknown>).flat();
  const said = others.length === 0 ? say(name, of, typeOf) : undefined;
  return said ?? canonicalJson(value);
}

type TypeOf = Parameters<typeof readableExpression>[1];

function say(name: unknown, of: unknown, typeOf: TypeOf): string | undefined {
  const read = (part: unknown): string => readableExpression(part, typeOf);
  if (name === 'Ref' && typeof of === 'string') return named(of, typeOf);
  if (name === 'Fn::GetAtt') return attribute(typeof of === 'string' ? of.split('.') : of, typeOf);
  if (name === 'Fn::ImportValue') return `export ${read(of)}`;
  if (name === 'Fn::Join' && Array.isArray(of)) return joined(of[0], of[1], read);
  return name === 'Fn::Sub' ? substituted(of, typeOf) : undefined;
}

/** `AWS::SQS::Queue` -> `queue OrdersQueue`; `AWS::Region` is as good as any word for it. */
function named(logicalId: string, typeOf: TypeOf): string {
  const type = typeOf(logicalId)?.split('::').at(-1)?.toLowerCase();
  return type === undefined ? logicalId : `${type} ${logicalId}`;
}

function attribute(of: unknown, typeOf: TypeOf): string | undefined {
  if (!Array.isArray(of) || !of.every((part) => typeof part === 'string')) return undefined;
  const [logicalId = '', ...path] = of;
  return `${named(logicalId, typeOf)} (${path.join('.').toLowerCase()})`;
}

function joined(separator: unknown, parts: unknown, read: (part: unknown) => string): string | undefined {
  return typeof separator === 'string' && Array.isArray(parts) ? parts.map(read).join(separator) : undefined;
}

function substituted(of: unknown, typeOf: TypeOf): string | undefined {
  const [text, given] = Array.isArray(of) ? (of as [unknown, Record<string, unknown>?]) : [of];
  if (typeof text !== 'string') return undefined;
  return text.replaceAll(/\$\{([^!}]+)\}/g, (_whole, name: string) => {
    if (given && name in given) return `{${readableExpression(given[name], typeOf)}}`;
    const [logicalId = '', ...path] = name.split('.');
    return `{${path.length === 0 ? named(logicalId, typeOf) : attribute([logicalId, ...path], typeOf)}}`;
  });
}

import { validation } from '../dynamodb-error.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import { recordOf } from '../../kernel/members.ts';
import type { Params } from '../../kernel/operation.ts';
import type { AttributeValue } from '../values/attribute-value.ts';
import { readValue } from '../values/read-value.ts';

/** ExpressionAttributeNames and ExpressionAttributeValues of one request; every one of them must be used. */
export class Placeholders {
  readonly #names: Readonly<Record<string, string>>;
  readonly #values: Readonly<Record<string, AttributeValue>>;
  readonly #unused: { readonly names: Set<string>; readonly values: Set<string> };

  /** `expressions`: the members of the request that may use them. */
  constructor(params: Params, expressions: readonly string[]) {
    const names = recordOf(params, 'ExpressionAttributeNames');
    const values = recordOf<unknown>(params, 'ExpressionAttributeValues');
    refuseEmptyOrStray(params, { ExpressionAttributeNames: names, ExpressionAttributeValues: values }, expressions);
    this.#names = names ?? {};
    this.#values = Object.fromEntries(Object.entries(values ?? {}).map(([name, value]) => [name, read(name, value)]));
    this.#unused = { names: new Set(Object.keys(this.#names)), values: new Set(Object.keys(this.#values)) };
  }

  name(token: string): string | undefined {
    this.#unused.names.delete(token);
    return this.#names[token];
  }

  value(token: string): AttributeValue | undefined {
    this.#unused.values.delete(token);
    return this.#values[token];
  }

  refuseUnused(): void {
    for (const kind of ['Values', 'Names'] as const) {
      const unused = [...this.#unused[kind === 'Values' ? 'values' : 'names']];
      if (unused.length === 0) continue;
      throw validation(
        `Value provided in ExpressionAttribute${kind} unused in expressions: keys: {${unused.join(', ')}}`,
      );
    }
  }
}

function read(name: string, value: unknown): AttributeValue {
  if (!/^:\w+$/.test(name)) {
    throw validation(`ExpressionAttributeValues contains invalid key: Syntax error; key: "${name}"`);
  }
  try {
    return readValue(value);
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'ValidationException') throw error;
    throw validation(`ExpressionAttributeValues contains invalid value: ${error.message} for key ${name}`);
  }
}

function refuseEmptyOrStray(
  params: Params,
  given: Readonly<Record<string, object | undefined>>,
  expressions: readonly string[],
): void {
  const isUsed = expressions.some((name) => params[name] !== undefined);
  for (const [name, members] of Object.entries(given)) {
    if (members === undefined) continue;
    if (!isUsed) {
      const which = name.endsWith('Values') ? `: ${expressions.map((each) => `${each} is null`).join(', ')}` : '';
      throw validation(`${name} can only be specified when using expressions${which}`);
    }
    if (Object.keys(members).length === 0) throw validation(`${name} must not be empty`);
  }
  const stray = Object.keys(given['ExpressionAttributeNames'] ?? {}).find((name) => !/^#\w+$/.test(name));
  if (stray !== undefined) {
    throw validation(`ExpressionAttributeNames contains invalid key: Syntax error; key: "${stray}"`);
  }
}

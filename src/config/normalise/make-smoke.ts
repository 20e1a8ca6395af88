import type { Hook, HttpSmokeTest, InvokeSmokeTest, SmokeTest } from '../../model/service.ts';
import type { ServiceInput } from './function-input.ts';

type SmokeInput = NonNullable<ServiceInput['smoke']>[number];
type HttpInput = Extract<SmokeInput, { request: string }>;
type InvokeInput = Extract<SmokeInput, { invoke: string }>;
type HookInput = NonNullable<ServiceInput['hooks']>[number];
type TimeoutOf = (functionKey: string) => number;

export function makeSmokeTests(inputs: readonly SmokeInput[], timeoutMsOf: TimeoutOf): readonly SmokeTest[] {
  return uniquelyNamed(inputs.map((input) => ('invoke' in input ? makeInvoke(input, timeoutMsOf) : makeHttp(input))));
}

export function makeHooks(inputs: readonly HookInput[], timeoutMsOf: TimeoutOf): readonly Hook[] {
  const hooks = inputs.map((input) => ({
    name: input.name ?? input.function,
    function: input.function,
    event: input.event ?? {},
    timeoutMs: milliseconds(input.timeout) ?? timeoutMsOf(input.function),
  }));
  return uniquelyNamed(hooks);
}

function makeHttp(input: HttpInput): HttpSmokeTest {
  const [method = 'GET', path = '/'] = input.request.split(' ');
  const isText = typeof input.body === 'string' || input.body === undefined;
  const body = typeof input.body === 'string' ? input.body : JSON.stringify(input.body);
  const headers = lowerCaseNames(input.headers ?? {});
  return {
    kind: 'http',
    name: input.name ?? input.request,
    method,
    path,
    headers: isText ? headers : { 'content-type': 'application/json', ...headers },
    ...(input.body !== undefined && { body }),
    expect: makeExpectation(input.expect ?? {}),
    on: input.on ?? ['preview', 'live'],
    timeoutMs: milliseconds(input.timeout) ?? 10_000,
    tries: input.tries ?? 3,
  };
}

function makeExpectation(input: NonNullable<HttpInput['expect']>): HttpSmokeTest['expect'] {
  return {
    status: input.status ?? 200,
    headers: lowerCaseNames(input.headers ?? {}),
    ...(input.json !== undefined && { json: input.json }),
    ...(input.text !== undefined && { bodyIncludes: input.text }),
    ...(input.bytes !== undefined && { bytesPrefixHex: input.bytes.toLowerCase() }),
  };
}

function makeInvoke(input: InvokeInput, timeoutMsOf: TimeoutOf): InvokeSmokeTest {
  return {
    kind: 'invoke',
    name: input.name ?? input.invoke,
    function: input.invoke,
    event: input.event ?? {},
    ...(input.result !== undefined && { result: input.result }),
    timeoutMs: milliseconds(input.timeout) ?? timeoutMsOf(input.invoke),
  };
}

/** Steps and reports name tests, so a second one of the same name gets a number. */
function uniquelyNamed<Item extends { readonly name: string }>(items: readonly Item[]): readonly Item[] {
  const seen = new Map<string, number>();
  return items.map((item) => {
    const count = (seen.get(item.name) ?? 0) + 1;
    seen.set(item.name, count);
    return count === 1 ? item : { ...item, name: `${item.name} (${count})` };
  });
}

function milliseconds(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : Math.round(seconds * 1000);
}

function lowerCaseNames(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

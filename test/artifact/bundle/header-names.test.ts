import { packageService } from '../../../src/artifact/package-service.ts';
import { aFolder, aFunction, aRequest } from '../a-service.ts';

const folder = aFolder();
afterAll(() => folder.remove());

async function saidOf(code: string): Promise<unknown[]> {
  folder.write({
    'service/package.json': '{}',
    'service/index.ts': `const response = { headers: {} as any };\nexport const handler = async (event: any) => ${code};`,
  });
  const { warnings } = await packageService({
    ...aRequest(folder, [aFunction(folder.at('service/index.ts'))]),
    useCache: false,
  });
  return warnings.map(({ kind, line, next }) => [kind, line, next]);
}

test.each([
  ['event.headers.Authorization', "event.headers['authorization'] ?? event.headers['Authorization']"],
  ['event.headers?.Authorization ?? null', "event.headers['authorization'] ?? event.headers['Authorization']"],
  ["event.headers!['X-Api-Key'] === response", "event.headers['x-api-key'] ?? event.headers['X-Api-Key']"],
  ["event.headers?.['Content-Type']", "event.headers['content-type'] ?? event.headers['Content-Type']"],
])('%s is told: HTTP APIs send the names of headers in lower case', async (code, next) => {
  expect(await saidOf(code)).toEqual([['header-case', 2, next]]);
});

test.each([
  "event.headers.authorization ?? event.headers['x-api-key']",
  "event.headers.Authorization || event.headers['authorization']",
  'event.headers.hasOwnProperty("a")',
  "(response.headers['Content-Type'] = 'a', event.headers['X-Seen'] = 'b')",
])('%s is not', async (code) => {
  expect(await saidOf(code)).toEqual([]);
});

import { execFileSync } from 'node:child_process';
import { packageService } from '../../../src/artifact/package-service.ts';
import { aFolder, aFunction, aRequest, settle, type Folder } from '../a-service.ts';
import { unpack } from '../read-zip.ts';

const aPackage = (name: string, path = 'index.js'): Record<string, string> => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({ name, exports: { '.': `./${path}`, './*': `./${path}` } }),
  [`node_modules/${name}/${path}`]: 'module.exports = () => async ({ rawPath }) => rawPath;',
});

const dependencies = ['serverless-http', '@vendia/serverless-express', 'hono', 'aws-sdk'];

const folder: Folder = aFolder().write({
  'service/package.json': JSON.stringify({ dependencies: Object.fromEntries(dependencies.map((name) => [name, '*'])) }),
  // The entry does not name it: what is inside of the bundle counts.
  'service/index.js': "exports.handler = require('./app').handler;",
  'service/app.js': "exports.handler = require('serverless-http')({});",
  'service/hono.js': "const handle = require('hono/aws-lambda'); exports.handler = handle({});",
  'service/vendia.js': "exports.handler = require('@vendia/serverless-express')({});",
  'service/both.js':
    "const serverless = require('serverless-http'); exports.one = serverless({}); exports.two = serverless({});",
  'service/plain.js': 'exports.handler = async ({ rawPath }) => rawPath;',
  'service/none.js': "import serverless from 'serverless-http'; export const handler = serverless({});",
  'service/old.js': "const sdk = require('aws-sdk'); exports.handler = async () => sdk;",
  ...aPackage('serverless-http'),
  ...aPackage('@vendia/serverless-express'),
  ...aPackage('hono', 'dist/cjs/adapter/aws-lambda/index.js'),
  ...aPackage('aws-sdk'),
});
afterAll(() => folder.remove());

type Given = Parameters<typeof aFunction>[1];

async function warningsOf(entry: string, given: Given = {}): Promise<(string | undefined)[]> {
  const { warnings } = await packageService(aRequest(folder, [aFunction(folder.at('service', entry), given)]));
  return warnings.map(({ kind, message }) => `${kind}: ${message.split(' ')[0] ?? ''}`);
}

/** What a handler that answers with the path it is given answers on the preview. */
async function pathOnPreview(entry: string, given: Given = {}, name = 'handler'): Promise<unknown> {
  const { functions } = await packageService(aRequest(folder, [aFunction(folder.at('service', entry), given)]));
  const event = { rawPath: '/ship-preview/a', requestContext: { stage: 'ship-preview' } };
  const code = `require(process.argv[1]).${name}(${JSON.stringify(event)}).then((path) => console.log(path))`;
  return execFileSync(process.execPath, ['-e', code, unpack(functions[0]?.zipPath ?? '')], { encoding: 'utf8' }).trim();
}

test.each(['index.js', 'hono.js', 'vendia.js'])(
  'a router of the whole path inside of %s sees the preview as it sees the live stage, unless stripStage is false',
  async (entry) => {
    expect(await warningsOf(entry)).toEqual([]);
    expect(await pathOnPreview(entry)).toBe('/a');
    expect(await pathOnPreview(entry, { bundle: { stripStage: false } })).toBe('/ship-preview/a');
  },
);

test('events of other functions are as AWS sends them, unless stripStage is true', async () => {
  expect(await pathOnPreview('plain.js')).toBe('/ship-preview/a');
  expect(await pathOnPreview('plain.js', { bundle: { stripStage: true } })).toBe('/a');
});

test('another handler of an entry that was bundled before sees the preview so too', async () => {
  await settle();
  for (const name of ['one', 'two'])
    expect(await pathOnPreview('both.js', { handler: `index.${name}` }, name)).toBe('/a');
});

test('an entry that is wrapped by itself is still held to export its handler', async () => {
  const request = aRequest(folder, [aFunction(folder.at('service/none.js'), { handler: 'index.other' })]);
  await expect(packageService(request)).rejects.toMatchObject({ code: 'EXPORT_MISSING' });
});

test('a package that makes handlers with a callback is warned of where the runtime refuses them', async () => {
  const given = { runtime: 'nodejs24.x', bundle: { stripStage: true } };
  expect(await warningsOf('vendia.js', given)).toEqual(['callback-handler: @vendia/serverless-express']);
  expect(await warningsOf('index.js', given)).toEqual([]);
});

test('version 2 of the AWS SDK is warned of, bundled, shipped, or left to a runtime that does not bring it', async () => {
  expect(await warningsOf('old.js')).toEqual(['aws-sdk-v2: aws-sdk']);
  expect(await warningsOf('old.js', { bundle: { nodeModules: ['aws-sdk'] } })).toEqual(['aws-sdk-v2: aws-sdk']);
  const { warnings } = await packageService(
    aRequest(folder, [aFunction(folder.at('service/old.js'), { bundle: { external: ['aws-sdk'] } })]),
  );
  expect(warnings).toMatchObject([{ kind: 'aws-sdk-v2', next: "bundle: { nodeModules: ['aws-sdk'] }" }]);
});

import { packageService } from '../../../src/artifact/package-service.ts';
import { aFolder, aFunction, aRequest, type Folder } from '../a-service.ts';

const aPackage = (name: string, path = 'index.js'): Record<string, string> => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({ name, exports: { '.': `./${path}`, './*': `./${path}` } }),
  [`node_modules/${name}/${path}`]: 'module.exports = (app) => async () => app;',
});

const dependencies = ['serverless-http', '@vendia/serverless-express', 'hono', 'aws-sdk'];

const folder: Folder = aFolder().write({
  'service/package.json': JSON.stringify({ dependencies: Object.fromEntries(dependencies.map((name) => [name, '*'])) }),
  // The entry does not name it: what is inside of the bundle counts.
  'service/index.js': "exports.handler = require('./app').handler;",
  'service/app.js': "exports.handler = require('serverless-http')({});",
  'service/hono.js': "const handle = require('hono/aws-lambda'); exports.handler = handle({});",
  'service/vendia.js': "exports.handler = require('@vendia/serverless-express')({});",
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

test.each([
  ['index.js', 'serverless-http'],
  ['hono.js', 'hono/aws-lambda'],
  ['vendia.js', '@vendia/serverless-express'],
])('a router of the whole path inside of %s is warned of until stripStage is said', async (entry, name) => {
  expect(await warningsOf(entry)).toEqual([`whole-path-router: ${name}`]);
  for (const stripStage of [true, false]) expect(await warningsOf(entry, { bundle: { stripStage } })).toEqual([]);
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

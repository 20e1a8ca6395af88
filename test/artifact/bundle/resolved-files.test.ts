import { packageService } from '../../../src/artifact/package-service.ts';
import { aFolder, aFunction, aRequest } from '../a-service.ts';

const folder = aFolder();
afterAll(() => folder.remove());

test('a folder that a package reads unless a variable names another, as geoip-lite does, is told', async () => {
  folder.write({
    'service/package.json': '{"dependencies":{"places":"*"}}',
    'service/index.js': "exports.handler = require('places');",
    'service/node_modules/places/package.json': '{}',
    'service/node_modules/places/index.js':
      "module.exports = require('fs').readdirSync(require('path').resolve(__dirname, global.data || process.env.DATA || './data/'));",
    'service/node_modules/places/data/a.dat': '1',
  });
  const { warnings } = await packageService(aRequest(folder, [aFunction(folder.at('service/index.js'))]));
  expect(warnings.map(({ next }) => next)).toEqual(["bundle: { nodeModules: ['places'] }"]);
});

test('a file that a package finds by require.resolve, as uglify-js does, is told', async () => {
  folder.write({
    'service/package.json': '{"dependencies":{"minifier":"*"}}',
    'service/index.js': "exports.handler = require('minifier');",
    'service/node_modules/minifier/package.json': '{"main":"tools/node.js"}',
    'service/node_modules/minifier/tools/node.js':
      "module.exports = ['../lib/utils.js'].map(() => require('fs').readFileSync(require.resolve('../lib/utils.js')), require.resolve('./gone.js'));",
    'service/node_modules/minifier/lib/utils.js': '1;',
  });
  const { warnings } = await packageService(aRequest(folder, [aFunction(folder.at('service/index.js'))]));
  expect(warnings.map(({ kind, next }) => [kind, next])).toEqual([
    ['run-time-file', "bundle: { nodeModules: ['minifier'] }"],
  ]);
});

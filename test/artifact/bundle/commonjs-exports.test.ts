import { commonJsExports } from '../../../src/artifact/bundle/commonjs-exports.ts';

test.each([
  ['exports.handler = f;', ['handler']],
  ['module.exports.handler = serverless(app);\nexports.other = 1;', ['handler', 'other']],
  ['module.exports = { handler, run: other };', ['handler', 'run']],
  ['exports.handler = void 0;\nexports.handler = f;', ['handler']],
  ['Object.defineProperty(exports, "__esModule", { value: true });\nexports.a = 1;', ['a']],
  ["Object.defineProperty(exports, 'handler', { get });", ['handler']],
  ["app.use('/api/*', all); exports.handler = f; /* the end */", ['handler']],
  ['// exports.old = f;\nexports.a = 1;', ['old', 'a']],
])('what the text of a CommonJS file says for sure: %s', (text, names) => {
  expect(commonJsExports(text)).toEqual(names);
});

test.each([
  'module.exports = app;',
  "module.exports = require('./other');",
  'module.exports = { ...other };',
  'module.exports = { handler: async () => 1 };',
  'exports[name] = f;',
  "__exportStar(require('./other'), exports);",
  'Object.assign(module.exports, all);',
  'const out = exports; out.handler = f;',
  '// exports all\nexports.a = 1;',
  "require('./setup')(module); exports.a = 1;",
  'this.handler = async () => 1;',
])('what only running it would tell: %s', (text) => {
  expect(commonJsExports(text)).toBeUndefined();
});

test('a module that sets nothing exports nothing', () => {
  expect(commonJsExports('console.log(1);')).toEqual([]);
});

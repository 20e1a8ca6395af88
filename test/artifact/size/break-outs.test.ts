import { measureService } from '../../../src/artifact/measure-service.ts';
import type { Advice } from '../../../src/model/size-report.ts';
import { sizeReport } from '../../../src/artifact/size-report.ts';
import { aFolder, aFunction, aRequest, type Folder } from '../a-service.ts';

const folders: Folder[] = [];
afterAll(() => folders.forEach((folder) => folder.remove()));

const heavy = (kilobytes: number): string => `export const data = ${JSON.stringify('x'.repeat(kilobytes * 1024))};`;

/** A service with packages of some weight. */
function aService(files: Readonly<Record<string, string>>): Folder {
  const folder = aFolder().write({
    'service/package.json': '{"dependencies":{"pdf":"*","fonts":"*","database":"*"}}',
    'node_modules/pdf/package.json': '{"name":"pdf","main":"index.js","dependencies":{"fonts":"*"}}',
    'node_modules/pdf/index.js': `import { data as fonts } from 'fonts'; ${heavy(400)} export const pdf = () => data + fonts;`,
    'node_modules/fonts/package.json': '{"name":"fonts","main":"index.js","type":"module"}',
    'node_modules/fonts/index.js': heavy(200),
    'node_modules/database/package.json': '{"name":"database","main":"index.js","type":"module"}',
    'node_modules/database/index.js': heavy(300),
    'service/src/store.ts': `import { data } from 'database'; export const store = () => data;`,
    ...files,
  });
  folders.push(folder);
  return folder;
}

const routes = ['GET /orders', 'POST /orders', 'GET /orders/{id}', 'POST /orders/{id}/invoice'];

async function breakOutsOf(
  folder: Folder,
  given: Parameters<typeof aFunction>[1] = {},
  known: readonly string[] = routes,
): Promise<Advice[]> {
  const source = aFunction(folder.at('service/src/index.ts'), given);
  const measured = await measureService(aRequest(folder, [source]));
  const facts = { name: 'main', runtime: source.runtime, layers: [], environment: {}, awsSdk: 'bundled' } as const;
  const report = sizeReport({ measured, functions: [facts], routes: { main: known } });
  return (report.functions[0]?.advice ?? []).filter(({ kind }) => kind === 'break-out');
}

const summary = (advice: readonly Advice[]): unknown[] =>
  advice.map(({ breakOut, savesBytes }) => [
    breakOut?.module,
    breakOut?.routes,
    Math.round(savesBytes / 1024),
    Math.round((breakOut?.doubledBytes ?? 0) / 1024),
    breakOut?.isUpperBound,
    breakOut?.packages,
  ]);

test('a handler in a module of its own: what leaves, and what both would carry', async () => {
  const folder = aService({
    'service/src/index.ts': `
      import { list } from './routes/list.ts';
      import { create } from './routes/create.ts';
      import { invoice } from './routes/invoice.ts';
      export const handler = (event: { routeKey: string }) => ({ 'GET /orders': list, 'POST /orders': create, 'POST /orders/{id}/invoice': invoice })[event.routeKey]?.();`,
    'service/src/routes/list.ts': `import { store } from '../store.ts'; export const list = () => store();`,
    'service/src/routes/create.ts': `import { store } from '../store.ts'; export const create = () => store() + '1';`,
    'service/src/routes/invoice.ts': `import { store } from '../store.ts'; import { pdf } from 'pdf'; export const invoice = () => pdf() + store();`,
  });
  expect(summary(await breakOutsOf(folder))).toEqual([
    ['src/routes/invoice.ts', ['POST /orders/{id}/invoice'], 600, 300, false, ['pdf', 'fonts']],
  ]);
});

const inPlace = {
  'service/src/index.ts': `import { api } from './api.ts'; export const handler = (event: { routeKey: 'GET /orders' }) => api[event.routeKey]();`,
  'service/src/api.ts': `
    import { store } from './store.ts';
    import { renderInvoice } from './render-invoice.ts';
    export const api = {
      'GET /orders': () => store(),
      'POST /orders': () => store() + '1',
      'POST /orders/{id}/invoice': () => {
        const order = store();
        return renderInvoice(order);
      },
    };`,
  'service/src/render-invoice.ts': `import { pdf } from 'pdf'; export const renderInvoice = (order: string) => pdf() + order;`,
};

test('a handler written in place: the part that weighs is named with its route, what stays is the most that is doubled', async () => {
  expect(summary(await breakOutsOf(aService(inPlace)))).toEqual([
    ['src/render-invoice.ts', ['POST /orders/{id}/invoice'], 600, 300, true, ['pdf', 'fonts']],
  ]);
});

test('packages that are shipped unbundled weigh too', async () => {
  const [advice] = await breakOutsOf(aService(inPlace), { bundle: { nodeModules: ['pdf'] } });
  expect(advice?.breakOut).toMatchObject({ module: 'src/render-invoice.ts', packages: ['pdf', 'fonts'] });
  expect(advice?.savesBytes).toBeGreaterThan(600 * 1024);
});

test('from a module that gathers all handlers to the one that is heavy', async () => {
  const others = Object.fromEntries(
    ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [`service/src/${name}.ts`, `export const ${name} = () => '${name}';`]),
  );
  const folder = aService({
    ...others,
    'service/src/index.ts': `
      import { a } from './a.ts'; import { b } from './b.ts'; import { c } from './c.ts'; import { reports } from './reports/index.ts';
      const app = { get: (..._args: unknown[]) => {} };
      app.get('/a', a); app.get('/b', b);
      app.get('/c', c);
      app.get('/reports/:id', reports);
      export const handler = app;`,
    'service/src/reports/index.ts': `import { d } from '../d.ts'; import { e } from '../e.ts'; import { f } from '../f.ts'; import { big } from './big.ts'; export const reports = () => d() + e() + f() + big();`,
    'service/src/reports/big.ts': `import { pdf } from 'pdf'; export const big = () => pdf();`,
  });
  const [advice] = await breakOutsOf(folder);
  expect(advice?.breakOut).toMatchObject({ module: 'src/reports/index.ts', routes: ['GET /reports/:id'] });
});

test('what every route uses cannot be broken out', async () => {
  const folder = aService({
    'service/src/index.ts': `
      import { store } from './store.ts';
      export const handler = (event: { routeKey: string }) => ({
        'GET /orders': () => store(),
        'POST /orders': () => store(),
        'GET /orders/{id}': () => store(),
      })[event.routeKey];`,
  });
  expect(await breakOutsOf(folder)).toEqual([]);
});

test('a function with one route is broken out already', async () => {
  expect(await breakOutsOf(aService(inPlace), {}, ['POST /orders/{id}/invoice'])).toEqual([]);
});

test('where nothing is registered by name, the words of the module and of the routes are compared', async () => {
  const folder = aService({
    'service/src/index.ts': `
      import { store } from './store.ts';
      import { invoiceDocument } from './invoice-document.ts';
      export const handler = (event: { path: string }) => (event.path.endsWith('c') ? invoiceDocument() : store());`,
    'service/src/invoice-document.ts': `import { pdf } from 'pdf'; export const invoiceDocument = () => pdf();`,
  });
  expect((await breakOutsOf(folder)).map(({ breakOut }) => [breakOut?.module, breakOut?.routes])).toEqual([
    ['src/invoice-document.ts', ['POST /orders/{id}/invoice']],
  ]);
});

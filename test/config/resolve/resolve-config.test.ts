import { resolveWritten } from '../../../src/config/resolve/resolve-config.ts';
import { readKeyDocs } from '../read-key-docs.ts';

const written = {
  defaults: { memory: 256, environment: { LEVEL: 'info', SECRET: 'hush' } },
  environments: {
    production: {
      account: '123456789012',
      region: 'eu-west-1',
      defaults: { logRetention: 90 },
      watch: false,
      services: {
        orders: {
          bake: { for: '5m' },
          watch: { alarms: true },
          defaults: { timeout: 20 },
          functions: { invoice: { memory: 2048 } },
        },
      },
    },
  },
  services: {
    orders: {
      main: 'src/main.ts',
      functions: {
        invoice: {
          entry: 'src/invoice.ts',
          memory: 1024,
          environment: { LEVEL: 'debug' },
          bundle: { define: { 'process.env.KEY': '"s3cr3t"' } },
        },
      },
      defaults: { timeout: 10 },
      bake: { for: '1m', latency: 3 },
      watch: { dashboard: true },
      smoke: [{ request: 'GET /orders' }],
      routes: { 'GET /orders': 'main' },
    },
  },
};
const values = resolveWritten(written, 'production', ['orders']);
const at = (path: string) => values.find((one) => one.path === path);

test.each([
  ['environment.region', 'eu-west-1', 'environments.production.region'],
  ['orders.main.entry', 'src/main.ts', 'services.orders.main'],
  ['orders.main.memory', 256, 'defaults.memory'],
  ['orders.main.timeout', 20, 'environments.production.services.orders.defaults.timeout'],
  ['orders.main.logRetention', 90, 'environments.production.defaults.logRetention'],
  ['orders.main.runtime', 'nodejs22.x', 'default'],
  ['orders.invoice.memory', 2048, 'environments.production.services.orders.functions.invoice.memory'],
  ['orders.invoice.environment.LEVEL', '(not shown)', 'services.orders.functions.invoice.environment.LEVEL'],
  ['orders.root', 'services/orders', 'default'],
  ['orders.smoke', ['GET /orders'], 'services.orders.smoke'],
  ['orders.bake.for', '5m', 'environments.production.services.orders.bake.for'],
  ['orders.bake.latency', 3, 'services.orders.bake.latency'],
  ['orders.bake.throttles', 0.01, 'default'],
  ['orders.main.storage', 512, 'default'],
  ['orders.main.tracing', false, 'default'],
  ['orders.cors', false, 'default'],
  ['orders.payload', '2.0', 'default'],
  ['orders.bake.alarms', [], 'default'],
  ['orders.watch', false, 'environments.production.watch'],
  ['orders.watch.dashboard', true, 'services.orders.watch.dashboard'],
  ['orders.watch.alarms', true, 'environments.production.services.orders.watch.alarms'],
])('%s is %s, from %s', (path, value, from) => {
  expect(at(path)).toEqual({ path, value, from });
});

test('no value of an environment variable is among them', () => {
  expect(JSON.stringify(values)).not.toMatch(/hush|debug|info|s3cr3t/);
});

test('no key that can be written is forgotten', () => {
  const keysOf = (...types: readonly string[]): readonly string[] =>
    readKeyDocs().flatMap(({ type, keys }) => (types.includes(type) ? keys.map(({ key }) => key) : []));
  const setting = (keys: readonly string[]): object => Object.fromEntries(keys.map((key) => [key, [{ key }]]));
  const own = keysOf('FunctionConfig', 'FunctionSettings').filter((key) => !['environment'].includes(key));
  const inherited = ['main', 'functions', 'defaults', 'watch', 'bake'];
  const ofService = keysOf('ServiceConfig').filter((key) => !inherited.includes(key));
  const all = { services: { a: { ...setting(ofService), main: setting(own) } } };
  const paths = resolveWritten(all, 'local', ['a']).map(({ path }) => path);
  const wanted = [...ofService.map((key) => `a.${key}`), ...own.map((key) => `a.main.${key}`)];
  expect(wanted.filter((path) => !paths.includes(path))).toEqual([]);
});

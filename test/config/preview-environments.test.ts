import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../src/config/load-config.ts';
import type { LoadedConfig } from '../../src/config/loaded-config.ts';
import { aConfig, mistakesOf, type Written } from './check-written.ts';

const folder = mkdtempSync(join(tmpdir(), 'ship-preview-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const staging = { account: '111111111111', region: 'eu-west-1' };
const preview: Written = { ...staging, template: 'pr-*', base: 'staging', ttlDays: 14 };

const services = {
  users: { main: 'src/main.ts', functions: { check: 'src/check.ts' }, exports: { check: 'check' } },
  orders: {
    main: 'src/main.ts',
    functions: { 'make-the-invoice': 'src/invoice.ts' },
    imports: { CHECK: 'users.check' },
    tags: { team: 'shop' },
  },
};

async function load(environments: Written = { staging, preview }): Promise<LoadedConfig> {
  writeFileSync(join(folder, 'services.config.json'), JSON.stringify({ environments, services }));
  return loadConfig({ cwd: folder });
}

test('a name that fits a template is an environment, made as the template says', async () => {
  const config = await load({
    staging,
    preview: { ...preview, services: { orders: { defaults: { memory: 256 } } } },
  });
  expect(config.environment('pr-123')).toEqual({
    name: 'pr-123',
    target: 'aws',
    region: 'eu-west-1',
    accountId: '111111111111',
    protected: false,
    template: 'preview',
    base: 'staging',
    ttlDays: 14,
  });
  const orders = config.service('orders', 'pr-123');
  expect(orders.functions.map(({ lambdaName, memoryMb }) => [lambdaName, memoryMb])).toEqual([
    ['pr-123-orders-main', 256],
    ['pr-123-orders-make-the-invoice', 256],
  ]);
  expect(orders.tags).toEqual({ team: 'shop', 'ship:template': 'preview', 'ship:ttl-days': '14' });
});

test('what is not deployed in it is called in the base', async () => {
  const config = await load();
  const importsWith = (fromBase: readonly string[]): readonly string[] | undefined =>
    config
      .services('pr-1', new Set(fromBase))
      .find(({ name }) => name === 'orders')
      ?.imports?.map(({ lambdaName }) => lambdaName);
  expect(importsWith([])).toEqual(['pr-1-users-check']);
  expect(importsWith(['users'])).toEqual(['staging-users-check']);
});

test.each(['pr', 'pr-', 'pr-A', 'pr-1_2', 'pr-1-', 'pr--1', 'xpr-1', 'pr-*'])('%s is no environment', async (name) => {
  const config = await load();
  expect(() => config.environment(name)).toThrow(expect.objectContaining({ code: 'UNKNOWN_ENVIRONMENT' }));
});

test('a template is named as what it is', async () => {
  const config = await load();
  expect(() => config.environment('preview')).toThrow(
    expect.objectContaining({ code: 'UNKNOWN_ENVIRONMENT', next: ['--env pr-123'] }),
  );
  expect(config.environments.map(({ name }) => name)).toEqual(['local', 'staging']);
  expect(config.templates.map(({ name }) => name)).toEqual(['pr-*']);
});

test('a name that makes another one too long is refused, with how long it may be', async () => {
  const config = await load();
  const longest = `pr-${'x'.repeat(37)}`;
  expect(config.service('orders', longest).functions.map(({ lambdaName }) => lambdaName.length)).toContain(64);
  expect(() => config.environment(`${longest}yz`)).toThrow(
    expect.objectContaining({ code: 'ENVIRONMENT_NAME', next: ['choose a shorter name: 40 characters at most'] }),
  );
});

test.each<[string, Written, string]>([
  ['a pattern without a prefix', { preview: { ...preview, template: '*' } }, 'preview.template: must be such as pr-*'],
  ['two stars', { preview: { ...preview, template: 'pr-*-*' } }, 'preview.template: must be such as pr-*'],
  [
    'an environment that fits',
    { 'pr-main': staging },
    'preview.template: fits the environment pr-main too (got "pr-*")',
  ],
  ['a second template', { more: { ...preview, template: 'pr-x-*' } }, 'fits names of the template'],
  ['local as a template', { local: { template: 'pr-*' } }, 'local.template: is not possible for the environment'],
  [
    'no such base',
    { preview: { ...preview, base: 'stagin' } },
    'preview.base: is not an environment (did you mean "staging"?)',
  ],
  ['itself as the base', { staging: { ...staging, base: 'staging' } }, 'staging.base: is the environment itself'],
  ['a template as the base', { dev: { ...staging, base: 'preview' } }, 'dev.base: is a template'],
  ['a base of a base', { staging: { ...staging, base: 'qa' }, qa: staging }, 'preview.base: has a base of its own'],
  [
    'another account',
    { preview: { ...preview, account: '222222222222' } },
    'preview.base: has another account: services are called in the same one only (got "staging")',
  ],
  ['another region', { preview: { ...preview, region: 'eu-central-1' } }, 'preview.base: has another region'],
  [
    'days of a plain environment',
    { staging: { ...staging, ttlDays: 3 } },
    'staging.ttlDays: has a meaning for a template',
  ],
])('%s is a mistake', (_, more, text) => {
  const written = aConfig({}, { environments: { staging, preview, ...more } });
  expect(mistakesOf(written).filter((line) => line.includes(text)).length).toBe(1);
});

test('a mistake of services in a template names the pattern', () => {
  const long = { functions: { ['x'.repeat(57)]: 'src/x.ts' } };
  const [mistake] = mistakesOf(
    aConfig(long, { environments: { staging, preview: { template: 'pr-*', target: 'local' } } }),
  );
  expect(mistake).toContain('64 characters at most');
});

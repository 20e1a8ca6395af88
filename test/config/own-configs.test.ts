import { join } from 'node:path';
import { loadConfig } from '../../src/config/load-config.ts';
import { renderFoundation } from '../../src/template/render-foundation.ts';
import { renderOpenApi } from '../../src/template/render-openapi.ts';

const root = join(import.meta.dirname, '../..');

test.each([
  ['services.config.ts', ['auth', 'orders']],
  ['examples/phonebook/services.config.mjs', ['phonebook']],
  ['examples/images/services.config.ts', ['images']],
  ['examples/shop/services.config.ts', ['auth', 'notifications', 'orders', 'users']],
])('%s has no mistakes and no warnings, and can be rendered', async (file, names) => {
  const loaded = await loadConfig({ cwd: root, file });
  expect(loaded.warnings).toEqual([]);
  const services = loaded.services('local');
  expect(services.map(({ name }) => name)).toEqual(names);
  for (const service of services) {
    const versions = Object.fromEntries(service.functions.map(({ key }) => [key, '1']));
    const facts = { release: 1, accountId: '000000000000', region: 'us-east-1', gatewayRoleArn: 'arn', versions };
    const text = JSON.stringify([renderFoundation(service, { needsBucket: false }), renderOpenApi(service, facts)]);
    // Least privilege: no example may do everything.
    expect(text).not.toMatch(/"Action":"[^"]*\*"/);
    expect(text.length).toBeLessThan(51_200);
  }
});

import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { SizeReport } from '../../src/model/size-report.ts';
import { builtShip } from '../cli/ship.ts';

const root = resolve(import.meta.dirname, '../..');
const dir = mkdtempSync(join(tmpdir(), 'ship-orders-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test('the PDF route back in the main Lambda of orders: the break-out is proposed, with what leaves and what is doubled', () => {
  cpSync(join(root, 'services/orders'), join(dir, 'services/orders'), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(dir, 'node_modules'));
  const main = join(dir, 'services/orders/src/main.ts');
  const invoice = join(dir, 'services/orders/src/invoice.ts');
  const written = readFileSync(invoice, 'utf8').replace('export const handler = route(', 'export const invoices = (');
  writeFileSync(invoice, written.replace(/import \{ route \}.*\n/, ''));
  const together = 'route({ ...ordersApi(deployedOrderStore()), ...invoices })';
  writeFileSync(
    main,
    `import { invoices } from './invoice.ts';\n${readFileSync(main, 'utf8').replace('route(ordersApi(deployedOrderStore()))', together)}`,
  );
  const routes = Object.fromEntries(
    ['GET /orders', 'GET /orders/{id}', 'PUT /orders/{id}', 'POST /orders/{id}/invoice'].map((key) => [key, 'main']),
  );
  const orders = { main: 'src/main.ts', routes };
  writeFileSync(
    join(dir, 'services.config.json'),
    JSON.stringify({ environments: { local: {} }, services: { orders } }),
  );
  const ran = execFileSync(process.execPath, [join(builtShip(), 'bin/ship.js'), 'size', '--json'], {
    cwd: dir,
    encoding: 'utf8',
  });
  const { services } = JSON.parse(ran) as { services: SizeReport[] };
  const breakOut = services[0]?.functions[0]?.advice.find(({ kind }) => kind === 'break-out')?.breakOut;
  expect(breakOut?.routes).toEqual(['POST /orders/{id}/invoice']);
  expect(breakOut?.packages).toContain('pdf-lib');
  expect(breakOut?.leavingBytes).toBeGreaterThan(300_000);
  expect(breakOut?.doubledBytes).toBeGreaterThan(0);
});

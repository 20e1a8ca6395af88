import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findAbsentPeers } from '../../../src/artifact/bundle/absent-peers.ts';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'ship-peers-')));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const manifest = (path: string, content: object): void => {
  mkdirSync(join(root, dirname(path)), { recursive: true });
  writeFileSync(join(root, path), JSON.stringify(content));
};

const unresolved = (...asked: readonly (readonly [name: string, file: string])[]): object => ({
  errors: asked.map(([name, file]) => ({ text: `Could not resolve "${name}"`, location: { file } })),
});

test('what only another package asks for, and can do without, is left out; what anybody needs is not', () => {
  manifest('node_modules/@nest/core/package.json', {
    name: '@nest/core',
    peerDependencies: { '@nest/sockets': '*', needed: '*' },
    peerDependenciesMeta: { '@nest/sockets': { optional: true } },
    optionalDependencies: { fast: '*', shared: '*' },
  });
  manifest('node_modules/@nest/core/esm/package.json', { type: 'module' });
  const core = 'node_modules/@nest/core/esm/index.js';
  const error = unresolved(
    ['@nest/sockets/module', core],
    ['fast', core],
    ['needed', core],
    ['shared', core],
    ['shared', 'src/main.ts'],
    ['own', 'src/main.ts'],
  );
  expect(findAbsentPeers(error, root)).toEqual(['@nest/sockets', 'fast']);
  expect(findAbsentPeers(new Error('another'), root)).toEqual([]);
});

// What the command line would hand to the packager for bundled functions.
const settings = { runtime: 'nodejs22.x', architecture: 'x86_64', assets: [], include: [], exclude: [], layers: [] };
const bundle = {
  format: 'cjs',
  minify: true,
  sourceMap: false,
  external: [],
  nodeModules: [],
  awsSdk: 'bundled',
  define: {},
  loader: {},
  mainFields: ['module', 'main'],
};

export function bundledRequest(root, entries, cacheDir) {
  const functions = entries.map(({ name, entry }) => ({
    ...settings,
    name,
    kind: 'entry',
    path: entry,
    handler: 'index.handler',
    bundle,
  }));
  return { serviceName: 'bench', root, functions, cacheDir, useCache: true };
}

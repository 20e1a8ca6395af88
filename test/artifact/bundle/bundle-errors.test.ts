import type { ArtifactError } from '../../../src/artifact/artifact-error.ts';
import { toBundleError } from '../../../src/artifact/bundle/to-bundle-error.ts';

test('packages that are not installed are named with what to type', () => {
  const errors = ['pg', '@scope/name/part', './own.ts', 'node:nothing', 'pg'].map((name) => ({
    text: `Could not resolve "${name}"`,
    location: null,
  }));
  expect(toBundleError({ errors }, import.meta.dirname)).toMatchObject({
    code: 'BUNDLE_FAILED',
    next: [
      'npm install pg @scope/name',
      "or, when the runtime or a layer brings it: bundle: { external: ['pg', '@scope/name'] } in the config",
    ],
  });
});

test('a package that is linked and not built yet is to be built, not installed', () => {
  const errors = [{ text: 'Could not resolve "esbuild/nothing"', location: null }];
  const next = [expect.stringMatching(/^build esbuild first: it is installed/)];
  expect(toBundleError({ errors }, import.meta.dirname)).toMatchObject({ next });
});

test('the AWS SDK can be left to the runtime, which is a setting of its own', () => {
  const errors = [{ text: 'Could not resolve "@aws-sdk/client-nothing"', location: null }];
  const next = ['npm install @aws-sdk/client-nothing', expect.stringContaining("bundle: { awsSdk: 'runtime' }")];
  expect(toBundleError({ errors }, import.meta.dirname)).toMatchObject({ next });
});

test('a native module that asks for the files of all platforms is to be shipped whole, and they are not all listed', () => {
  const errors = Array.from({ length: 20 }, (_, line) => ({
    text: `Could not resolve "./native.platform-${line}.node"`,
    location: { file: 'node_modules/@n/native/index.js', line, column: 1, lineText: '' },
  }));
  const error = toBundleError({ errors }, import.meta.dirname) as ArtifactError;
  expect(error.next).toEqual([expect.stringContaining("bundle: { nodeModules: ['@n/native'] }")]);
  expect(error.details).toHaveLength(9);
  expect(error.details.at(-1)).toBe('and 12 more like these');
});

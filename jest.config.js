// Together as long as all the others: `npm run test:long` runs them, and CI does. Named on the command line they run too.
const long = [
  'test/under-fire/',
  'test/release/(fault-pairs|crash-matrix/)',
  'test/scenarios/(steps|promote|preview-environment|stuck-stack|recipes|lost-function|examples)',
  'test/scenarios/(events|felt-changes|watching|counted-calls)',
  'test/cli/(json-documents|action/action|init/init)',
  'test/package/',
];
const isNamed = process.argv.slice(2).some((word) => word.startsWith('test/'));
const isLong = process.env.SHIP_TESTS === 'long';

// Jest runs the tests as ES modules (archiver 8 cannot be required), two workers: CI has two cores.
export default {
  roots: ['<rootDir>/test', '<rootDir>/services'],
  ...(isLong ? { testRegex: long.map((path) => `/${path}.*\\.test\\.ts$`) } : { testMatch: ['**/*.test.ts'] }),
  testPathIgnorePatterns: ['/node_modules/', '/fixtures/', ...(isLong || isNamed ? [] : long)],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
    ],
  },
  testEnvironment: 'node',
  maxWorkers: 2,
  // A worker keeps something of every ES module that it has run: the last files of many took several times as long.
  workerIdleMemoryLimit: '700MB',
  testTimeout: 30_000,
};

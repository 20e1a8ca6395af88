import type { Artifact, LayerReference } from '../../../src/model/artifact.ts';
import type { Composition, MeasuredFunction } from '../../../src/model/packaged-service.ts';
import type { FunctionSize, SizeReport } from '../../../src/model/size-report.ts';
import { makeBaseline, parseBaseline } from '../../../src/artifact/size/baseline.ts';
import { measureEnvironment } from '../../../src/artifact/size/measure-environment.ts';
import { sizeReport, type SizeInput } from '../../../src/artifact/size-report.ts';
import { overBudget } from '../../../src/errors/catalogue/packaging-errors.ts';

const LIMIT = 262_144_000;

function aComposition(given: Partial<Composition> = {}): Composition {
  const bytes = given.bytes ?? 1000;
  return {
    bytes,
    fileCount: 1,
    packages: [],
    folders: [],
    tree: { name: '', bytes },
    developmentBytes: 0,
    sourceMapBytes: 0,
    ...given,
  };
}

interface Given {
  readonly code?: Partial<Composition>;
  readonly zippedBytes?: number;
  readonly layers?: readonly LayerReference[];
  readonly local?: MeasuredFunction['layers'];
  readonly measured?: Partial<MeasuredFunction>;
  readonly input?: Partial<SizeInput>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly runtime?: string;
}

/** The size of one function, by what is given about it. */
function sizeOf(given: Given): FunctionSize & { over: boolean } {
  const report = reportOf(given);
  return { ...(report.functions[0] as FunctionSize), over: report.over };
}

function reportOf({
  code,
  zippedBytes = 100,
  layers = [],
  local = [],
  measured,
  input,
  environment = {},
  runtime = 'nodejs22.x',
}: Given): SizeReport {
  const artifact = { zippedBytes } as Artifact;
  const values = Object.entries(environment).map(([name, value]) => [name, { kind: 'literal', value }] as const);
  return sizeReport({
    measured: {
      service: 'orders',
      functions: [
        {
          name: 'main',
          artifact,
          code: aComposition(code),
          layers: local,
          warnings: [],
          reused: false,
          breakOuts: [],
          dependencies: [],
          ...measured,
        },
      ],
    },
    functions: [{ name: 'main', runtime, layers, environment: Object.fromEntries(values), awsSdk: 'bundled' }],
    ...input,
  });
}

const rules = (size: FunctionSize): string[] => size.findings.map(({ severity, rule }) => `${severity} ${rule}`);
const arn = 'arn:aws:lambda:eu-west-1:123456789012:layer:tools:7';

test.each([
  [LIMIT, ['over lambda-limit']],
  [LIMIT - 1, ['warning lambda-limit']],
  [LIMIT * 0.95 - 1, []],
])('%i bytes against a limit that must not be reached', (bytes, expected) => {
  const size = sizeOf({ code: { bytes } });
  expect(rules(size)).toEqual(expected);
  expect(size.over).toBe(bytes >= LIMIT);
  expect(size.headroomBytes).toBe(LIMIT - bytes);
});

test('layers count, local and remote ones', () => {
  const size = sizeOf({
    code: { bytes: 100 },
    layers: [
      { kind: 'arn', arn },
      { kind: 'local', name: 'shared', path: '/x' },
      { kind: 'arn', arn: `${arn}1`, unzippedBytes: 30 },
    ],
    local: [{ name: 'shared', content: aComposition({ bytes: 20 }) }],
    input: { layerSizes: { [arn]: { unzippedBytes: LIMIT, packages: {} } } },
  });
  expect(size.totalBytes).toBe(LIMIT + 150);
  expect(rules(size)).toEqual(['over lambda-limit']);
});

test('a layer of unknown size is said to be unknown, and makes the total a lower bound', () => {
  const size = sizeOf({ code: { bytes: 100 }, layers: [{ kind: 'arn', arn }] });
  expect(size).toMatchObject({ totalBytes: 100, isComplete: false, layers: [{ name: arn, kind: 'arn' }] });
  expect(size.layers[0]).not.toHaveProperty('unzippedBytes');
  expect(rules(size)).toEqual(['warning unknown-layer']);
  expect(size.over).toBe(false);
  expect(size.findings[0]?.message).toContain('ask AWS once (ship size --online)');
  const asked = sizeOf({ layers: [{ kind: 'arn', arn }], input: { askedAws: true } });
  expect(asked.findings[0]?.message).toMatch(/not known: AWS does not let you look at it.*lambda:GetLayerVersion/);
});

test('six layers are one too many', () => {
  const layers = Array.from({ length: 6 }, (_, at): LayerReference => ({
    kind: 'arn',
    arn: `${arn}${at}`,
    unzippedBytes: 1,
  }));
  expect(rules(sizeOf({ layers }))).toEqual(['over layer-count']);
  expect(rules(sizeOf({ layers: layers.slice(1) }))).toEqual([]);
});

test('budgets of the service are absolute, and by growth since a baseline', () => {
  expect(rules(sizeOf({ code: { bytes: 1001 }, input: { budgets: { main: 1000 } } }))).toEqual(['over budget']);
  expect(rules(sizeOf({ code: { bytes: 1000 }, input: { budgets: { main: 1000 } } }))).toEqual([]);
  const functions = { main: { totalBytes: 1000, codeBytes: 1000, packages: { zod: 0 } } };
  const baseline = { since: 'release r17', sizes: { schema: 1, service: 'orders', functions } } as const;
  const grown = sizeOf({
    code: { bytes: 1101, packages: [{ name: 'zod', bytes: 50_000, copies: [] }] },
    input: { baseline, growth: 0.1 },
  });
  expect(rules(grown)).toEqual(['over growth']);
  expect(grown.growth).toMatchObject({
    since: 'release r17',
    differenceBytes: 101,
    packages: [{ name: 'zod', differenceBytes: 50_000 }],
  });
  expect(rules(sizeOf({ code: { bytes: 1100 }, input: { baseline, growth: 0.1 } }))).toEqual([]);
  expect(rules(sizeOf({ code: { bytes: 9999 }, input: { baseline } }))).toEqual([]);
});

test('a baseline is read back as it was written, and a wrong one says what is wrong', () => {
  const report = {
    service: 'orders',
    functions: [
      sizeOf({
        code: {
          packages: [
            { name: 'zod', bytes: 20_000, copies: [] },
            { name: 'tiny', bytes: 5, copies: [] },
          ],
        },
      }),
    ],
  };
  const baseline = makeBaseline(report);
  expect(baseline.functions['main']).toEqual({
    totalBytes: 1000,
    codeBytes: 1000,
    zippedBytes: 100,
    packages: { zod: 20_000 },
  });
  expect(parseBaseline(JSON.stringify(baseline))).toEqual(baseline);
  expect(() => parseBaseline('{"schema":2}')).toThrow(/schema 1/);
  expect(() => parseBaseline('null')).toThrow(/schema 1/);
  expect(() => parseBaseline('{"schema":1,"functions":{"main":{"totalBytes":"x"}}}')).toThrow(/functions\.main/);
});

test('a layer whose size became known, or is not known here, is no growth: the code alone is compared', () => {
  const arn = 'arn:aws:lambda:eu-west-1:1:layer:x:1';
  const layers = [{ kind: 'arn', arn }] as const;
  const known = { layerSizes: { [arn]: { unzippedBytes: 5000, packages: {} } } };
  const unknown = makeBaseline(reportOf({ layers }));
  expect(unknown.functions['main']).toMatchObject({ totalBytes: 1000, isComplete: false });
  expect(parseBaseline(JSON.stringify(unknown))).toEqual(unknown);
  const whole = makeBaseline(reportOf({ layers, input: known }));
  const growthOf = (sizes: typeof whole, input: Partial<SizeInput>) =>
    sizeOf({ layers, code: { bytes: 1500 }, input: { ...input, baseline: { since: 'x', sizes } } }).growth;
  const codeAlone = { totalBytes: 1000, differenceBytes: 500, differencePercent: 50 };
  expect(growthOf(unknown, known)).toMatchObject(codeAlone);
  expect(growthOf(whole, {})).toMatchObject(codeAlone);
  expect(growthOf(whole, known)).toMatchObject({ totalBytes: 6000, differenceBytes: 500 });
});

test('above 50 MB the upload goes through S3, which is no reason to refuse', () => {
  expect(rules(sizeOf({ zippedBytes: 52_428_801 }))).toEqual(['note direct-upload']);
  expect(rules(sizeOf({ zippedBytes: 52_428_800 }))).toEqual([]);
});

test('environment variables are measured as Lambda measures them', () => {
  const literal = (value: string) => ({ kind: 'literal', value }) as const;
  expect(measureEnvironment({})).toEqual({ bytes: 0, isComplete: true });
  expect(measureEnvironment({ A: literal('b') })).toEqual({ bytes: '{"A":"b"}'.length, isComplete: true });
  expect(measureEnvironment({ A: literal('ü"') }).bytes).toBe(Buffer.byteLength('{"A":"ü\\""}'));
  expect(measureEnvironment({ A: { kind: 'output', output: 'X', expression: {} } })).toEqual({
    bytes: '{"A":""}'.length,
    isComplete: false,
  });
  const filler = (bytes: number) => ({ A: 'x'.repeat(bytes - '{"A":""}'.length) });
  expect(rules(sizeOf({ environment: filler(4097) }))).toEqual(['over environment']);
  expect(rules(sizeOf({ environment: filler(4096) }))).toEqual(['warning environment']);
});

test("the account's room for code counts when it was asked", () => {
  expect(rules(sizeOf({ zippedBytes: 200, input: { codeStorage: { limitBytes: 1000, usedBytes: 900 } } }))).toEqual([
    'over code-storage',
  ]);
  expect(rules(sizeOf({ zippedBytes: 100, input: { codeStorage: { limitBytes: 1000, usedBytes: 900 } } }))).toEqual([]);
});

test('a copy in a layer, a second version, and what the runtime brings are found', () => {
  const packages = [
    { name: '@aws-sdk/client-s3', bytes: 900_000, copies: [] },
    {
      name: 'zod',
      bytes: 500_000,
      copies: [
        { path: 'a', version: '4.0.0', bytes: 300_000 },
        { path: 'b', version: '3.0.0', bytes: 200_000 },
      ],
    },
    { name: 'sharp', bytes: 400_000, copies: [] },
  ];
  const size = sizeOf({
    code: { bytes: 2_000_000, packages },
    layers: [{ kind: 'arn', arn }],
    input: { layerSizes: { [arn]: { unzippedBytes: 5, packages: { sharp: 5 } } } },
  });
  expect(size.duplicates.map(({ name }) => name)).toEqual(['zod']);
  expect(size.alsoInLayer).toEqual([{ name: 'sharp', layer: arn, bytes: 400_000 }]);
  expect(size.inRuntime).toEqual([{ name: '@aws-sdk/client-s3', bytes: 900_000 }]);
  expect(size.advice.map(({ kind, savesBytes }) => [kind, savesBytes])).toEqual([
    ['leave-to-runtime', 900_000],
    ['external', 400_000],
    ['deduplicate', 200_000],
  ]);
  expect(sizeOf({ code: { packages }, runtime: 'provided.al2023' }).inRuntime).toEqual([]);
});

test('packages for development and source maps are said to be for nothing', () => {
  const { advice } = sizeOf({ code: { bytes: 2_000_000, developmentBytes: 900_000, sourceMapBytes: 500_000 } });
  expect(advice.map(({ kind, savesBytes }) => [kind, savesBytes])).toEqual([
    ['drop', 900_000],
    ['drop', 500_000],
  ]);
});

test('a heavy package may become a layer, which is said to free nothing', () => {
  const packages = [{ name: 'heavy', bytes: 30_000_000, copies: [] }];
  const [advice] = sizeOf({ code: { bytes: 31_000_000, packages } }).advice;
  expect(advice).toMatchObject({ kind: 'layer', message: expect.stringContaining('heavy') });
  expect(advice?.cost).toContain('frees none of it');
});

test('nothing is advised that is not worth it', () => {
  const packages = [
    {
      name: 'small',
      bytes: 30_000,
      copies: [
        { path: 'a', bytes: 15_000 },
        { path: 'b', bytes: 15_000 },
      ],
    },
  ];
  expect(sizeOf({ code: { bytes: 100_000, packages } }).advice).toEqual([]);
});

test('the refusal names the heaviest parts, layers among them', () => {
  const layer = { name: 'fonts', content: aComposition({ bytes: LIMIT }) };
  const layers = [{ kind: 'local', name: 'fonts', path: '/x' }] as const;
  const { why } = overBudget(reportOf({ code: { bytes: 2 * 1024 * 1024 }, layers, local: [layer] }));
  expect(why.split('\n').slice(1)).toEqual(['  layer fonts 250.0 MB']);
});

test('packages that a baseline has no room for are not taken for new', () => {
  const aPackage = (name: string, bytes: number): Composition['packages'][number] => ({ name, bytes, copies: [] });
  const packages = Array.from({ length: 20 }, (_, at) => aPackage(`p${at}`, 900_000 - at * 10_000));
  const sizes = makeBaseline(reportOf({ code: { packages } }));
  const grownBy = (more: readonly ReturnType<typeof aPackage>[]): unknown =>
    sizeOf({ code: { packages: [...more, ...packages] }, input: { baseline: { since: 'r1', sizes } } }).growth
      ?.packages;
  expect(grownBy([])).toEqual([]);
  expect(grownBy([aPackage('fresh', 950_000)])).toEqual([{ name: 'fresh', differenceBytes: 950_000 }]);
});

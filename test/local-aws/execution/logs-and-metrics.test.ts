import { eventually, givenExecution, type GivenExecution } from './given-execution.ts';

const sum = (buckets: ReadonlyMap<number, { readonly sum: number }>): number =>
  [...buckets.values()].reduce((total, bucket) => total + bucket.sum, 0);

describe('what is known of an invocation afterwards', () => {
  let given: GivenExecution;
  beforeAll(async () => {
    given = await givenExecution();
  });
  afterAll(() => given.stop());

  test('is its log, exactly as Lambda writes it', async () => {
    const name = await given.aFunction(
      `console.log('loading');
       exports.handler = async () => { console.log('two\\nlines', { a: 1 }); console.error('bad'); process.stdout.write('raw\\n'); process.stderr.write('no end') }`,
    );
    const { log } = await given.invoke(name, {}, { requestId: 'r-7' });
    const time = String.raw`\d{4}-\d\d-\d\dT[\d:.]+Z`;
    const lines = [
      'START RequestId: r-7 Version: \\$LATEST\n',
      `${time}\tr-7\tINFO\ttwo\nlines { a: 1 }\n`,
      `${time}\tr-7\tERROR\tbad\n`,
      'raw\n',
      'no end\n',
      'END RequestId: r-7\n',
      String.raw`REPORT RequestId: r-7\tDuration: \d+\.\d\d ms\tBilled Duration: \d+ ms\tMemory Size: 128 MB\tMax Memory Used: \d+ MB\tInit Duration: \d+\.\d\d ms\t`,
      '\n',
    ];
    expect(log).toMatch(new RegExp(`^${lines.join('')}$`));
    expect(await given.logOf(name)).toMatch(
      new RegExp(`^INIT_START Runtime Version: nodejs:22\\.v[\\d.]+\n${time}\tundefined\tINFO\tloading\nSTART`),
    );
    expect((await given.invoke(name)).log).not.toContain('Init Duration');
  });

  test('is a log of JSON objects when the function wants that', async () => {
    const name = await given.aFunction(
      `exports.handler = async (e) => { console.log('a', 1); console.info({ b: 2 }); console.debug('no'); if (e.fail) throw new TypeError('te') }`,
      { LoggingConfig: { LogFormat: 'JSON', ApplicationLogLevel: 'INFO', SystemLogLevel: 'INFO' } },
    );
    await given.invoke(name, {}, { requestId: 'r-8' });
    const { log } = await given.invoke(name, { fail: true }, { requestId: 'r-9' });
    const lines = (await given.logOf(name))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.slice(0, 5)).toEqual([
      expect.objectContaining({ type: 'platform.initStart' }),
      expect.objectContaining({ type: 'platform.start', record: { requestId: 'r-8', version: '$LATEST' } }),
      { timestamp: expect.any(String), level: 'INFO', requestId: 'r-8', message: 'a 1' },
      { timestamp: expect.any(String), level: 'INFO', requestId: 'r-8', message: { b: 2 } },
      {
        time: expect.any(String),
        type: 'platform.report',
        record: {
          requestId: 'r-8',
          status: 'success',
          metrics: {
            durationMs: expect.any(Number),
            billedDurationMs: expect.any(Number),
            memorySizeMB: 128,
            maxMemoryUsedMB: expect.any(Number),
            initDurationMs: expect.any(Number),
          },
        },
      },
    ]);
    expect(log).toMatch(
      /"level":"ERROR","requestId":"r-9","message":\{"errorType":"TypeError","errorMessage":"te","stackTrace"/,
    );
  });

  test('keeps the log lines of each invocation together under load', async () => {
    const name = await given.aFunction('exports.handler = async (e) => { for (let i = 0; i < 3; i++) console.log(i) }');
    await Promise.all(Array.from({ length: 60 }, () => given.invoke(name, {}, { tail: false })));
    const log = await eventually(async () => {
      const text = await given.logOf(name);
      return text.split('REPORT').length === 61 ? text : undefined;
    });
    const whole =
      /START RequestId: (\S+) .*\n.*\t\1\tINFO\t0\n.*\t\1\tINFO\t1\n.*\t\1\tINFO\t2\nEND RequestId: \1\nREPORT RequestId: \1/g;
    expect(log.match(whole)).toHaveLength(60);
  });

  test('is counted by function, by alias and by the version that ran', async () => {
    const name = await given.aFunction('exports.handler = async (e) => { if (e.fail) throw new Error() }');
    await given.world.call('lambda', 'PublishVersion', { FunctionName: name });
    await given.world.call('lambda', 'CreateAlias', { FunctionName: name, Name: 'live', FunctionVersion: '1' });
    await given.invoke(name);
    for (const fail of [false, true, true]) await given.invoke(name, { fail }, { qualifier: 'live' });
    const sums = (metric: string): Record<string, number> => {
      const found = given.world.metrics
        .series()
        .filter((one) => one.metric === metric && one.dimensions['FunctionName'] === name);
      return Object.fromEntries(
        found.map(({ dimensions, buckets }) => [
          `${dimensions['Resource']} ${dimensions['ExecutedVersion']}`,
          sum(buckets),
        ]),
      );
    };
    await eventually(() => sums('Errors')[`${name}:live 1`] === 2);
    const keys = {
      all: 'undefined undefined',
      bare: `${name} undefined`,
      alias: `${name}:live undefined`,
      version: `${name}:live 1`,
    };
    expect(sums('Invocations')).toEqual({ [keys.all]: 4, [keys.bare]: 1, [keys.alias]: 3, [keys.version]: 3 });
    expect(sums('Errors')).toEqual({ [keys.all]: 2, [keys.bare]: 0, [keys.alias]: 2, [keys.version]: 2 });
    expect(sums('Duration')[keys.all]).toBeGreaterThan(0);
    expect(sums('ConcurrentExecutions')[keys.all]).toBeGreaterThanOrEqual(1);
  });

  test('is counted as throttled when it could not start', async () => {
    const name = await given.aFunction('exports.handler = async () => 1');
    const limit = { FunctionName: name, ReservedConcurrentExecutions: 0 };
    await given.world.call('lambda', 'PutFunctionConcurrency', limit);
    await expect(given.invoke(name)).rejects.toMatchObject({ status: 429 });
    const counted = await eventually(() =>
      given.world.metrics
        .series()
        .find(({ metric, dimensions }) => metric === 'Throttles' && dimensions['FunctionName'] === name),
    );
    expect([...counted.buckets.values()][0]?.sum).toBe(1);
  });
});

import { eventually, givenExecution, type GivenExecution } from './given-execution.ts';

const WHO = `const id = Math.random(); let busy = 0, served = 0;
  exports.handler = async (e) => {
    if (busy++) throw new Error('two at a time');
    if (e.ms) await new Promise((r) => setTimeout(r, e.ms));
    busy--; served++; return { id, served } }`;

interface Who {
  readonly id: number;
  readonly served: number;
}

const distinct = (answers: readonly Who[]): number => new Set(answers.map(({ id }) => id)).size;

describe('the environments of a function', () => {
  let given: GivenExecution;
  beforeAll(async () => {
    given = await givenExecution({ maxEnvironments: 3 });
  });
  afterAll(() => given.stop());

  const who = async (name: string, event: unknown = {}, qualifier?: string): Promise<Who> => {
    const { payload, error } = await given.invoke(name, event, qualifier === undefined ? {} : { qualifier });
    expect(error).toBeUndefined();
    return payload as Who;
  };

  test('serve one request at a time, the last used first', async () => {
    const name = await given.aFunction(WHO);
    const together = await Promise.all([who(name, { ms: 30 }), who(name, { ms: 30 })]);
    expect(distinct(together)).toBe(2);
    const after = [await who(name), await who(name), await who(name)];
    expect(distinct(after)).toBe(1);
    expect(distinct([...together, ...after])).toBe(2);
  });

  test('are as many as the ceiling, above which requests wait for a free one', async () => {
    const name = await given.aFunction(WHO);
    const answers = await Promise.all(Array.from({ length: 12 }, () => who(name)));
    expect(distinct(answers)).toBeLessThanOrEqual(3);
    expect(answers).toHaveLength(12);
  });

  test('are more than the ceiling when all are stuck', async () => {
    const name = await given.aFunction(WHO, { Timeout: 20 });
    const answers = await Promise.all(Array.from({ length: 5 }, () => who(name, { ms: 1500 })));
    expect(distinct(answers)).toBe(5);
  });

  test('are as many as requests in strict mode', async () => {
    const strict = await givenExecution({ maxEnvironments: 1 }, { strictConcurrency: true });
    const name = await strict.aFunction(WHO);
    const answers = await Promise.all(Array.from({ length: 4 }, () => strict.invoke(name, { ms: 200 })));
    expect(distinct(answers.map(({ payload }) => payload as Who))).toBe(4);
    await strict.stop();
  });

  test('are refused above the reserved concurrency, as AWS words it', async () => {
    const name = await given.aFunction(WHO);
    const limit = { FunctionName: name, ReservedConcurrentExecutions: 1 };
    await given.world.call('lambda', 'PutFunctionConcurrency', limit);
    const [first, second] = await Promise.allSettled([who(name, { ms: 50 }), who(name)]);
    expect(first.status).toBe('fulfilled');
    expect(second).toMatchObject({
      status: 'rejected',
      reason: {
        code: 'TooManyRequestsException',
        status: 429,
        message: 'Rate Exceeded.',
        members: { Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded' },
      },
    });
    expect((await who(name)).served).toBe(2);
  });

  test('of an older configuration finish what they do and take nothing new', async () => {
    const name = await given.aFunction(WHO);
    const running = who(name, { ms: 150 });
    const change = { FunctionName: name, Environment: { Variables: { COLOR: 'green' } } };
    await given.world.call('lambda', 'UpdateFunctionConfiguration', change);
    const old = await running;
    const next = await eventually(async () => {
      const answer = await who(name);
      return answer.id === old.id ? undefined : answer;
    });
    expect(next.served).toBe(1);
  });

  test('of two functions with the same code are not shared', async () => {
    const code = 'exports.handler = async () => process.env.AWS_LAMBDA_FUNCTION_NAME';
    const [one, other] = [await given.aFunction(code), await given.aFunction(code)];
    expect((await given.invoke(one)).payload).toBe(one);
    expect((await given.invoke(other)).payload).toBe(other);
  });

  test('are there before the first request with provisioned concurrency, and say so', async () => {
    const name = await given.aFunction(
      'const started = Date.now(); exports.handler = async () => [started, process.env.AWS_LAMBDA_INITIALIZATION_TYPE]',
    );
    await given.world.call('lambda', 'PublishVersion', { FunctionName: name });
    await given.world.invoker.provision(name, '1', 2);
    const readyAt = Date.now();
    const { payload } = await given.invoke(name, {}, { qualifier: '1' });
    const [started, type] = payload as [number, string];
    expect(started).toBeLessThanOrEqual(readyAt);
    expect(type).toBe('provisioned-concurrency');
    await given.world.invoker.provision(name, '1', 0);
    const after = await given.invoke(name, {}, { qualifier: '1' });
    expect((after.payload as [number, string])[1]).toBe('on-demand');
  });

  test('that cannot start make provisioned concurrency fail', async () => {
    const name = await given.aFunction('throw new Error("no start")');
    await given.world.call('lambda', 'PublishVersion', { FunctionName: name });
    await expect(given.world.invoker.provision(name, '1', 1)).rejects.toThrow('no start');
  });

  test('are frozen between invocations: what a function left running stands still', async () => {
    const name = await given.aFunction(
      'let ticks = 0; setInterval(() => ticks++, 5); exports.handler = async () => ticks',
    );
    await given.invoke(name);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect((await given.invoke(name)).payload).toBeLessThan(25);
  });

  test('go when nobody has needed them for a while', async () => {
    const short = await givenExecution({ idleMs: 40 });
    const name = await short.aFunction(WHO);
    const first = (await short.invoke(name)).payload as Who;
    const gone = await eventually(async () => {
      await new Promise((resolve) => setTimeout(resolve, 120));
      return ((await short.invoke(name)).payload as Who).id !== first.id;
    });
    expect(gone).toBe(true);
    await short.stop();
  });

  test('share their code, unpacked once', async () => {
    const name = await given.aFunction('exports.handler = async () => process.cwd()');
    const answers = await Promise.all([given.invoke(name), given.invoke(name)]);
    expect(answers[0]?.payload).toBe(answers[1]?.payload);
  });
});

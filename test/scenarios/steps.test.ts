import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CloudWatchClient, PutMetricAlarmCommand, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { callers, type Callers } from './callers.ts';
import { Project, type Ran, shop } from './project.ts';

// Ways of going live by and by, with callers all the while: the real binary against the local AWS.

interface RunDocument {
  readonly services: readonly {
    readonly url: string;
    readonly live: string;
    readonly result: string;
    readonly waiting?: string;
    readonly awsCalls: Readonly<Record<string, number>>;
    readonly notes: readonly string[];
    readonly bakes?: readonly { readonly percent: number; readonly functions: readonly { readonly key: string }[] }[];
  }[];
}

interface StatusDocument {
  readonly services: readonly {
    readonly live: { readonly name: string };
    readonly canary?: { readonly release: string; readonly percent: number };
    readonly waiting?: { readonly release: string };
    readonly preview?: { readonly name: string };
    readonly pinned?: string;
    readonly unfinished: readonly string[];
  }[];
}

/** Seconds on a free machine; it is not always free. */
const slow = 120_000;
const project = new Project({});
let url = '';

interface Written {
  readonly text: string;
  readonly bake?: object;
  /** Callers of the live URL get an exception now and then; the preview does not. */
  readonly failing?: boolean;
}

/** Both functions change with the text; each says which version answered. */
function write({ text, bake = {}, failing = false }: Written): void {
  const files = shop({ text });
  const config = JSON.parse(files['services.config.json'] ?? '') as { services: { shop: object } };
  const shared = { ...config.services.shop, bake: { minRequests: 10, ...bake } };
  const fail = failing
    ? `if (event.requestContext?.stage === '$default' && event.routeKey === 'GET /hello') throw new Error('no');`
    : '';
  for (const [path, content] of Object.entries({
    ...files,
    'services.config.json': JSON.stringify({ services: { shop: shared } }),
    'services/shop/src/main.js': `${files['services/shop/src/main.js']}`.replace(
      'if (event',
      `${fail}\n        if (event`,
    ),
    'services/shop/src/report.js': `export const handler = async (event, context) => ({ from: 'report', text: ${JSON.stringify(text)}, version: context.functionVersion });`,
  }))
    project.write(path, content);
}

const status = async (): Promise<StatusDocument['services'][number]> =>
  (await project.json<StatusDocument>('status', 'shop')).services[0] as StatusDocument['services'][number];

/** Starts a deploy and resolves when callers meet that step; `ended` resolves when the process has. */
async function deployUntil(marker: string, ...args: string[]): Promise<{ kill: () => void; ended: Promise<Ran> }> {
  const child = project.start('deploy', 'shop', '--progress', 'lines', ...args);
  let [stdout, stderr] = ['', ''];
  child.stdout?.on('data', (data: Buffer) => (stdout += data.toString()));
  child.stderr?.on('data', (data: Buffer) => (stderr += data.toString()));
  const ended = new Promise<Ran>((resolve) => {
    child.on('close', (code) => resolve({ code: code ?? -1, stdout, stderr }));
  });
  const until = Date.now() + 60_000;
  for (;;) {
    const answer = await fetch(`${url}/hello`);
    await answer.arrayBuffer();
    if (answer.headers.get('x-ship-release') === marker) break;
    if (Date.now() > until) throw new Error(`callers never met ${marker}:\n${stderr}`);
    // The processors are for the deploy.
    await sleep(30);
  }
  return { kill: () => child.kill('SIGKILL'), ended };
}

const markersOf = (seen: Callers['answers']): readonly string[] =>
  seen.map(({ marker }) => marker).filter((marker, index, all) => marker !== all[index - 1]);

beforeAll(async () => {
  write({ text: 'one' });
  url = (await project.json<RunDocument>('deploy', 'shop')).services[0]?.url ?? '';
}, slow);
afterAll(() => project.remove());

test(
  'A canary gives all functions of a service the same share of the calls, each step with one write, and takes all of them back at once',
  async () => {
    write({ text: 'two' });
    const loop = callers(url, ['/hello', '/report']);
    const ran = (await project.json<RunDocument>('deploy', 'shop', '--strategy', 'canary:30%/2s')).services[0];
    const seen = await loop.stop();
    expect(markersOf(seen)).toEqual(['r1', 'r2-30', 'r2']);
    expect([ran?.live, ran?.awsCalls['ApiGatewayV2.UpdateStage'], ran?.bakes?.[0]?.percent]).toEqual(['r2', 2, 30]);
    for (const path of ['/hello', '/report']) {
      const at = (marker: string): readonly string[] =>
        seen.flatMap((one) => (one.path === path && one.marker === marker ? [one.version] : []));
      expect([new Set(at('r1')), new Set(at('r2'))]).toEqual([new Set(['1']), new Set(['2'])]);
      const share = at('r2-30').filter((version) => version === '2').length / at('r2-30').length;
      // Of some hundred calls: five standard deviations.
      expect(Math.abs(share - 0.3)).toBeLessThan(5 * Math.sqrt(0.21 / at('r2-30').length));
    }

    write({ text: 'bad', failing: true });
    const unlucky = callers(url, ['/hello', '/report']);
    const failed = await project.ship('deploy', 'shop', '--strategy', 'linear:20%/4s');
    const after = await unlucky.stop();
    expect([failed.code, failed.stderr]).toEqual([
      4,
      expect.stringMatching(/BAKE_FAILED[^]*live +r2|live +r2[^]*BAKE_FAILED/),
    ]);
    expect(failed.stderr).toMatch(/main v3: [\d.]+ % of \d+ invocations failed/);
    // An answer of the gateway itself has no mark.
    expect(markersOf(after.filter(({ status: code }) => code === 200))).toEqual(['r2', 'r3-20', 'r2']);
    expect(after.filter(({ path, status: code }) => path === '/report' && code !== 200)).toEqual([]);
  },
  slow,
);

test(
  'a rollback during a canary is one write, although its run still watches',
  async () => {
    write({ text: 'three' });
    const running = await deployUntil('r4-10', '--strategy', 'canary:10%/60s');
    expect(await status()).toMatchObject({
      live: { name: 'r2' },
      canary: { release: 'r4', percent: 10 },
      unfinished: [],
    });
    const shown = (await project.ship('status', 'shop')).stdout;
    expect(shown).toContain('r2 is live, 10 % of the calls go to r4');
    let back = await project.json<RunDocument>('rollback', 'shop', '--wait', '10');
    expect([back.services[0]?.live, back.services[0]?.awsCalls['ApiGatewayV2.UpdateStage']]).toEqual(['r2', 1]);
    const { code, stderr } = await running.ended;
    expect([code === 0, stderr]).toEqual([false, expect.stringContaining('OVERTAKEN')]);
    const now = await status();
    expect([now.live.name, now.canary, now.pinned]).toEqual([
      'r2',
      undefined,
      expect.stringContaining('was 10% on r4'),
    ]);
    back = await project.json<RunDocument>('deploy', 'shop', '--unpin');
    expect(back.services[0]?.live).toBe('r5');
  },
  slow,
);

test(
  'a run killed in the middle of a canary is told of, and the next one converges and leaves nothing behind',
  async () => {
    write({ text: 'four' });
    const running = await deployUntil('r6-10', '--strategy', 'canary:10%/60s');
    running.kill();
    await running.ended;
    const loop = callers(url, ['/hello', '/report']);
    const left = await status();
    expect([left.live.name, left.canary?.release]).toEqual(['r5', 'r6']);
    const again = (await project.json<RunDocument>('deploy', 'shop', '--strategy', 'canary:50%/1s', '--wait', '150'))
      .services[0];
    const seen = await loop.stop();
    expect(again?.live).toBe('r7');
    expect(markersOf(seen)).toEqual(['r6-10', 'r5', 'r7-50', 'r7']);
    expect(seen.filter((one) => one.status !== 200)).toEqual([]);
    expect(await status()).toMatchObject({ live: { name: 'r7' }, unfinished: [] });
    const pruned = await project.ship('prune', 'shop', '--keep', '2', '--progress', 'lines');
    expect([pruned.code, pruned.stderr]).toEqual([
      0,
      expect.stringContaining('alias ship-r6-10: no stage shows its step'),
    ]);
    expect((await project.ship('prune', 'shop', '--keep', '2')).stdout).toContain('nothing to do');
  },
  slow,
);

test(
  'an alarm that was red before blocks nothing; one that goes off takes the release back, unless --fix-forward',
  async () => {
    const { endpoint } = JSON.parse(readFileSync(join(project.dir, 'local-aws', 'daemon.json'), 'utf8')) as {
      endpoint: string;
    };
    // The account of the environment `local`.
    const credentials = { accessKeyId: '000000000000', secretAccessKey: 'local' };
    const cloudwatch = new CloudWatchClient({ endpoint, region: 'us-east-1', credentials });
    const set = async (AlarmName: string, StateValue: 'ALARM' | 'OK'): Promise<void> => {
      await cloudwatch.send(new SetAlarmStateCommand({ AlarmName, StateValue, StateReason: 'the test says so' }));
    };
    for (const AlarmName of ['old', 'new']) {
      const alarm = {
        Namespace: 'Shop',
        MetricName: AlarmName,
        Threshold: 1,
        Period: 60,
        EvaluationPeriods: 1,
        TreatMissingData: 'ignore',
      };
      const how = { Statistic: 'Sum', ComparisonOperator: 'GreaterThanThreshold' } as const;
      await cloudwatch.send(new PutMetricAlarmCommand({ AlarmName, ...alarm, ...how }));
    }
    write({ text: 'five', bake: { alarms: ['old', 'gone'] } });
    const missing = await project.ship('deploy', 'shop', '--strategy', 'canary:10%/1s');
    expect([missing.code, missing.stderr]).toEqual([3, expect.stringContaining('CloudWatch has no alarm gone')]);

    const bake = { alarms: ['old', 'new'] };
    const deployRed = async (text: string, ...more: string[]): Promise<Ran> => {
      write({ text, bake });
      await set('old', 'ALARM');
      await set('new', 'OK');
      const number = Number((await status()).preview?.name.slice(1) ?? (await status()).live.name.slice(1)) + 1;
      const running = await deployUntil(`r${number}-10`, '--strategy', 'canary:10%/4s', ...more);
      await set('new', 'ALARM');
      return running.ended;
    };
    const taken = await deployRed('six');
    expect([taken.code, taken.stderr]).toEqual([4, expect.stringContaining('alarm new went off')]);
    expect(taken.stderr).toContain('alarm old was red before anything changed and is not judged');
    expect(taken.stderr).not.toContain('alarm old went off');
    const forward = await deployRed('seven', '--fix-forward');
    expect([forward.code, forward.stdout]).toEqual([
      0,
      expect.stringContaining('alarm new went off at 10 %: --fix-forward'),
    ]);
  },
  slow,
);

test(
  'a deploy by hand ends on the preview; promoted it is live with one write, aborted live is untouched',
  async () => {
    const before = (await status()).live.name;
    write({ text: 'by hand' });
    const first = (await project.json<RunDocument>('deploy', 'shop', '--strategy', 'manual')).services[0];
    expect([first?.result, first?.live]).toEqual(['on-preview', before]);
    const waiting = first?.waiting ?? '';
    expect((await status()).waiting?.release).toBe(waiting);
    const again = await project.ship('deploy', 'shop', '--strategy', 'manual');
    expect(again.stdout).toContain(`${waiting} waits on the preview`);
    expect(again.stdout).toContain('ship promote-preview shop');
    expect(((await (await fetch(`${url}/hello`)).json()) as { text: string }).text).not.toBe('by hand');

    const live = (await project.json<RunDocument>('promote-preview', 'shop')).services[0];
    expect([live?.live, live?.awsCalls['ApiGatewayV2.UpdateStage']]).toEqual([waiting, 1]);
    expect(((await (await fetch(`${url}/hello`)).json()) as { text: string }).text).toBe('by hand');
    const nothing = await project.ship('promote-preview', 'shop');
    expect([nothing.code, nothing.stderr]).toEqual([3, expect.stringContaining('NOTHING_WAITS')]);

    // What a person took back does not wait for anybody: only --unpin brings it back.
    await project.ship('rollback', 'shop');
    expect((await status()).waiting).toBeUndefined();
    const taken = await project.ship('promote-preview', 'shop');
    expect([taken.code, taken.stderr]).toEqual([3, expect.stringContaining('NOTHING_WAITS')]);
    const unpinned = (await project.json<RunDocument>('deploy', 'shop', '--unpin')).services[0];

    write({ text: 'given up' });
    await project.ship('deploy', 'shop', '--strategy', 'manual');
    const aborted = (await project.json<RunDocument>('abort', 'shop')).services[0];
    expect([aborted?.result, aborted?.live]).toEqual(['aborted', unpinned?.live]);
    const now = await status();
    expect([now.live.name, now.waiting, now.preview]).toEqual([unpinned?.live, undefined, undefined]);
  },
  slow,
);

test(
  'what waits is not promoted once another release went live',
  async () => {
    write({ text: 'waits' });
    const waiting = (await project.json<RunDocument>('deploy', 'shop', '--strategy', 'manual')).services[0]?.waiting;
    const { live } = await status();
    await project.ship('rollback', 'shop');
    const refused = await project.ship('promote-preview', 'shop');
    expect([refused.code, refused.stderr]).toEqual([
      3,
      expect.stringContaining(`${waiting} was tested over ${live.name}, but`),
    ]);
  },
  slow,
);

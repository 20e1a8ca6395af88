import type { CallCounts } from '../../src/plan/count-calls.ts';
import { Project, shop } from './project.ts';

interface Document {
  readonly services: readonly {
    readonly result: string;
    readonly calls?: CallCounts;
    readonly awsCalls: Readonly<Record<string, number>>;
  }[];
}

const project = new Project(shop());
afterAll(() => project.remove());

/** What the plan says, and what the deploy after it sent. */
async function planAndDeploy(): Promise<{ planned: CallCounts; sent: Readonly<Record<string, number>> }> {
  const plan = (await project.json<Document>('plan', 'shop')).services[0];
  const ran = (await project.json<Document>('deploy', 'shop')).services[0];
  return { planned: plan?.calls ?? {}, sent: ran?.awsCalls ?? {} };
}

/** Operations that were called otherwise than planned: too seldom, or too often where nothing was waited for. */
function otherwise({ planned, sent }: Awaited<ReturnType<typeof planAndDeploy>>): readonly string[] {
  const names = [...new Set([...Object.keys(planned), ...Object.keys(sent)])];
  return names.flatMap((name) => {
    const { times, orMore } = planned[name] ?? { times: 0 };
    const is = sent[name] ?? 0;
    const fits = orMore === true ? is >= times : is === times;
    return fits ? [] : [`${name}: planned ${times}${orMore === true ? ' or more' : ''}, sent ${is}`];
  });
}

test.each([
  ['a first deploy', shop()],
  ['nothing changed', shop()],
  ['one function changed', shop({ text: 'two' })],
])('plan tells the AWS calls that the deploy makes: %s', async (_name, files) => {
  for (const [path, content] of Object.entries(files)) project.write(path, content);
  expect(otherwise(await planAndDeploy())).toEqual([]);
});

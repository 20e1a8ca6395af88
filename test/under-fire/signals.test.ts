import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Project, shop } from '../scenarios/project.ts';
import { chosenCalls } from './chosen-calls.ts';
import { startWireProxy, type WireProxy } from './wire-proxy.ts';

// Real signals to the real ship, at the n-th call of a deploy on the wire, then a deploy on the same machine. The number
// of calls is measured. UNDER_FIRE=all tries every call; otherwise some of each.

const all = process.env['UNDER_FIRE'] === 'all';
const project = new Project(shop());
let proxy: WireProxy;
let calls = 0;
let cases = 0;
let made = 0;

beforeAll(async () => {
  const { code, stderr } = await project.ship('deploy', 'shop');
  if (code !== 0) throw new Error(`the first deploy failed: ${stderr}`);
  const { endpoint } = JSON.parse(readFileSync(join(project.dir, 'local-aws', 'daemon.json'), 'utf8')) as {
    endpoint: string;
  };
  proxy = await startWireProxy(() => endpoint);
  calls = await callsOfAChange();
}, 60_000);
afterAll(async () => {
  await proxy.stop();
  await project.remove();
  process.stderr.write(`signals on the wire: ${cases} cases\n`);
});

function change(): void {
  for (const [path, text] of Object.entries(shop({ text: `change ${++made}` }))) project.write(path, text);
}

async function callsOfAChange(): Promise<number> {
  change();
  proxy.arm();
  const { code, stderr } = await project.ship('deploy', 'shop', '--endpoint', proxy.endpoint);
  if (code !== 0) throw new Error(`a deploy through the proxy failed: ${stderr}`);
  return proxy.calls.length;
}

interface Status {
  readonly services: readonly {
    readonly url: string;
    readonly live?: { readonly name: string };
    readonly lock?: { readonly expired: boolean };
    readonly unfinished: readonly string[];
  }[];
}

async function signalled(name: NodeJS.Signals, at: number, when: 'before' | 'after'): Promise<number | null> {
  change();
  const child = project.start('deploy', 'shop', '--endpoint', proxy.endpoint);
  const strike = ({ number }: { number: number }): 'go on' => {
    if (number === at) child.kill(name);
    return 'go on';
  };
  proxy.arm({ [when]: strike });
  const [code] = (await once(child, 'exit')) as [number | null];
  proxy.arm();
  return code;
}

/** Callers and status agree at once; the next deploy, right after, goes through without waiting for a dead holder. */
async function expectSound(label: string): Promise<void> {
  const [before] = (await project.json<Status>('status', 'shop')).services;
  const seen = await fetch(`${before?.url}/hello`);
  expect([label, seen.status, seen.headers.get('x-ship-release')]).toEqual([label, 200, before?.live?.name]);
  const again = await project.ship('deploy', 'shop');
  expect([label, again.code, again.stderr]).toEqual([label, 0, expect.any(String)]);
  const [after] = (await project.json<Status>('status', 'shop')).services;
  const { text } = (await (await fetch(`${after?.url}/hello`)).json()) as { text: string };
  expect([label, text, after?.unfinished, after?.lock]).toEqual([label, `change ${made}`, [], undefined]);
  cases++;
}

const codes: Readonly<Record<string, readonly (number | null)[]>> = {
  SIGKILL: [null],
  // It may have been through already, or have been undone.
  SIGINT: [0, 130],
  SIGTERM: [0, 130],
};

test.each(['SIGKILL', 'SIGINT', 'SIGTERM'] as const)(
  '%s in the middle of a deploy: callers never notice, and the next one goes through at once',
  async (name) => {
    const some = { SIGKILL: [0.6, 0.85], SIGINT: [0.5], SIGTERM: [0.8] }[name].map((share) => Math.ceil(calls * share));
    for (const at of chosenCalls(calls, some))
      for (const when of all ? (['before', 'after'] as const) : (['after'] as const)) {
        const label = `${name} ${when} call ${at} of ${calls}`;
        const code = await signalled(name, at, when);
        expect([label, codes[name]?.includes(code) || code]).toEqual([label, true]);
        await expectSound(label);
      }
  },
  3600_000,
);

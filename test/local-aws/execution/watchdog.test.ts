import { execFileSync, spawn } from 'node:child_process';
import { Watchdog } from '../../../src/local-aws/execution/environment/watchdog.ts';

/** Shells that this process has started and that have not ended. */
function shells(): number {
  const rows = execFileSync('ps', ['-A', '-o', 'ppid=,stat=,comm=']).toString().split('\n');
  return rows.filter((row) => new RegExp(`^\\s*${process.pid}\\s+[^Z]\\S*\\s+\\S*sh$`).test(row)).length;
}

const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
};

test('a watchdog goes when it has had nothing to watch for a while, and comes back', async () => {
  const before = shells();
  const watchdog = new Watchdog(20);
  for (let round = 0; round < 2; round++) {
    const child = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' });
    const gone = new Promise((resolve) => child.once('exit', resolve));
    watchdog.watch(child.pid as number);
    expect(shells()).toBe(before + 1);
    child.kill();
    await gone;
    watchdog.forget(child.pid as number);
    await until(() => shells() === before);
  }
  const last = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' });
  const ended = new Promise((resolve) => last.once('exit', (_, signal) => resolve(signal)));
  watchdog.watch(last.pid as number);
  watchdog.stop();
  expect(await ended).toBe('SIGKILL');
});

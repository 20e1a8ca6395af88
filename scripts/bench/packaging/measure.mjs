// One process, timed: wall time, processor time, and for the tool the most memory that it has used.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;

export function time(command, args, options = {}) {
  const cpuBefore = childrenCpuMs();
  const began = performance.now();
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1e8, ...options });
  const ms = performance.now() - began;
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(' ').slice(0, 200)}: ${stderr || stdout}`);
  return { ms, cpuMs: childrenCpuMs() - cpuBefore, stdout };
}

/** Of all processes that have ended, theirs included; to a hundredth of a second. Where /proc is not, zero. */
function childrenCpuMs() {
  if (!existsSync('/proc/self/stat')) return 0;
  const text = readFileSync('/proc/self/stat', 'utf8');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[13]) + Number(fields[14])) * 1000) / TICKS_PER_SECOND;
}

const preload = `
const { readFileSync, writeFileSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');
if (isMainThread) process.on('exit', () => {
  const peak = /VmHWM:\\s+(\\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  writeFileSync(process.env.BENCH_PEAK, String(Number(peak) * 1024));
});`;

/** The same with the most memory that the process had, all its threads included (VmHWM). */
export function timeWithPeak(args, { cwd, file }) {
  rmSync(file, { force: true });
  // Not `--import`, nor a `data:` address: either sets up the loader of ES modules, which the tool itself does without.
  const preloaded = `${file}.cjs`;
  writeFileSync(preloaded, preload);
  const env = { ...process.env, BENCH_PEAK: file };
  const { ms, cpuMs } = time(process.execPath, ['--require', preloaded, ...args], { cwd, env });
  return { ms, cpuMs, peakBytes: Number(readFileSync(file, 'utf8')) };
}

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Folders of environments come and go meanwhile: what has just gone has no size. */
function entriesOf(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}

function bytesUnder(folder) {
  return entriesOf(folder).reduce((sum, entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sum + bytesUnder(path);
    return sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0);
  }, 0);
}

function childrenOf(pid) {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).length;
}

/** What the daemon holds right now. */
export async function sample(dir) {
  const { pid, endpoint, token } = JSON.parse(readFileSync(join(dir, 'daemon.json'), 'utf8'));
  const health = await fetch(`${endpoint}/_local/health`, { headers: { 'x-local-aws-token': token } });
  const heapMb = (await health.json()).memory.heapUsed / 1e6;
  const rssMb = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
  const diskMb = bytesUnder(dir) / 1e6;
  return { rssMb, heapMb, descriptors: readdirSync(`/proc/${pid}/fd`).length, children: childrenOf(pid), diskMb };
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** The second third, after everything is warm, against the last. */
export function growth(samples, key) {
  const third = Math.floor(samples.length / 3);
  const parts = [samples.slice(third, 2 * third), samples.slice(2 * third)];
  const [middle, last] = parts.map((part) => median(part.map((each) => each[key])));
  return { key, middle, last };
}

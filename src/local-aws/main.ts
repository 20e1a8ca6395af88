import { mkdirSync } from 'node:fs';
import { runDaemon } from './daemon/run-daemon.ts';
import { parseDaemonOptions, usage } from './daemon/options.ts';
import { takeLock } from './daemon/lock.ts';

/** 0: this or another daemon serves the folder; 2: wrong usage; 1: it could not start. */
async function main(): Promise<number | undefined> {
  let options;
  try {
    options = parseDaemonOptions(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n${usage}\n`);
    return 2;
  }
  mkdirSync(options.dir, { recursive: true });
  const release = takeLock(options.dir);
  if (!release) {
    process.stderr.write(`Another local AWS serves ${options.dir}.\n`);
    return 0;
  }
  try {
    await runDaemon(options, release);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    release();
    return 1;
  }
  return undefined;
}

const code = await main();
if (code !== undefined) process.exit(code);

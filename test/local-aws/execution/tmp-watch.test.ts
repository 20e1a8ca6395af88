import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TmpWatch } from '../../../src/local-aws/execution/environment/tmp-watch.ts';
import { eventually, givenExecution } from './given-execution.ts';

const MB = 1024 * 1024;

describe('the size of /tmp', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tmp-watch-'));
    mkdirSync(join(folder, 'deep'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('is counted over all folders, and /tmp is emptied above it', async () => {
    const told: string[] = [];
    const watch = new TmpWatch(folder, 3, (line) => told.push(line));
    for (const name of ['one', 'two', 'deep/three']) writeFileSync(join(folder, name), Buffer.alloc(1.2 * MB, 1));
    watch.look(performance.now(), () => told.push('killed'));
    await eventually(() => !existsSync(join(folder, 'deep')));
    expect(told).toEqual([expect.stringContaining('/tmp holds more than the EphemeralStorage of 3 MB'), 'killed']);
  });

  test('below its limit nothing happens', async () => {
    const told: string[] = [];
    writeFileSync(join(folder, 'deep', 'file'), Buffer.alloc(2 * MB, 1));
    new TmpWatch(folder, 3, (line) => told.push(line)).look(performance.now(), () => told.push('killed'));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([told, existsSync(join(folder, 'deep', 'file'))]).toEqual([[], true]);
  });

  test('ends a function that fills it, and the next event finds room', async () => {
    const given = await givenExecution();
    const name = await given.aFunction(
      `const fs = require('fs'), file = require('os').tmpdir() + '/large';
       exports.handler = async (e) => {
         if (!e.fill) return fs.existsSync(file);
         const out = fs.openSync(file, 'w'), piece = Buffer.alloc(8e6, 1);
         for (let n = 0; n < 80; n++) fs.writeSync(out, piece);
         await new Promise(() => setInterval(() => {}, 1000)); }`,
      { Timeout: 20 },
    );
    const { payload, log } = await given.invoke(name, { fill: true });
    expect(payload).toMatchObject({ errorType: 'Runtime.ExitError' });
    expect(log).toContain('EphemeralStorage of 512 MB');
    await eventually(async () => (await given.invoke(name)).payload === false);
    await given.stop();
  });
});

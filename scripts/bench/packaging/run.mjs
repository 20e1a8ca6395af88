// One run of the packager in a process of its own, as a command would do it. Bundled by the bench, like the tool itself.
// Argument: { request, size }; with size, a report of it is made too. Prints what it came to as JSON.
import { existsSync, readFileSync } from 'node:fs';
import { measureService } from '../../../src/artifact/measure-service.ts';
import { packageService } from '../../../src/artifact/package-service.ts';
import { renderSizeTable } from '../../../src/artifact/render/render-size-table.ts';
import { sizeReport } from '../../../src/artifact/size-report.ts';

const { request, size } = JSON.parse(process.argv[2]);
const { functions } = await (size ? makeReport() : packageService(request));

async function makeReport() {
  const measured = await measureService({ ...request, installs: 'trust' });
  const facts = request.functions.map(({ name, runtime, layers }) => ({ name, runtime, layers, environment: {} }));
  process.stderr.write(`${renderSizeTable(sizeReport({ measured, functions: facts }))}\n`);
  return measured;
}

process.stdout.write(
  JSON.stringify({
    peakBytes: readPeak(),
    functions: functions.map((each) => (each.artifact ?? each).sha256),
  }),
);

/** Since this program began; what the system's accounting says includes the process that started it. */
function readPeak() {
  if (!existsSync('/proc/self/status')) return process.resourceUsage().maxRSS * 1024;
  return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) * 1024;
}

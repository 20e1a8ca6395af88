// One run of the packager in a process of its own, as a command would do it. Bundled by the bench, like the tool itself.
// Argument: { request, times, measure }; prints what it took as JSON.
import { measureService } from '../../../src/artifact/measure-service.ts';
import { packageService } from '../../../src/artifact/package-service.ts';

const { request, measure } = JSON.parse(process.argv[2]);
const result = await (measure ? measureService(request) : packageService(request));
const { functions } = result;
process.stdout.write(
  JSON.stringify({
    maxRssBytes: process.resourceUsage().maxRSS * 1024,
    functions: functions.map((each) => (each.artifact ?? each).sha256),
  }),
);

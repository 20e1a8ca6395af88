// Other people's tools against the local AWS: node test/interop/run.mjs [aws-cli] [osls] [cdk]
import * as awsCli from './aws-cli.mjs';
import * as cdk from './cdk.mjs';
import * as osls from './osls.mjs';
import { startDaemon } from './start-daemon.mjs';

const scenarios = [awsCli, osls, cdk];
const wanted = process.argv.slice(2);

let failed = false;
for (const scenario of scenarios.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  const reason = scenario.skipped();
  if (reason) {
    process.stdout.write(`- ${scenario.name}: skipped, ${reason}\n`);
    continue;
  }
  const aws = await startDaemon();
  const startedAt = Date.now();
  try {
    await scenario.run(aws);
    process.stdout.write(`✔ ${scenario.name}: ${((Date.now() - startedAt) / 1000).toFixed(1)} s\n`);
  } catch (error) {
    failed = true;
    process.stdout.write(`✖ ${scenario.name}: ${error.stack}\n${error.stdout ?? ''}\n`);
  }
  await aws.stop();
}
process.exitCode = failed ? 1 : 0;

// Other tools on the same eight functions, installed into a temporary folder. They are not part of this project.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { time } from './candidates.mjs';

const versions = ['osls@4', 'serverless-esbuild@1', 'esbuild@0.25', 'aws-cdk@2', 'aws-cdk-lib@2', 'constructs@10'];

export async function peerCandidates(service, entries, place) {
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'package.json'), '{"private":true}');
  process.stderr.write(`installing ${versions.join(', ')} into a temporary folder\n`);
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', ...versions], {
    cwd: place,
    stdio: 'inherit',
  });
  return [osls(service, entries, place), cdk(service, entries, place)];
}

function osls(service, entries, place) {
  const own = copyOf(service, place, 'osls');
  const functions = entries.map(({ name }) => `  ${name}:\n    handler: src/${name}.handler`).join('\n');
  writeFileSync(
    join(own, 'serverless.yml'),
    `service: bench\nprovider: { name: aws, runtime: nodejs22.x }\npackage: { individually: true }\nplugins: [serverless-esbuild]\ncustom: { esbuild: { bundle: true, minify: true, exclude: [] } }\nfunctions:\n${functions}\n`,
  );
  const run = () => time(join(place, 'node_modules/.bin/osls'), ['package'], { cwd: own });
  return { name: 'osls + serverless-esbuild', before: () => clean(own, '.serverless', '.esbuild'), run };
}

function cdk(service, entries, place) {
  const own = copyOf(service, place, 'cdk');
  const constructs = entries
    .map(
      ({ name }) =>
        `new NodejsFunction(stack, '${name}', { entry: 'src/${name}.ts', bundling: { minify: true, externalModules: [] } });`,
    )
    .join('\n');
  writeFileSync(
    join(own, 'app.cjs'),
    `const { App, Stack } = require('aws-cdk-lib');\nconst { NodejsFunction } = require('aws-cdk-lib/aws-lambda-nodejs');\nconst stack = new Stack(new App(), 'bench');\n${constructs}\n`,
  );
  writeFileSync(join(own, 'cdk.json'), '{"app":"node app.cjs"}');
  writeFileSync(join(own, 'package-lock.json'), '{"lockfileVersion":3,"packages":{}}');
  const run = () => time(join(place, 'node_modules/.bin/cdk'), ['synth', '--quiet', '--no-notices'], { cwd: own });
  return { name: 'cdk synth', before: () => clean(own, 'cdk.out'), run };
}

/** The sources, with both the peer's packages and the service's own in reach. */
function copyOf(service, place, name) {
  const own = join(place, name);
  cpSync(join(service, 'src'), join(own, 'src'), { recursive: true });
  writeFileSync(join(own, 'package.json'), '{"name":"bench-service","version":"1.0.0","private":true}');
  mkdirSync(join(own, 'src/node_modules'), { recursive: true });
  for (const scope of ['@aws-sdk', '@smithy', '@aws-crypto', 'zod', 'tslib', 'bowser'])
    symlinkSync(join(service, 'node_modules', scope), join(own, 'src/node_modules', scope));
  return own;
}

function clean(folder, ...names) {
  for (const name of names) rmSync(join(folder, name), { recursive: true, force: true });
}

// Other tools on the same fixtures, installed once into a folder that is not committed. They are not part of this project.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { time } from './measure.mjs';

const versions = {
  osls: '4.3.1',
  'serverless-esbuild': '1.57.2',
  esbuild: '0.25.12',
  'aws-cdk': '2.1148.1',
  'aws-cdk-lib': '2.276.0',
  constructs: '10.5.0',
};

/** Answers where they are. */
export function installPeers(place) {
  const names = Object.keys(versions);
  if (names.every((name) => existsSync(join(place, 'node_modules', name)))) return place;
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'package.json'), JSON.stringify({ private: true, dependencies: versions }));
  process.stderr.write(`installing ${names.join(', ')} into ${place}\n`);
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: place, stdio: 'inherit' });
  return place;
}

/** `osls package` and `cdk synth` on bundled functions. */
export function bundlingPeers(place, service, entries) {
  const functions = entries.map(({ name }) => `  ${name}:\n    handler: src/${name}.handler`).join('\n');
  const osls = copyOf(service, place, 'osls');
  writeFileSync(
    join(osls, 'serverless.yml'),
    `service: bench\nprovider: { name: aws, runtime: nodejs22.x }\npackage: { individually: true }\nplugins: [serverless-esbuild]\ncustom: { esbuild: { bundle: true, minify: true, exclude: [] } }\nfunctions:\n${functions}\n`,
  );
  const cdk = copyOf(service, place, 'cdk');
  const constructs = entries.map(
    ({ name }) =>
      `new NodejsFunction(stack, '${name}', { entry: 'src/${name}.ts', bundling: { minify: true, externalModules: [] } });`,
  );
  writeApp(cdk, "const { NodejsFunction } = require('aws-cdk-lib/aws-lambda-nodejs');", constructs.join('\n'));
  writeFileSync(join(cdk, 'package-lock.json'), '{"lockfileVersion":3,"packages":{}}');
  return [runOsls(place, osls, 'osls + serverless-esbuild'), runCdk(place, cdk, 'cdk synth')];
}

/** The same on a folder that is ready to run. The CDK makes no zip of it: it fingerprints and copies. */
export function treePeers(place, code) {
  const osls = emptied(join(place, 'osls-tree'));
  cpSync(code, osls, { recursive: true });
  writeFileSync(
    join(osls, 'serverless.yml'),
    'service: bench\nprovider: { name: aws, runtime: nodejs22.x }\npackage: { excludeDevDependencies: false }\nfunctions: { main: { handler: index.handler } }\n',
  );
  const cdk = emptied(join(place, 'cdk-tree'));
  const lambda = `new Function(stack, 'main', { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code: Code.fromAsset(${JSON.stringify(code)}) });`;
  writeApp(cdk, "const { Code, Function, Runtime } = require('aws-cdk-lib/aws-lambda');", lambda);
  return [runOsls(place, osls, 'osls package'), runCdk(place, cdk, 'cdk synth, no zip')];
}

function writeApp(own, imports, constructs) {
  writeFileSync(
    join(own, 'app.cjs'),
    `const { App, Stack } = require('aws-cdk-lib');\n${imports}\nconst stack = new Stack(new App(), 'bench');\n${constructs}\n`,
  );
  writeFileSync(join(own, 'cdk.json'), '{"app":"node app.cjs"}');
}

function runOsls(place, own, name) {
  const run = () => time(join(place, 'node_modules/.bin/osls'), ['package'], { cwd: own });
  return { name, before: () => clean(own, '.serverless', '.esbuild'), run };
}

function runCdk(place, own, name) {
  const run = () => time(join(place, 'node_modules/.bin/cdk'), ['synth', '--quiet', '--no-notices'], { cwd: own });
  return { name, before: () => clean(own, 'cdk.out'), run };
}

/** The sources, with both the peer's packages and the service's own in reach. */
function copyOf(service, place, name) {
  const own = emptied(join(place, name));
  cpSync(join(service, 'src'), join(own, 'src'), { recursive: true });
  writeFileSync(join(own, 'package.json'), '{"name":"bench-service","version":"1.0.0","private":true}');
  mkdirSync(join(own, 'src/node_modules'), { recursive: true });
  for (const scope of ['@aws-sdk', '@smithy', '@aws-crypto', 'zod', 'tslib', 'bowser'])
    symlinkSync(join(service, 'node_modules', scope), join(own, 'src/node_modules', scope));
  return own;
}

function emptied(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

function clean(folder, ...names) {
  for (const name of names) rmSync(join(folder, name), { recursive: true, force: true });
}

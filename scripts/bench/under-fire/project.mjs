// A service whose main Lambda calls its sibling: `/pair` tells which code of both answered.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const config = {
  services: {
    fire: {
      main: 'main.js',
      functions: { report: { entry: 'report.js' } },
      defaults: { memory: 512 },
      routes: { 'GET /hello': 'main', 'GET /pair': 'main', 'GET /report': 'report' },
      smoke: [{ request: 'GET /hello' }, { request: 'GET /report' }, { request: 'GET /pair' }],
      // A cold start under full load is ten times slower than a warm call: that is not what is measured here.
      bake: { latency: 1000 },
    },
  },
};

export function makeProject() {
  const dir = mkdtempSync(join(tmpdir(), 'ship-under-fire-'));
  mkdirSync(join(dir, 'services/fire'), { recursive: true });
  writeFileSync(join(dir, 'services.config.json'), JSON.stringify(config));
  writeFileSync(join(dir, 'services/fire/package.json'), '{ "type": "module" }');
  return { dir, write: (generation) => writeGeneration(dir, generation) };
}

// Kept connections and no SDK: the load is meant for the gateway and the switch, not for cold SDK clients.
function writeGeneration(dir, generation) {
  writeFileSync(
    join(dir, 'services/fire/report.js'),
    `export const handler = async () => ({ generation: ${JSON.stringify(generation)} });`,
  );
  writeFileSync(
    join(dir, 'services/fire/main.js'),
    `const siblingVersion = (event, context, key) => {
  const lists = event.headers['x-ship-functions'].split(';');
  const versions = lists.map((list) => new Map(list.split(',').map((pair) => pair.split('='))));
  return (versions.find((list) => list.get('main') === context.functionVersion) ?? versions[0]).get(key);
};

const invoke = async (version) => {
  const name = process.env.AWS_LAMBDA_FUNCTION_NAME.replace(/-main$/, '-report');
  const url = process.env.AWS_ENDPOINT_URL + '/2015-03-31/functions/' + name + '/invocations?Qualifier=' + version;
  const key = process.env.AWS_ACCESS_KEY_ID;
  const authorization = 'AWS4-HMAC-SHA256 Credential=' + key + '/20260101/us-east-1/lambda/aws4_request, SignedHeaders=host, Signature=0';
  const answer = await fetch(url, { method: 'POST', body: '{}', headers: { authorization } });
  return answer.json();
};

export const handler = async (event, context) => {
  const generation = ${JSON.stringify(generation)};
  if (!event.routeKey?.endsWith('/pair')) return { generation };
  const sibling = await invoke(siblingVersion(event, context, 'report'));
  return { generation, sibling: sibling.generation };
};`,
  );
}

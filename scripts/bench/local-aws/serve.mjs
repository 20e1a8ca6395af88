// One local AWS with one function behind one HTTP API: `serve.mjs BUILD_FOLDER STATE_FOLDER`. Prints lines of JSON:
// `ready` when it accepts requests, `api` with the API's port when the function is deployed.
import { deflateRawSync, crc32 } from 'node:zlib';

const [build, dir] = process.argv.slice(2);
const startedAt = performance.now();
const { startLocalAws } = await import(`${build}/start.js`);
const { world } = await startLocalAws({ dir, acceptAnyRole: true });
const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
say({ ready: performance.now() - startedAt });

const HANDLER = `exports.handler = async (event) => ({
  statusCode: 200, headers: { 'content-type': 'application/json' }, body: '{"hello":"world"}' });`;

function zipOf(name, text) {
  const data = deflateRawSync(text);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(8, 4);
  common.writeUInt32LE(crc32(text), 10);
  common.writeUInt32LE(data.length, 14);
  common.writeUInt32LE(Buffer.byteLength(text), 18);
  common.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, Buffer.from(name), data]);
  const entry = Buffer.concat([
    Buffer.from('PK\x01\x02\x14\x00', 'latin1'),
    common,
    Buffer.alloc(14),
    Buffer.from(name),
  ]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, entry, end]);
}

async function deploy() {
  const { accountId, region } = world.config;
  await world.call('lambda', 'CreateFunction', {
    FunctionName: 'hello',
    Runtime: 'nodejs22.x',
    Role: `arn:aws:iam::${accountId}:role/any`,
    Handler: 'index.handler',
    Code: { ZipFile: zipOf('index.js', HANDLER).toString('base64') },
  });
  await world.clock.sleep(50);
  await world.call('lambda', 'PublishVersion', { FunctionName: 'hello' });
  const functionArn = `arn:aws:lambda:${region}:${accountId}:function:hello:1`;
  await world.call('lambda', 'AddPermission', {
    FunctionName: functionArn,
    StatementId: 'api',
    Action: 'lambda:InvokeFunction',
    Principal: 'apigateway.amazonaws.com',
  });
  // Quick create: one route, one integration, the $default stage.
  const { apiId } = await world.call('apigateway', 'CreateApi', {
    name: 'bench',
    protocolType: 'HTTP',
    target: functionArn,
  });
  for (let isDeployed = false; !isDeployed;) {
    await world.clock.sleep(5);
    const { items } = await world.call('apigateway', 'GetDeployments', { apiId });
    isDeployed = items.some(({ deploymentStatus }) => deploymentStatus === 'DEPLOYED');
  }
  return new URL(await world.gateway.endpoint(apiId)).port;
}

process.on('SIGINT', () => process.exit(0));
say({ api: Number(await deploy()) });

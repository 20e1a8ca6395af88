import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clientEnvironment } from './start-daemon.mjs';
import { zipOf } from './zip-of.mjs';

export const name = 'aws-cli';

/** Why it cannot run here, if it cannot. */
export function skipped() {
  return spawnSync('aws', ['--version']).status === 0 ? undefined : 'the AWS CLI (aws) is not installed';
}

const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});

const TEMPLATE = JSON.stringify({
  Resources: {
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: { AssumeRolePolicyDocument: JSON.parse(TRUST) },
    },
    Function: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
        Code: { ZipFile: 'exports.handler = async () => "from the stack";' },
      },
    },
  },
  Outputs: { Name: { Value: { Ref: 'Function' } } },
});

const codeOf = (mark) => `exports.handler = async (event) => ({ statusCode: 200, body: '${mark}' });`;

/** Every command of the way from nothing to a served route and back, as a person types it. */
export async function run({ endpoint }) {
  const home = mkdtempSync(join(tmpdir(), 'aws-cli-'));
  const env = clientEnvironment(endpoint);
  const aws = (...args) => {
    const text = execFileSync('aws', args, { env, cwd: home, encoding: 'utf8' });
    return text.trim().startsWith('{') ? JSON.parse(text) : text.trim();
  };
  const zip = (file, mark) => writeFileSync(join(home, file), zipOf({ 'index.js': codeOf(mark) }));

  const { Account } = aws('sts', 'get-caller-identity');
  aws('iam', 'create-role', '--role-name', 'cli', '--assume-role-policy-document', TRUST);
  const basic = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
  aws('iam', 'attach-role-policy', '--role-name', 'cli', '--policy-arn', basic);

  zip('one.zip', 'one');
  zip('two.zip', 'two');
  writeFileSync(join(home, 'layer.zip'), zipOf({ 'nodejs/node_modules/shared/index.js': 'module.exports = 1;' }));
  const layer = aws('lambda', 'publish-layer-version', '--layer-name', 'shared', '--zip-file', 'fileb://layer.zip');
  const role = `arn:aws:iam::${Account}:role/cli`;
  const runtime = ['--runtime', 'nodejs22.x', '--handler', 'index.handler', '--role', role];
  const code = ['--zip-file', 'fileb://one.zip', '--layers', layer.LayerVersionArn];
  aws(
    'lambda',
    'create-function',
    '--function-name',
    'orders',
    ...runtime,
    ...code,
    '--environment',
    'Variables={COLOR=blue}',
  );
  aws('lambda', 'wait', 'function-active-v2', '--function-name', 'orders');
  const first = aws('lambda', 'publish-version', '--function-name', 'orders');
  assert.equal(first.Version, '1');
  const alias = aws('lambda', 'create-alias', '--function-name', 'orders', '--name', 'live', '--function-version', '1');
  aws('lambda', 'update-function-code', '--function-name', 'orders', '--zip-file', 'fileb://two.zip');
  aws('lambda', 'wait', 'function-updated-v2', '--function-name', 'orders');
  assert.equal(aws('lambda', 'publish-version', '--function-name', 'orders').Version, '2');

  const invoke = (...more) => {
    const out = join(home, 'out.json');
    const seen = aws('lambda', 'invoke', '--function-name', 'orders', ...more, out);
    return { ...seen, payload: JSON.parse(readFileSync(out, 'utf8')) };
  };
  assert.equal(invoke('--qualifier', 'live').payload.body, 'one');
  assert.equal(invoke('--qualifier', 'live').ExecutedVersion, '1');
  assert.equal(invoke().payload.body, 'two');

  const api = aws('apigatewayv2', 'create-api', '--name', 'orders', '--protocol-type', 'HTTP');
  const ofApi = ['--api-id', api.ApiId];
  const integration = aws(
    'apigatewayv2',
    'create-integration',
    ...ofApi,
    '--integration-type',
    'AWS_PROXY',
    '--integration-uri',
    alias.AliasArn,
    '--payload-format-version',
    '2.0',
  );
  const target = `integrations/${integration.IntegrationId}`;
  aws('apigatewayv2', 'create-route', ...ofApi, '--route-key', 'GET /orders', '--target', target);
  const source = `arn:aws:execute-api:us-east-1:${Account}:${api.ApiId}/*/*/orders`;
  aws(
    'lambda',
    'add-permission',
    '--function-name',
    'orders',
    '--qualifier',
    'live',
    '--statement-id',
    'api',
    '--action',
    'lambda:InvokeFunction',
    '--principal',
    'apigateway.amazonaws.com',
    '--source-arn',
    source,
  );
  const deployment = aws('apigatewayv2', 'create-deployment', ...ofApi);
  const deployed = ['--deployment-id', deployment.DeploymentId];
  aws('apigatewayv2', 'create-stage', ...ofApi, '--stage-name', '$default', ...deployed);
  const url = `${aws('apigatewayv2', 'get-api', ...ofApi).ApiEndpoint}/orders`;
  assert.equal(await (await fetch(url)).text(), 'one');
  aws('lambda', 'update-alias', '--function-name', 'orders', '--name', 'live', '--function-version', '2');
  assert.equal(await (await fetch(url)).text(), 'two');

  writeFileSync(join(home, 'stack.json'), TEMPLATE);
  aws(
    'cloudformation',
    'deploy',
    '--stack-name',
    'cli',
    '--template-file',
    'stack.json',
    '--capabilities',
    'CAPABILITY_IAM',
  );
  const [stack] = aws('cloudformation', 'describe-stacks', '--stack-name', 'cli').Stacks;
  assert.equal(stack.StackStatus, 'CREATE_COMPLETE');
  aws('lambda', 'invoke', '--function-name', stack.Outputs[0].OutputValue, join(home, 'stack.out'));
  assert.equal(readFileSync(join(home, 'stack.out'), 'utf8'), '"from the stack"');

  const streams = aws('logs', 'describe-log-streams', '--log-group-name', '/aws/lambda/orders').logStreams;
  assert.ok(streams.length > 0);
  const { events } = aws('logs', 'filter-log-events', '--log-group-name', '/aws/lambda/orders');
  assert.match(events.map(({ message }) => message).join(''), /REPORT RequestId/);

  aws('cloudformation', 'delete-stack', '--stack-name', 'cli');
  aws('cloudformation', 'wait', 'stack-delete-complete', '--stack-name', 'cli');
  aws('apigatewayv2', 'delete-api', ...ofApi);
  aws('lambda', 'delete-function', '--function-name', 'orders');
  aws('iam', 'detach-role-policy', '--role-name', 'cli', '--policy-arn', basic);
  aws('iam', 'delete-role', '--role-name', 'cli');
  assert.deepEqual(aws('lambda', 'list-functions').Functions, []);
}

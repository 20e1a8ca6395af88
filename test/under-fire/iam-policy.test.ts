import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectCloud } from '../../src/aws/connect-cloud.ts';
import { decide } from '../../src/local-aws/iam/evaluate.ts';
import type { PolicyPurpose } from '../../src/template/iam-policy/grant.ts';
import type { IamPolicy, IamStatement } from '../../src/template/iam-policy/render-iam-policy.ts';
import { localEnvironment } from '../aws/environments.ts';
import { Project } from '../scenarios/project.ts';
import { fullService, type FullShape, writeAll } from './full-service.ts';
import { type NeededRight, neededRights } from './wire-actions.ts';
import { startWireProxy, type WireProxy } from './wire-proxy.ts';

// Every call that ship makes for a service that has everything is allowed by the policy printed for that purpose; and
// every statement is needed by one of them.

const project = new Project(whole({}));
const needed: Record<PolicyPurpose, Map<string, NeededRight>> = {
  deploy: new Map(),
  promote: new Map(),
  rollback: new Map(),
  status: new Map(),
  prune: new Map(),
  destroy: new Map(),
};
let proxy: WireProxy;
/** A minute on a free machine; it is not always free. */
const busy = 900_000;

beforeAll(async () => {
  await project.ship('local', 'start');
  const { endpoint } = JSON.parse(readFileSync(join(project.dir, 'local-aws', 'daemon.json'), 'utf8')) as {
    endpoint: string;
  };
  proxy = await startWireProxy(() => endpoint);
});
afterAll(async () => {
  await proxy.stop();
  await project.remove();
});

/** Where a release is promoted to wants the policy for deploys; only what is asked where it comes from counts here. */
const isElsewhere = (purpose: PolicyPurpose, { action, resource }: NeededRight): boolean =>
  /[:/]other-/.test(resource) || (purpose === 'promote' && action === 'lambda:GetAccountSettings');

/** Runs the command through the proxy and notes which rights its calls needed. */
async function noted(purpose: PolicyPurpose, code: number, ...args: string[]): Promise<void> {
  proxy.arm();
  const ran = await project.ship(...args, '--endpoint', proxy.endpoint);
  if (ran.code !== code) throw new Error(`${args.join(' ')} ended with ${ran.code}, not ${code}:\n${ran.stderr}`);
  for (const right of proxy.calls.flatMap(neededRights))
    if (!isElsewhere(purpose, right)) needed[purpose].set(JSON.stringify(right), right);
}

/** With a topic, whose filter changes with the text, and something that is denied. */
function whole(shape: FullShape): Record<string, string> {
  const events = [{ type: 'topic', name: 'news', filter: { kind: [shape.text ?? 'any'] } }];
  const policies = [{ Effect: 'Deny', Action: 's3:DeleteBucket', Resource: '*' }];
  return fullService({ ...shape, more: { hear: { entry: 'src/clock.js', events, policies } } });
}

const change = (shape: FullShape): void => writeAll(project, whole(shape));

async function everything(): Promise<void> {
  change({ brokenStack: true });
  await noted('deploy', 4, 'deploy', 'full');
  change({ brokenLive: true });
  await noted('deploy', 4, 'deploy', 'full');
  for (const shape of [
    { text: 'one', layer: 'older' },
    { text: 'two', batchSize: 5, reserved: 3, tags: { team: 'shop' } },
  ]) {
    change(shape);
    await noted('deploy', 0, 'deploy', 'full', 'plain', 'bare');
  }
  // By a flag alone: the policy is printed for a config that says nothing of it.
  change({ text: 'three', batchSize: 5 });
  await noted('deploy', 0, 'deploy', 'full', 'plain', '--strategy', 'canary:10%/1s');
  await noted('deploy', 0, 'deploy', 'bare');
  await noted('promote', 0, 'promote', 'full', 'plain', 'bare', '--from', 'local', '--to', 'other', '--dry-run');
  for (const service of ['full', 'plain', 'bare']) await noted('rollback', 0, 'rollback', service);
  change({ text: 'four', withoutQueue: true, reserved: 0 });
  await noted('deploy', 0, 'deploy', 'full', '--unpin');
  for (const args of ['status full', 'history full', 'logs full', 'metrics full', 'drift full'])
    await noted('status', 0, ...args.split(' '));
  change({ text: 'five', withoutQueue: true });
  await noted('status', 0, 'plan', 'full');
  await noted('rollback', 0, 'rollback', 'full');
  await noted('rollback', 0, 'rollback', 'full', '--to', 'r5');
  // Queues are not deleted without being asked for.
  await noted('prune', 0, 'prune', 'full', '--keep', '0');
  await noted('prune', 0, 'prune', 'full', '--keep', '0', '--allow-replace');
  await noted('prune', 0, 'prune', 'bare', '--keep', '0');
  await largeArtifact();
  change({ text: 'six' });
  await noted('deploy', 0, 'deploy', 'full', '--unpin');
  await noted('destroy', 0, 'destroy', 'full', '--yes', '--delete-data');
}

/** What a zip above 50 MB needs, without one: that the bucket is not there changes nothing about the rights. */
async function largeArtifact(): Promise<void> {
  proxy.arm();
  const cloud = connectCloud(localEnvironment, { endpoint: proxy.endpoint });
  const [bucket, key] = ['local-full-artifactbucket-1x2y3z', 'artifacts/abc.zip'];
  await cloud.hasArtifact(bucket, key);
  await cloud.putArtifact(bucket, key, import.meta.filename).catch(() => undefined);
  await cloud.updateCode('local-full-main', { kind: 's3', bucket, key }, 'x86_64').catch(() => undefined);
  for (const right of proxy.calls.flatMap(neededRights)) needed.deploy.set(JSON.stringify(right), right);
  proxy.arm();
  await cloud.listArtifacts(bucket);
  await cloud.deleteArtifact(bucket, key).catch(() => undefined);
  for (const right of proxy.calls.flatMap(neededRights)) needed.prune.set(JSON.stringify(right), right);
  proxy.arm();
  await cloud.emptyBucket(bucket);
  for (const right of proxy.calls.flatMap(neededRights)) needed.destroy.set(JSON.stringify(right), right);
}

async function policyFor(purpose: PolicyPurpose): Promise<IamPolicy> {
  change({ text: 'three' });
  const ran = await project.ship('iam-policy', '--for', purpose);
  return JSON.parse(ran.stdout) as IamPolicy;
}

const allows = (statement: IamStatement, { action, resource, passedTo }: NeededRight): boolean => {
  const condition = statement.Condition?.['StringEquals']?.['iam:PassedToService'];
  if (condition !== undefined && condition !== passedTo) return false;
  return decide([statement], action, resource) === 'allowed';
};

const isStack = ({ Condition }: IamStatement): boolean => JSON.stringify(Condition ?? {}).includes('aws:CalledVia');

/** Needed only after a lost answer, a race or a failure of CloudFormation, which none of these runs meets. */
const rarely = [
  'cloudformation:DeleteChangeSet',
  // The request names the tags that stay.
  'cloudformation:UntagResource',
  'prune: cloudformation:DescribeStackEvents',
  'prune: lambda:GetAlias',
  'prune: lambda:CreateAlias',
  'rollback: lambda:CreateEventSourceMapping',
  'destroy: lambda:GetAlias',
  'destroy: lambda:CreateAlias',
  'destroy: s3:DeleteObject',
  'destroy: s3:DeleteObjectVersion',
];

test(
  'every call of every command is allowed by the policy for it, and every action is needed by one',
  async () => {
    await everything();
    const refused: string[] = [];
    const idle: string[] = [];
    for (const purpose of Object.keys(needed) as PolicyPurpose[]) {
      const rights = [...needed[purpose].values()];
      const { Statement } = await policyFor(purpose);
      const own = Statement.filter((statement) => !isStack(statement));
      for (const right of rights)
        if (!own.some((statement) => allows(statement, right)))
          refused.push(`${purpose}: ${right.action} on ${right.resource}`);
      for (const statement of own)
        for (const action of statement.Action) {
          const used = rights.some((right) => right.action === action && allows(statement, right));
          if (!used && !rarely.some((rare) => `${purpose}: ${action}`.endsWith(rare)))
            idle.push(`${purpose}: ${statement.Sid} ${action}`);
        }
    }
    expect({ refused, idle }).toEqual({ refused: [], idle: [] });
  },
  busy,
);

test(
  'what CloudFormation does for the service is allowed to it alone',
  async () => {
    const { Statement } = await policyFor('deploy');
    expect(
      Statement.filter(isStack)
        .map(({ Sid }) => Sid)
        .toSorted(),
    ).toEqual([
      'StackAlarms',
      'StackApi',
      'StackBuckets',
      'StackDashboard',
      'StackLogGroups',
      'StackQueues',
      'StackRoles',
      'StackRules',
      'StackSubscriptions',
      'StackTopics',
    ]);
    const writes = Statement.filter((one) => !isStack(one)).flatMap(({ Action }) => Action);
    expect(writes.filter((action) => action.startsWith('iam:'))).toEqual(['iam:PassRole', 'iam:PassRole']);
  },
  busy,
);

test(
  'no policy but those of CloudFormation reaches beyond the service, unless AWS knows no narrower resource',
  async () => {
    for (const purpose of Object.keys(needed) as PolicyPurpose[]) {
      const { Statement } = await policyFor(purpose);
      const wide = Statement.filter(({ Resource, Condition }) => Resource.includes('*') && !Condition).flatMap(
        ({ Action }) => Action,
      );
      const unnarrowable = [
        'cloudwatch:GetMetricData',
        'lambda:GetAccountSettings',
        'lambda:ListEventSourceMappings',
        'lambda:ListLayerVersions',
        'sns:GetSubscriptionAttributes',
        'sns:SetSubscriptionAttributes',
      ];
      expect(wide.filter((action) => !unnarrowable.includes(action))).toEqual([]);
    }
  },
  busy,
);

import type { MemoryAws } from '../memory/memory-aws.ts';
import { liveVersions } from './invariants.ts';

// What is felt of the foundation and of events by what is live: who may call and when that rings, which messages come,
// what is fetched, and what its roles deny. Before the switch none of it changes.

interface Resource {
  readonly Properties?: Readonly<Record<string, unknown>>;
}

export function felt(aws: MemoryAws): readonly string[] {
  return [...rings(aws), ...filters(aws), ...fetched(aws), ...denied(aws)].toSorted();
}

/** The rule itself with it: one that keeps its name while its pattern changes is another one. */
function rings(aws: MemoryAws): readonly string[] {
  return [...aws.permissions].flatMap(([name, statements]) =>
    statements.map(({ sourceArn, principal }) => {
      if (principal === 'sns.amazonaws.com') return `${sourceArn} tells ${name}: ${isSubscribed(aws, sourceArn)}`;
      const { Targets = [], ...when } = resourceOf(aws, sourceArn)?.Properties ?? {};
      const inputs = (Targets as readonly { Input?: string }[]).flatMap(({ Input }) => Input ?? []);
      return `${sourceArn} calls ${name} ${JSON.stringify([when, inputs])}`;
    }),
  );
}

/** An own topic is known by another name in the template. */
function isSubscribed(aws: MemoryAws, topicArn: string): boolean {
  const all = [...aws.stacks.values()].flatMap(({ template }) => Object.values(resourcesOf(template)));
  return all.some(({ Properties }) => {
    const wanted = Properties?.['TopicArn'];
    return wanted === topicArn || (typeof wanted === 'object' && topicArn.includes(':any:'));
  });
}

/** Of subscriptions whose topic is not let in nothing comes. */
function filters(aws: MemoryAws): readonly string[] {
  return [...aws.subscriptions].flatMap(([arn, { FilterPolicy = '{}', FilterPolicyScope = 'MessageAttributes' }]) =>
    FilterPolicy === '{}' ? [] : [`${arn} lets through ${FilterPolicy} of ${FilterPolicyScope}`],
  );
}

function fetched(aws: MemoryAws): readonly string[] {
  return [...aws.eventSources.values()]
    .filter(({ state }) => state === 'Enabled')
    .map((source) => `${source.sourceArn} is fetched as ${JSON.stringify(source)}`);
}

function denied(aws: MemoryAws): readonly string[] {
  return liveVersions(aws).map((name) => {
    const [functionName = '', version = ''] = name.split(':');
    const role = aws.functions.get(functionName)?.versions.get(version)?.settings.roleArn ?? '';
    const policies = resourceOf(aws, role)?.Properties?.['Policies'] as readonly Policy[] | undefined;
    const statements = (policies ?? []).flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
    return `${name} is denied ${JSON.stringify(statements.filter(({ Effect }) => Effect === 'Deny'))}`;
  });
}

interface Policy {
  readonly PolicyDocument: { readonly Statement: readonly { readonly Effect: string }[] };
}

/** Behind the output of that value: an ARN's output is named after its resource. */
function resourceOf(aws: MemoryAws, arn: string): Resource | undefined {
  for (const { outputs, template } of aws.stacks.values()) {
    const output = Object.keys(outputs).find((name) => outputs[name] === arn);
    if (output !== undefined) return resourcesOf(template)[output.replace(/Arn$/, '')];
  }
  return undefined;
}

const parsed = new Map<string, Readonly<Record<string, Resource>>>();

function resourcesOf(template: string): Readonly<Record<string, Resource>> {
  const known = parsed.get(template) ?? (JSON.parse(template) as { Resources: Record<string, Resource> }).Resources;
  parsed.set(template, known);
  return known;
}

import { asText, isObject, type Settings } from './draft.ts';
import { referencesOf } from './references.ts';

/** What the local AWS can make too; anything else would keep the first deploy from going through. */
// prettier-ignore
const known = new Set([
  'AWS::S3::Bucket', 'AWS::S3::BucketPolicy', 'AWS::SQS::Queue', 'AWS::SQS::QueuePolicy', 'AWS::SNS::Topic',
  'AWS::DynamoDB::Table', 'AWS::Kinesis::Stream', 'AWS::SSM::Parameter', 'AWS::Events::EventBus', 'AWS::Logs::LogGroup',
]);

/** Of these somebody may miss the content. */
const stateful = new Set(['AWS::S3::Bucket', 'AWS::DynamoDB::Table', 'AWS::SQS::Queue']);

export interface KeptResources {
  readonly resources: Settings;
  readonly notTaken: readonly string[];
}

/** The resources that can be taken over: known ones that depend on nothing that stays behind. */
export function keepResources(written: Settings): KeptResources {
  const notTaken: string[] = [];
  const refused = new Map<string, string[]>();
  let kept = Object.entries(written).filter(([id, resource]) => {
    const why = refusal(resource);
    if (why) refused.set(why, [...(refused.get(why) ?? []), id]);
    return why === undefined;
  });
  for (const [why, ids] of refused) notTaken.push(`resource ${ids.join(', ')}: ${why}`);
  for (let before = -1; before !== kept.length;) {
    before = kept.length;
    const ids = new Set(kept.map(([id]) => id));
    kept = kept.filter(([id, resource]) => {
      const missing = referencesOf(resource).find((reference) => !ids.has(reference));
      if (missing) notTaken.push(`resource ${id}: it needs ${missing}, which is not taken over`);
      return missing === undefined;
    });
  }
  return { resources: Object.fromEntries(kept), notTaken: [...notTaken, ...warnings(kept)] };
}

function refusal(resource: unknown): string | undefined {
  const type = isObject(resource) ? asText(resource['Type']) : 'no resource';
  if (!known.has(type)) return `${type} stays in a stack of its own; refer to it by ARN or name`;
  if (isObject(resource) && resource['Condition'] !== undefined) return 'it has a condition; write it per environment';
  return undefined;
}

function warnings(kept: readonly (readonly [string, unknown])[]): readonly string[] {
  return kept.flatMap(([id, resource]) => {
    const type = isObject(resource) ? asText(resource['Type']) : '';
    if (!stateful.has(type)) return [];
    return [
      `data in ${id}: the config makes a new ${type}; to go on with the old one, take it out and refer to it by name`,
    ];
  });
}

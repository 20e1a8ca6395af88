import { AwsError, notImplemented } from '../kernel/aws-error.ts';
import { parsePattern } from '../events/pattern/parse-pattern.ts';
import { invalidParameter } from './sns-error.ts';

const KNOWN = [
  'DeliveryPolicy',
  'FilterPolicy',
  'FilterPolicyScope',
  'RawMessageDelivery',
  'RedrivePolicy',
  'SubscriptionRoleArn',
];

/** Throws InvalidParameter. */
export function checkSubscriptionAttribute(name: string, value: string): void {
  if (name === 'ReplayPolicy') throw notImplemented('sns', 'ReplayPolicy');
  if (!KNOWN.includes(name)) throw invalidParameter('AttributeName');
  if (name === 'FilterPolicyScope' && value !== 'MessageAttributes' && value !== 'MessageBody') {
    throw invalidParameter(
      `FilterPolicyScope: Invalid value [${value}]. Please use either MessageBody or MessageAttributes`,
    );
  }
  if (name === 'FilterPolicy' && value !== '' && value !== '{}') checkFilter(value);
}

function checkFilter(value: string): void {
  try {
    parsePattern(value);
  } catch (error) {
    if (error instanceof AwsError) throw invalidParameter(`FilterPolicy: ${error.message}`);
    throw error;
  }
}

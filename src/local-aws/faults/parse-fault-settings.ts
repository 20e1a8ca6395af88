import { AwsError } from '../kernel/aws-error.ts';
import { noFaults, type FaultRule, type FaultSettings } from './fault-rule.ts';

const ACTIONS = ['latencyMs', 'error', 'reset', 'fin', 'hang', 'truncate', 'killProcess'];
const RULE_KEYS = ['name', 'match', 'when', 'do'];
const MATCH_KEYS = ['service', 'operation', 'resource', 'nth', 'probability', 'maxHits'];
const SETTINGS_KEYS = ['rules', 'seed', 'throttle', 'durations'];

function invalid(message: string): AwsError {
  return new AwsError('ValidationException', 400, message);
}

function checkKeys(value: unknown, at: string, known: readonly string[]): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid(`${at} must be an object`);
  const unknown = Object.keys(value).find((key) => !known.includes(key));
  if (unknown) throw invalid(`${at}.${unknown} is unknown; known are ${known.join(', ')}`);
}

function checkPattern(pattern: string | undefined, at: string): void {
  if (pattern === undefined) return;
  try {
    RegExp(pattern);
  } catch {
    throw invalid(`${at} is no regular expression: ${pattern}`);
  }
}

function checkRule(rule: FaultRule, at: string): void {
  checkKeys(rule, at, RULE_KEYS);
  checkKeys(rule.do, `${at}.do`, ACTIONS);
  if (Object.keys(rule.do).length !== 1) throw invalid(`${at}.do must have exactly one of ${ACTIONS.join(', ')}`);
  if (rule.when && !['before', 'after', 'midBody'].includes(rule.when)) {
    throw invalid(`${at}.when must be before, after or midBody`);
  }
  // In the midst of an answer there is only cutting it: another deed would silently be that.
  if (rule.when === 'midBody' && ('latencyMs' in rule.do || 'error' in rule.do || 'killProcess' in rule.do)) {
    throw invalid(
      `${at}.do.${Object.keys(rule.do).join()} cannot come in the middle of an answer; say before or after`,
    );
  }
  if ('error' in rule.do && !(rule.do.error.code && rule.do.error.status >= 400)) {
    throw invalid(`${at}.do.error must have a code and a status of 400 or more`);
  }
  if (!rule.match) return;
  checkKeys(rule.match, `${at}.match`, MATCH_KEYS);
  checkPattern(rule.match.operation, `${at}.match.operation`);
  checkPattern(rule.match.resource, `${at}.match.resource`);
}

/** A list of rules, or the whole settings; what is left out is off. Throws ValidationException naming the place. */
export function parseFaultSettings(value: unknown): FaultSettings {
  const given = (Array.isArray(value) ? { rules: value } : value) as Partial<FaultSettings>;
  checkKeys(given, 'faults', SETTINGS_KEYS);
  const settings = { ...noFaults, ...given };
  if (!Array.isArray(settings.rules)) throw invalid('faults.rules must be a list');
  for (const [index, rule] of settings.rules.entries()) checkRule(rule, `rules[${index}]`);
  return settings;
}

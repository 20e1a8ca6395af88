import { randomUUID } from 'node:crypto';
import type { World } from '../kernel/world.ts';
import { deliver } from './delivery.ts';
import { ruleArn, rules, type RuleRow, type Target } from './event-rows.ts';
import { matchPattern } from './pattern/match-pattern.ts';
import { parsePattern } from './pattern/parse-pattern.ts';
import { targetInput } from './target-input.ts';

export interface NewEvent {
  readonly bus: string;
  readonly source: string;
  readonly detailType: string;
  readonly detail: unknown;
  readonly resources: readonly string[];
  readonly time?: Date;
}

/** Puts the event on its bus: every enabled rule that matches sends it to its targets, in the background. Answers its id. */
export function putEvent(world: World, event: NewEvent): string {
  const id = randomUUID();
  const full = envelope(world, event, id);
  for (const rule of rules(world).values()) {
    if (rule.bus !== event.bus || rule.state === 'DISABLED' || rule.eventPattern === undefined) continue;
    if (!matchPattern(parsePattern(rule.eventPattern), full)) continue;
    count(world, rule, 'MatchedEvents');
    sendToTargets(world, rule, full);
  }
  return id;
}

export function envelope(world: World, event: NewEvent, id: string): Record<string, unknown> {
  const { accountId: account, region } = world.config;
  const time = (event.time ?? new Date(world.clock.now())).toISOString().replace(/\.\d+Z$/, 'Z');
  return {
    version: '0',
    id,
    'detail-type': event.detailType,
    source: event.source,
    account,
    time,
    region,
    resources: event.resources,
    detail: event.detail,
  };
}

export function sendToTargets(world: World, rule: RuleRow, event: Record<string, unknown>): void {
  count(world, rule, 'TriggeredRules');
  for (const target of rule.targets) void sendToTarget(world, rule, target, event);
}

interface TargetOptions {
  readonly RoleArn?: string;
  readonly SqsParameters?: { readonly MessageGroupId?: string };
  readonly RetryPolicy?: { readonly MaximumRetryAttempts?: number; readonly MaximumEventAgeInSeconds?: number };
  readonly DeadLetterConfig?: { readonly Arn?: string };
}

function sendToTarget(world: World, rule: RuleRow, target: Target, event: Record<string, unknown>): Promise<void> {
  const { RoleArn, SqsParameters, RetryPolicy, DeadLetterConfig } = target as TargetOptions;
  const sourceArn = ruleArn(world, rule.bus, rule.name);
  const ingestionTime = new Date(world.clock.now()).toISOString();
  return deliver(world, {
    targetArn: target.Arn,
    ...(RoleArn !== undefined && { roleArn: RoleArn }),
    ...(SqsParameters?.MessageGroupId !== undefined && { messageGroupId: SqsParameters.MessageGroupId }),
    payload: targetInput(target, { event, ruleArn: sourceArn, ruleName: rule.name, ingestionTime }),
    principal: 'events.amazonaws.com',
    sourceArn,
    retries: RetryPolicy?.MaximumRetryAttempts ?? 185,
    maximumAgeSeconds: RetryPolicy?.MaximumEventAgeInSeconds ?? 86_400,
    ...(DeadLetterConfig?.Arn !== undefined && { deadLetterArn: DeadLetterConfig.Arn }),
    count: (metric) => count(world, rule, metric),
  });
}

function count(world: World, rule: RuleRow, metric: string): void {
  world.metrics.record('AWS/Events', metric, { RuleName: rule.name }, 1, 'Count');
}

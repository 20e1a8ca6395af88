import type { World } from '../kernel/world.ts';
import { LATEST } from './find-version.ts';
import { qualifiedKey } from './function-rows.ts';
import { locateFunction } from './locate-function.ts';
import { policies, type PolicyRow, type Statement } from './policy-rows.ts';

export interface InvokeRequest {
  readonly functionName: string;
  readonly qualifier?: string;
  /** e.g. `apigateway.amazonaws.com` */
  readonly principal: string;
  readonly sourceArn?: string;
  readonly sourceAccount?: string;
}

const globs = new Map<string, RegExp>();

function matchesGlob(pattern: string, text: string): boolean {
  let expression = globs.get(pattern);
  if (!expression) {
    const source = pattern
      .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
      .replace(/\*/g, '.*')
      .replace(/\?/g, '.');
    globs.set(pattern, (expression = new RegExp(`^${source}$`, 's')));
  }
  return expression.test(text);
}

const ARN_PARTS = 6;

function arnParts(arn: string): string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, ARN_PARTS - 1), parts.slice(ARN_PARTS - 1).join(':')];
}

/** ArnLike holds each of an ARN's six parts against the pattern's, so that a `*` never crosses a colon but in the last. */
function isArnLike(pattern: string, arn: string): boolean {
  const wanted = arnParts(pattern);
  const given = arnParts(arn);
  return wanted.length === given.length && wanted.every((part, index) => matchesGlob(part, given[index] ?? ''));
}

type Test = (wanted: string, given: string) => boolean;

const tests: Readonly<Record<string, Test>> = {
  StringEquals: (wanted, given) => wanted === given,
  ArnLike: isArnLike,
};

/** A condition on what the request does not carry is not met. */
function meets(statement: Statement, request: InvokeRequest): boolean {
  const given: Readonly<Record<string, string | undefined>> = {
    'aws:sourcearn': request.sourceArn,
    'aws:sourceaccount': request.sourceAccount,
  };
  return Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => {
      const value = given[key.toLowerCase()];
      return value !== undefined && (tests[operator]?.(wanted, value) ?? false);
    }),
  );
}

function names(principal: Statement['Principal'], wanted: string): boolean {
  if (principal === '*') return true;
  return 'Service' in principal ? principal.Service === wanted : principal.AWS === wanted;
}

const INVOKE = new Set(['lambda:InvokeFunction', 'lambda:*', '*']);

function evaluate({ statements }: PolicyRow, request: InvokeRequest): boolean {
  return statements.some(
    (statement) =>
      INVOKE.has(statement.Action) && names(statement.Principal, request.principal) && meets(statement, request),
  );
}

const MAX_ANSWERS = 1000;
const answers = new WeakMap<PolicyRow, Map<string, boolean>>();

/** A policy answers the same question the same way for as long as it is the same row: every request through the gateway asks. */
function ask(policy: PolicyRow, request: InvokeRequest): boolean {
  let known = answers.get(policy);
  if (!known) answers.set(policy, (known = new Map()));
  const question = `${request.principal} ${request.sourceArn} ${request.sourceAccount}`;
  const before = known.get(question);
  if (before !== undefined) return before;
  const allows = evaluate(policy, request);
  if (known.size < MAX_ANSWERS) known.set(question, allows);
  return allows;
}

/** Does the resource policy of exactly that qualifier let the service principal invoke? */
export function isInvokeAllowed(world: World, request: InvokeRequest): boolean {
  const { name, qualifier = LATEST } = locateFunction(world, {
    FunctionName: request.functionName,
    Qualifier: request.qualifier,
  });
  const policy = policies(world).get(qualifiedKey(name, qualifier));
  return policy !== undefined && ask(policy, request);
}

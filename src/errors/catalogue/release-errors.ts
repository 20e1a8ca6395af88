import { ShipError, exitCodes } from '../ship-error.ts';

export function wrongAccount(environment: string, wanted: string, actual: string): ShipError {
  return new ShipError({
    code: 'WRONG_ACCOUNT',
    exit: exitCodes.refused,
    summary: `these credentials are for account ${actual}`,
    why: `environments.${environment}.account says ${wanted}.`,
    next: [
      'choose other credentials (AWS_PROFILE, or environments.' + environment + '.profile)',
      'aws sts get-caller-identity',
    ],
    live: 'not looked at: nothing was changed',
  });
}

export function pinnedRelease(service: string, note: string): ShipError {
  return new ShipError({
    code: 'PINNED',
    exit: exitCodes.refused,
    summary: `${service} is pinned`,
    why: `A person rolled back: ${note}. A deploy would silently undo that.`,
    next: [`ship deploy ${service} --unpin`],
  });
}

export function autoDeployOn(service: string, apiId: string): ShipError {
  return new ShipError({
    code: 'AUTO_DEPLOY',
    exit: exitCodes.refused,
    summary: `AutoDeploy of ${service}'s live stage is on`,
    why: 'Somebody switched it on. Every change of the draft would be live at once, before it is tested.',
    next: [
      `aws apigatewayv2 update-stage --api-id ${apiId} --stage-name '$default' --no-auto-deploy`,
      'then run the same command again',
    ],
  });
}

export function worldMoved(what: string, planned: string, now: string): ShipError {
  return new ShipError({
    code: 'STALE_PLAN',
    exit: exitCodes.refused,
    summary: 'the plan is stale: the world has moved',
    why: `${what} was ${planned} when the plan was made, and is ${now} now.`,
    next: ['run the same command again: it plans anew', 'with deploy --plan: make the plan again with ship plan --out'],
  });
}

export function smokeFailed(test: string, where: string, why: string, hints: readonly string[] = []): ShipError {
  return new ShipError({
    code: 'SMOKE_FAILED',
    exit: exitCodes.undone,
    summary: `smoke test failed on ${where}: ${test}`,
    why,
    next: [...hints, 'mend it, then deploy again'],
  });
}

export function hookFailed(hook: string, key: string, why: string): ShipError {
  return new ShipError({
    code: 'HOOK_FAILED',
    exit: exitCodes.undone,
    summary: hook === key ? `hook ${hook} failed` : `hook ${hook} failed (function ${key})`,
    why,
    next: ['mend it, then deploy again: the hook runs once more, so running it twice must do no harm'],
  });
}

/** `waysOut`: the stack could not even be rolled back, and these free it. */
export function foundationFailed(stack: string, reason: string, waysOut: readonly string[] = []): ShipError {
  const events = `aws cloudformation describe-stack-events --stack-name ${stack}`;
  return new ShipError({
    code: 'FOUNDATION_FAILED',
    exit: waysOut.length > 0 ? exitCodes.needsPerson : exitCodes.undone,
    summary: `CloudFormation could not bring stack ${stack} to the wanted template${waysOut.length > 0 ? ', nor back' : ''}`,
    why: reason,
    next: [events, ...waysOut, 'mend the config, then deploy again'],
  });
}

export function functionFailed(name: string, reason: string): ShipError {
  return new ShipError({
    code: 'FUNCTION_FAILED',
    exit: exitCodes.undone,
    summary: `Lambda could not make ${name} ready`,
    why: reason,
    next: ['mend the cause, then deploy again'],
  });
}

export function gatewayMismatch(why: string): ShipError {
  return new ShipError({
    code: 'PREVIEW_MISMATCH',
    exit: exitCodes.undone,
    summary: 'the preview does not serve what was assembled',
    why,
    next: ['ship status', 'then run the same command again'],
  });
}

export function replacementRefused(stack: string, resources: readonly string[]): ShipError {
  return new ShipError({
    code: 'REPLACEMENT',
    exit: exitCodes.refused,
    summary: `the update of stack ${stack} would replace or delete resources`,
    why: resources.join('\n'),
    next: ['check that nothing is lost with them, then add --allow-replace'],
  });
}

export function unknownRelease(asked: string, known: readonly string[], purpose = 'go back to'): ShipError {
  return new ShipError({
    code: 'UNKNOWN_RELEASE',
    exit: exitCodes.refused,
    summary: `there is no release ${asked} to ${purpose}`,
    why: known.length > 0 ? `AWS holds ${known.join(', ')}.` : 'AWS holds no earlier release of this service.',
    next: ['ship history <service>'],
  });
}

/** Going back to it would put live, without a test before, what a deploy kept from callers. */
export function notGoneBackTo(number: number, waits: boolean): ShipError {
  return new ShipError({
    code: 'NEVER_LIVE',
    exit: exitCodes.refused,
    summary: `r${number} was never live: there is no going back to it`,
    why: waits
      ? 'It waits on the preview for a person.'
      : 'It failed its tests, was stopped, or was given up; only what has served callers is gone back to.',
    next: waits
      ? ['ship promote-preview <service>']
      : ['ship history <service>', 'to have its code live, deploy it again: then it is tested first'],
  });
}

/** `environment`: where it is another one than the command's own. */
export function nothingLive(service: string, environment?: string): ShipError {
  return new ShipError({
    code: 'NOTHING_LIVE',
    exit: exitCodes.refused,
    summary: `${service} is not deployed ${environment === undefined ? 'here' : `in ${environment}`}`,
    why: 'There is no live release in this environment.',
    next: [`ship deploy ${service}${environment === undefined ? '' : ` --env ${environment}`}`],
    live: 'nothing',
  });
}

export function awsFailed(summary: string, why: string, cause: unknown): ShipError {
  return new ShipError({
    code: 'AWS_ERROR',
    exit: exitCodes.undone,
    summary,
    why,
    next: ['ship status', 'then run the same command again: it goes on where this one stopped'],
    cause,
  });
}

export function interrupted(): ShipError {
  return new ShipError({
    code: 'INTERRUPTED',
    exit: exitCodes.interrupted,
    summary: 'interrupted',
    why: 'You asked to stop.',
    next: ['run the same command again: it goes on where this one stopped'],
  });
}

export function needsPerson(summary: string, why: string, next: readonly string[], cause?: unknown): ShipError {
  return new ShipError({ code: 'NEEDS_PERSON', exit: exitCodes.needsPerson, summary, why, next, cause });
}

export function eventSourceStuck(name: string, wanted: string, is: string): ShipError {
  return new ShipError({
    code: 'EVENT_SOURCE_STUCK',
    exit: exitCodes.undone,
    summary: `event source ${name} did not become ${wanted.toLowerCase()}`,
    why: `After five minutes Lambda says: ${is}`,
    next: ["see whether the source is there and the function's role may read it", 'then run the same command again'],
  });
}

export function templateTooLarge(stack: string, characters: number, limit: number): ShipError {
  return new ShipError({
    code: 'TEMPLATE_TOO_LARGE',
    exit: exitCodes.refused,
    summary: `the foundation of ${stack} is too large to be sent`,
    why: `Its template has ${characters} characters; CloudFormation takes ${limit}.`,
    next: ['split the service, or move some of its `resources` to a stack of their own'],
  });
}

export function stillNeeded(service: string, by: readonly string[]): ShipError {
  return new ShipError({
    code: 'STILL_NEEDED',
    exit: exitCodes.refused,
    summary: `${service} is used by ${by.join(', ')}`,
    why: 'They call its functions or are authorised by them; without it they would fail.',
    next: by.map((name) => `ship destroy ${name}`),
    live: 'nothing was changed',
  });
}

/** Services that the named ones call, and that are deployed neither here nor in the base. */
export function neededNowhere(
  services: readonly string[],
  { name, base }: { readonly name: string; readonly base?: string },
): ShipError {
  const deploy = `ship deploy ${services.join(' ')} --env`;
  const places =
    base === undefined ? `not deployed in ${name}, which has no base` : `deployed neither in ${name} nor in ${base}`;
  return new ShipError({
    code: 'NEEDED_NOWHERE',
    exit: exitCodes.refused,
    summary: `${services.join(', ')} ${services.length === 1 ? 'is' : 'are'} needed and ${places}`,
    why: 'What is deployed calls their functions or is authorised by them.',
    next: [`${deploy} ${name}`, base === undefined ? 'or name a base in the template' : `or: ${deploy} ${base}`],
    live: 'nothing was changed',
  });
}

export function wouldLoseData(service: string, holders: readonly string[]): ShipError {
  return new ShipError({
    code: 'WOULD_LOSE_DATA',
    exit: exitCodes.refused,
    summary: `destroying ${service} would delete its data`,
    why: holders.join('\n'),
    next: ['save what is needed, then add --delete-data'],
    live: 'nothing was changed',
  });
}

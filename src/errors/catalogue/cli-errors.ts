import { ShipError, exitCodes } from '../ship-error.ts';

export function wrongUsage(summary: string, why: string, next: readonly string[]): ShipError {
  return new ShipError({ code: 'USAGE', exit: exitCodes.usage, summary, why, next });
}

/** A question has to be answered and nobody is there to ask. */
export function needsYes(question: string, command: string): ShipError {
  return new ShipError({
    code: 'NEEDS_YES',
    exit: exitCodes.usage,
    summary: 'this has to be confirmed',
    why: `${question} There is no terminal on which it could be asked.`,
    next: [`${command} --yes`],
  });
}

/** A declined prompt is not success: what follows in a script must not run. */
export function declined(what: string): ShipError {
  return new ShipError({
    code: 'DECLINED',
    exit: exitCodes.interrupted,
    summary: `${what}: declined`,
    why: 'You answered no.',
    next: ['nothing to do: nothing was changed'],
  });
}

/** A bug of ours; the stack is for --debug. */
export function internalError(cause: unknown): ShipError {
  const why = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  return new ShipError({
    code: 'INTERNAL',
    exit: exitCodes.bug,
    summary: 'ship has a bug, sorry',
    why,
    next: ['ship status', 'run it again with --debug and report what it prints'],
    cause,
  });
}

export function localAwsFailed(what: string, cause: unknown): ShipError {
  return new ShipError({
    code: 'LOCAL_AWS',
    exit: exitCodes.refused,
    summary: `the local AWS could not be ${what}`,
    why: cause instanceof Error ? cause.message : String(cause),
    next: ['ship local status', 'ship local stop, then run the same command again'],
    cause,
  });
}

export function localAwsNotRunning(dir: string): ShipError {
  return new ShipError({
    code: 'LOCAL_AWS_DOWN',
    exit: exitCodes.refused,
    summary: 'the local AWS does not run',
    why: `Nothing answers for ${dir}.`,
    next: ['ship local start'],
  });
}

export function noServices(command: string, known: readonly string[]): ShipError {
  const isRun = ['deploy', 'plan', 'promote'].includes(command);
  return new ShipError({
    code: 'USAGE',
    exit: exitCodes.usage,
    summary: 'no service is named',
    why: known.length === 0 ? 'The config has none.' : `There are ${known.join(', ')}.`,
    next: [...known.slice(0, 1).map((name) => `ship ${command} ${name}`), ...(isRun ? [`ship ${command} --all`] : [])],
  });
}

export function wrongPlanFile(name: string, why: string): ShipError {
  return new ShipError({
    code: 'PLAN_FILE',
    exit: exitCodes.usage,
    summary: `${name} is not a plan of ship's`,
    why,
    next: ['ship plan <service...> --out plan.json'],
  });
}

export function unknownGitReference(reference: string, why: string): ShipError {
  return new ShipError({
    code: 'GIT_REFERENCE',
    exit: exitCodes.usage,
    summary: `git cannot tell what changed since ${reference}`,
    why,
    next: ['name a commit, branch or tag that this clone has (in CI: fetch the full history)'],
  });
}

export function needsTypedName(environment: string): ShipError {
  return new ShipError({
    code: 'NEEDS_TYPED_NAME',
    exit: exitCodes.usage,
    summary: `environment ${environment} is protected`,
    why: 'Removing services from it wants its name typed.',
    next: [`add --confirm ${environment}`],
  });
}

import { ShipError, exitCodes } from '../ship-error.ts';

const exit = exitCodes.refused;
const live = 'as before: nothing was changed';

export interface PromotionPlace {
  readonly service: string;
  readonly from: string;
  readonly to: string;
}

/** `lines`: what differs, one each. */
export function promotionMismatch(
  { service, from, to }: PromotionPlace,
  release: { readonly name: string; readonly gitSha?: string },
  lines: readonly string[],
): ShipError {
  const { name, gitSha } = release;
  const checkOut = gitSha ? `git checkout ${gitSha.slice(0, 12)}` : `check out the config that ${name} was made with`;
  return new ShipError({
    code: 'PROMOTION_MISMATCH',
    exit,
    summary: `${name} of ${service} in ${from} does not fit the config`,
    why: lines.join('\n'),
    next: [
      `${checkOut}, then: ship promote ${service} --from ${from} --to ${to}`,
      `or bring ${from} up to the config first: ship deploy ${service} --env ${from}`,
    ],
    live,
  });
}

export function neverLive(service: string, environment: string, number: number): ShipError {
  return new ShipError({
    code: 'NEVER_LIVE',
    exit,
    summary: `r${number} of ${service} was never live in ${environment}`,
    why: 'It failed its tests, was stopped, or is still on trial; only what has served callers is promoted.',
    next: [`ship history ${service} --env ${environment}`, 'promote what is live there: leave --release out'],
    live,
  });
}

export function digestDiffers(what: string, why: string): ShipError {
  return new ShipError({
    code: 'DIGEST_DIFFERS',
    exit,
    summary: `${what} is not what was released`,
    why,
    next: ['ship drift <service>', 'deploy it anew there, then promote'],
    live,
  });
}

import { ShipError, exitCodes } from '../ship-error.ts';

export function strategyRefused(service: string, asked: string, why: readonly string[]): ShipError {
  return new ShipError({
    code: 'STRATEGY_REFUSED',
    exit: exitCodes.refused,
    summary: `${service} cannot go live by ${asked}`,
    why: why.join('\n'),
    next: [`ship deploy ${service} --strategy all-at-once`],
  });
}

export function alarmUnknown(service: string, names: readonly string[]): ShipError {
  return new ShipError({
    code: 'ALARM_UNKNOWN',
    exit: exitCodes.refused,
    summary: `CloudWatch has no alarm ${names.join(', ')}`,
    why: `services.${service}.bake.alarms names what would watch the new release, and nothing would.`,
    next: ['aws cloudwatch describe-alarms --query "MetricAlarms[].AlarmName"', `mend services.${service}.bake.alarms`],
  });
}

export function bakeFailed(release: string, percent: number, problems: readonly string[]): ShipError {
  const share = percent === 100 ? 'live' : `at ${percent} % of the calls`;
  return new ShipError({
    code: 'BAKE_FAILED',
    exit: exitCodes.undone,
    summary: `${release} is not as good as what was live before (${share})`,
    why: problems.join('\n'),
    next: [
      'ship metrics, ship logs: what the new versions did',
      'mend it, then deploy again; --fix-forward goes on although alarms are red',
    ],
  });
}

export function nothingWaits(service: string, preview: string | undefined): ShipError {
  return new ShipError({
    code: 'NOTHING_WAITS',
    exit: exitCodes.refused,
    summary: `no release of ${service} waits on the preview`,
    why: preview
      ? `The preview shows ${preview}, which no deploy with the strategy manual put there to wait.`
      : 'The preview shows no release of ship.',
    next: [`ship deploy ${service} --strategy manual`, `ship status ${service}`],
  });
}

export function previewOutdated(service: string, waiting: string, was: string, is: string): ShipError {
  return new ShipError({
    code: 'PREVIEW_OUTDATED',
    exit: exitCodes.refused,
    summary: `${waiting} was tested over ${was}, but ${is} is live now`,
    why: 'What was looked at on the preview is not what would change: another release went live in between.',
    next: [`ship deploy ${service}`, `or give it up: ship abort ${service}`],
    live: is,
  });
}

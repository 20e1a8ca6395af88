import type { FunctionStatus, ReleaseSummary, ServiceStatus } from '../../release/status.ts';
import type { Colors } from '../terminal/colors.ts';
import { formatAgo } from '../terminal/format.ts';
import { plainLine } from '../terminal/plain-text.ts';
import { renderTable } from '../terminal/table.ts';

/** One service: what is live, the way back, functions, addresses, and what is not as it should be. */
export function renderStatus(status: ServiceStatus, colors: Colors, now: Date): string {
  const { service, environment, live, previous } = status;
  const share = status.canary ? `, ${status.canary.percent} % of the calls go to ${status.canary.release}` : '';
  const head = `${colors.bold(`${service} in ${environment}`)}: ${live ? `${live.name} is live${share}` : 'nothing is live'}`;
  const releases = [
    ...(live ? [['live', ...releaseCells(live, now)]] : []),
    ...previous.map((release, index) => [index === 0 ? 'back to' : '', ...releaseCells(release, now)]),
    ...(status.preview ? [['preview', ...releaseCells(status.preview, now)]] : []),
  ];
  return [
    head,
    ...renderTable(releases).map((line) => `  ${line}`),
    ...fields(status, now).map(([label, text]) => `  ${colors.dim(label.padEnd(10))} ${text}`),
    ...status.unfinished.map((sentence) => `  ${colors.yellow('!')} ${plainLine(sentence)}`),
  ].join('\n');
}

/** `r17  3f2a9c1b4d5e6f70  4a5b6c7d+  ada@laptop  5 min ago  faster list` */
export function releaseCells(release: ReleaseSummary, now: Date): readonly string[] {
  const { name, digest, gitSha, dirty, actor, madeAt, message } = release;
  const sha = gitSha ? `${gitSha.slice(0, 8)}${dirty ? '+' : ''}` : '';
  return [name, digest, sha, plainLine(actor), formatAgo(madeAt, now), plainLine(message ?? '')];
}

type Field = readonly [label: string, text: string];

function fields(status: ServiceStatus, now: Date): readonly Field[] {
  const { canary, waiting, url, previewUrl, pinned, lock, functions, accountId, region, stack } = status;
  const place = `account ${accountId}, ${region}${stack ? `, stack ${stack}` : ''}`;
  return [
    ...(functions.length > 0 ? [['functions', functions.map(functionText).join(', ')] as const] : []),
    ...(url ? [['url', url] as const] : []),
    ...(previewUrl ? [['preview', previewUrl] as const] : []),
    ['place', place],
    ...(canary
      ? [['canary', `${canary.release} has ${canary.percent} % since ${formatAgo(canary.since, now)}`] as const]
      : []),
    ...(waiting ? [['waits', waitingText(waiting, status.service, now)] as const] : []),
    ...(pinned ? [['pinned', plainLine(`${pinned}; the next deploy wants --unpin`)] as const] : []),
    ...(lock ? [['lock', lockText(lock, now)] as const] : []),
  ];
}

function waitingText(
  { release, since, actor }: NonNullable<ServiceStatus['waiting']>,
  service: string,
  now: Date,
): string {
  const commands = `ship promote-preview ${service}, or ship abort ${service}`;
  return plainLine(`${release} on the preview, by ${actor} ${formatAgo(since, now)}: ${commands}`);
}

function functionText({ key, version, liveAlias }: FunctionStatus): string {
  const alias = liveAlias && liveAlias !== version ? ` (live alias: ${liveAlias})` : '';
  return `${key} ${version ? `v${version}` : 'not published'}${alias}`;
}

function lockText(lock: NonNullable<ServiceStatus['lock']>, now: Date): string {
  const expiry = lock.expired ? 'expired' : `until ${lock.expiresAt}`;
  return plainLine(`${lock.owner}, ${lock.purpose}, since ${formatAgo(lock.since, now)}, ${expiry}`);
}

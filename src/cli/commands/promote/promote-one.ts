import { join } from 'node:path';
import { ArtifactError } from '../../../artifact/artifact-error.ts';
import { takeZip } from '../../../artifact/take-zip.ts';
import type { Artifact } from '../../../model/artifact.ts';
import type { Environment, Service } from '../../../model/service.ts';
import type { Cloud } from '../../../release/cloud.ts';
import { deploy, type DeployRequest, type Ports, type Promotable, readPromotable } from '../../../release/index.ts';
import { askToGoLive } from '../../session/ask-to-go-live.ts';
import { readActor } from '../../session/read-actor.ts';
import { runOne, type Promoted, type RunSetting, type ServiceResult } from '../../session/run-one.ts';
import { runOptions, waitMs } from '../../session/run-options.ts';
import type { Session } from '../../session/session.ts';
import { toPackagingError } from '../../session/to-packaging-error.ts';

export interface Promotion {
  readonly from: Environment;
  /** With the credentials of that environment. */
  readonly source: Cloud;
  readonly number?: number;
  /** Where the zips lie while they are worked with. */
  readonly folder: string;
}

/** Fetches a release's bytes from its environment and hands them to the engine, as if they had been packaged here. */
export async function promoteOne(setting: RunSetting, service: Service, promotion: Promotion): Promise<ServiceResult> {
  let promoted: Promoted | undefined;
  const result = await runOne(setting, service, async (ports, runId) => {
    const promotable = await fetchRelease(setting, service, promotion, ports);
    promoted = toPromoted(promotable, promotion);
    const artifacts = await artifactsOf(service, promotable);
    return deploy({ ...requestOf(setting, service, promotable, promotion), artifacts, runId }, ports);
  });
  return { ...result, ...(promoted && { promoted }) };
}

export const promoteCommandLine = ({ args, flags }: Session): string =>
  `ship promote ${flags.has('all') ? '--all' : args.join(' ')} --from ${flags.text('from')} --to ${flags.text('to')}`;

async function fetchRelease(
  { config }: RunSetting,
  service: Service,
  { from, source, number, folder }: Promotion,
  { report, clock }: Ports,
): Promise<Promotable> {
  const began = clock.monotonic();
  report({ kind: 'preparing', what: 'package', title: `Fetch the release from ${from.name}` });
  const promotable = await readPromotable(
    {
      source: config.service(service.name, from.name),
      target: service,
      pathFor: (name) => join(folder, `${service.name}.${name}.zip`),
      ...(number !== undefined && { number }),
    },
    source,
  );
  const note = `r${promotable.release.number}, digests verified`;
  report({ kind: 'prepared', what: 'package', ms: clock.monotonic() - began, note });
  for (const text of promotable.notes) report({ kind: 'note', level: 'warning', text: `${service.name}: ${text}` });
  return promotable;
}

async function artifactsOf(service: Service, { functions }: Promotable): Promise<Readonly<Record<string, Artifact>>> {
  try {
    const taken = functions.map(async ({ key, ...zip }) => [key, await takeZip({ name: key, ...zip })] as const);
    return Object.fromEntries(await Promise.all(taken));
  } catch (error) {
    if (error instanceof ArtifactError) throw toPackagingError(service, error, process.cwd());
    throw error;
  }
}

/** Whose commit it is, and whether it was clean, is known from the release: this checkout has no part in it. */
function requestOf(
  setting: RunSetting,
  service: Service,
  { release }: Promotable,
  { from }: Promotion,
): Omit<DeployRequest, 'artifacts' | 'runId'> {
  const { session } = setting;
  const { gitSha, dirty, number } = release;
  const said = session.flags.text('message') ?? release.message;
  return {
    service,
    actor: readActor(session.terminal.env),
    dirty,
    exactBytes: true,
    unpin: session.flags.has('unpin'),
    dryRun: session.flags.has('dry-run'),
    waitMs: waitMs(session),
    options: runOptions(session, service.environment),
    message: `${from.name} r${number}${said ? `: ${said}` : ''}`,
    ...(gitSha && { gitSha }),
    ...askToGoLive(setting, service, promoteCommandLine(session)),
  };
}

const toPromoted = ({ release, functions }: Promotable, { from }: Promotion): Promoted => ({
  environment: from.name,
  release: `r${release.number}`,
  codeSha256: Object.fromEntries(functions.map(({ key, codeSha256 }) => [key, codeSha256])),
});

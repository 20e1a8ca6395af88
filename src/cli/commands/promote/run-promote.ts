import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoadedConfig } from '../../../config/loaded-config.ts';
import { wrongUsage } from '../../../errors/catalogue/cli-errors.ts';
import type { Environment, Service } from '../../../model/service.ts';
import type { CommandHandler } from '../../command/declaration.ts';
import { chooseReport } from '../../report/choose-report.ts';
import { goLiveQuestion, isAsked } from '../../session/ask-to-go-live.ts';
import { checkAnswerable } from '../../session/confirm.ts';
import { endRuns } from '../../session/end-runs.ts';
import { openCloud } from '../../session/open-cloud.ts';
import { openConfig } from '../../session/open-config.ts';
import { readRelease } from '../../session/read-release.ts';
import { waitMs } from '../../session/run-options.ts';
import { runServices } from '../../session/run-services.ts';
import { soleService } from '../../session/named-service.ts';
import type { Session } from '../../session/session.ts';
import { withBase } from '../../session/with-base.ts';
import { type Promotion, promoteCommandLine, promoteOne } from './promote-one.ts';

export const runPromote: CommandHandler = async (session) => {
  // What was typed wrongly is said before anything is started or contacted.
  const [number] = [readRelease(session, 'release'), waitMs(session)];
  const { config } = await openConfig(session, 'to');
  const { from, to } = ends(session, config);
  const services = chosen(session, config, to);
  if (number !== undefined && services.length > 1)
    throw wrongUsage('--release is for one service', 'Each service counts its own releases.', ['name one service']);
  if (isAsked(session, to)) checkAnswerable(session, goLiveQuestion(to, promoteCommandLine(session)));
  const open = await openCloud(session, config, to);
  const source = await openCloud(session, config, from, open.calls);
  const placed = await withBase({ config, cloud: open.cloud, environment: to }, services, { together: true });
  const folder = mkdtempSync(join(tmpdir(), 'ship-promote-'));
  try {
    const report = await chooseReport(session, services.length);
    const promotion: Promotion = { from, source: source.cloud, folder, ...(number !== undefined && { number }) };
    const results = await runServices(session, placed, {
      action: 'promote',
      isAsked: isAsked(session, to),
      one: (service) => promoteOne({ session, config, open, report }, service, promotion),
    });
    return endRuns(session, 'promote', to.name, results);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

function ends(
  { flags, args }: Session,
  config: LoadedConfig,
): { readonly from: Environment; readonly to: Environment } {
  const [from, to] = [flags.text('from'), flags.text('to')];
  const example = `ship promote ${args.join(' ') || '--all'} --from staging --to production`;
  if (!from || !to)
    throw wrongUsage(`--${from ? 'to' : 'from'} is missing`, 'Both environments are to be named.', [example]);
  if (from === to)
    throw wrongUsage(`a release cannot be promoted from ${from} to itself`, '--from and --to are the same.', [example]);
  return { from: config.environment(from), to: config.environment(to) };
}

function chosen(session: Session, config: LoadedConfig, environment: Environment): readonly Service[] {
  const { args, flags } = session;
  if (flags.has('all')) return config.services(environment.name);
  if (args.length === 0) return [soleService(session, config, environment)];
  return [...new Set(args)].map((one) => config.service(one, environment.name));
}

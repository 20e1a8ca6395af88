import { prune } from '../../../release/index.ts';
import type { CommandHandler } from '../../command/declaration.ts';
import { chooseReport } from '../../report/choose-report.ts';
import { endRuns, showResult } from '../../session/end-runs.ts';
import { openCloud } from '../../session/open-cloud.ts';
import { openConfig } from '../../session/open-config.ts';
import { readActor } from '../../session/read-actor.ts';
import { runOne } from '../../session/run-one.ts';
import { runOptions, waitMs } from '../../session/run-options.ts';
import { withBase } from '../../session/with-base.ts';
import { namedService } from '../../session/named-service.ts';

export const runPrune: CommandHandler = async (session) => {
  const [keep, wait] = [session.flags.wholeNumber('keep'), waitMs(session)];
  const { config, environment } = await openConfig(session);
  const named = namedService(session, config, environment);
  const open = await openCloud(session, config, environment);
  const [service = named] = await withBase({ config, cloud: open.cloud, environment }, [named], { together: false });
  const setting = { session, config, open, report: await chooseReport(session) };
  const result = await runOne(setting, service, (ports, runId) =>
    prune(
      {
        service,
        runId,
        actor: readActor(session.terminal.env),
        keepReleases: keep ?? service.keepReleases,
        dryRun: session.flags.has('dry-run'),
        waitMs: wait,
        options: runOptions(session, environment),
      },
      ports,
    ),
  );
  showResult(session, 'prune', result);
  return endRuns(session, 'prune', environment.name, [result]);
};

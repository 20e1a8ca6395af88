import { rollback, type RollbackRequest } from '../../../release/index.ts';
import type { CommandHandler } from '../../command/declaration.ts';
import { chooseReport } from '../../report/choose-report.ts';
import { endRuns, showResult } from '../../session/end-runs.ts';
import { openCloud } from '../../session/open-cloud.ts';
import { openConfig } from '../../session/open-config.ts';
import { readActor } from '../../session/read-actor.ts';
import { readRelease } from '../../session/read-release.ts';
import { runOne } from '../../session/run-one.ts';
import { runOptions, waitMs } from '../../session/run-options.ts';
import { namedService } from '../../session/named-service.ts';

/** Never asks: it is for the moment in which every second counts. */
export const runRollback: CommandHandler = async (session) => {
  // What was typed wrongly is said before anything is started or contacted.
  const [to, wait] = [readRelease(session, 'to'), waitMs(session)];
  const { config, environment } = await openConfig(session);
  const service = namedService(session, config, environment);
  const open = await openCloud(session, config, environment);
  const setting = { session, config, open, report: await chooseReport(session) };
  const result = await runOne(setting, service, (ports, runId) => {
    const request: RollbackRequest = {
      service,
      runId,
      actor: readActor(session.terminal.env),
      dryRun: session.flags.has('dry-run'),
      waitMs: wait,
      now: session.flags.has('now'),
      options: runOptions(session, environment),
      ...(to === undefined ? {} : { to }),
    };
    return rollback(request, ports);
  });
  showResult(session, 'rollback', result);
  return endRuns(session, 'rollback', environment.name, [result]);
};

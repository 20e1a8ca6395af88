import { wrongUsage } from '../../../errors/catalogue/cli-errors.ts';
import { rollback, type RollbackRequest } from '../../../release/index.ts';
import type { CommandHandler } from '../../command/declaration.ts';
import { chooseReport } from '../../report/choose-report.ts';
import { endRuns, showResult } from '../../session/end-runs.ts';
import { openCloud } from '../../session/open-cloud.ts';
import { openConfig } from '../../session/open-config.ts';
import { readActor } from '../../session/read-actor.ts';
import { runOne } from '../../session/run-one.ts';
import { runOptions, waitMs } from '../../session/run-options.ts';
import type { Session } from '../../session/session.ts';

/** Never asks: it is for the moment in which every second counts. */
export const runRollback: CommandHandler = async (session) => {
  // What was typed wrongly is said before anything is started or contacted.
  const [to, wait] = [readTarget(session), waitMs(session)];
  const { config, environment } = await openConfig(session);
  const service = config.service(session.args[0] ?? '', environment.name);
  const open = await openCloud(session, config, environment);
  const setting = { session, config, open, report: await chooseReport(session) };
  const result = await runOne(setting, service, (ports, runId) => {
    const request: RollbackRequest = {
      service,
      runId,
      actor: readActor(session.terminal.env),
      dryRun: session.flags.has('dry-run'),
      waitMs: wait,
      options: runOptions(session, environment),
      ...(to === undefined ? {} : { to }),
    };
    return rollback(request, ports);
  });
  showResult(session, 'rollback', result);
  return endRuns(session, 'rollback', environment.name, [result]);
};

/** `r16` or `16` */
function readTarget({ flags, args }: Session): number | undefined {
  const to = flags.text('to');
  if (to === undefined) return undefined;
  const number = /^r?([1-9]\d*)$/.exec(to)?.[1];
  if (number) return Number(number);
  const why = `--to is ${JSON.stringify(to)}; a release is named r16.`;
  throw wrongUsage('there is no such release', why, [`ship history ${args[0] ?? '<service>'}`]);
}

import { fitLines } from '../terminal/fit-lines.ts';
import type { Environment, Service } from '../../model/service.ts';
import type { DeployRequest } from '../../release/index.ts';
import { renderPlan } from '../render/render-plan.ts';
import { confirm, type Question } from './confirm.ts';
import type { RunSetting } from './run-one.ts';
import type { Session } from './session.ts';

/** A plan that was reviewed needs no second yes. */
export const isAsked = ({ flags }: Session, environment: Environment): boolean =>
  environment.protected && !flags.has('dry-run') && !flags.has('yes') && !flags.text('plan');

/** `command`: what to type with `--yes`. */
export const goLiveQuestion = ({ name }: Environment, command: string): Question => ({
  text: `Environment ${name} is protected. Put this live there?`,
  command,
});

/** Shows the plan and asks, where the environment wants it. */
export function askToGoLive(
  { session, report }: RunSetting,
  { environment }: Service,
  command: string,
): Pick<DeployRequest, 'confirm'> {
  if (!isAsked(session, environment)) return {};
  return {
    confirm: async (plan) => {
      await report.settle();
      session.terminal.err(fitLines(renderPlan(plan, session.terminal.errColors), session.terminal.width));
      await confirm(session, goLiveQuestion(environment, command));
      return true;
    },
  };
}

import { wrongUsage } from '../../../errors/catalogue/cli-errors.ts';
import type { Service, Strategy } from '../../../model/service.ts';
import { parseStrategy, strategyForms } from '../../../model/strategy.ts';
import type { Session } from '../../session/session.ts';

/** `--strategy canary:10%/10m`; undefined: as the config says. */
export function readStrategy({ flags, args }: Session): Strategy | undefined {
  const text = flags.text('strategy');
  if (text === undefined) return undefined;
  const strategy = parseStrategy(text);
  if (strategy) return strategy;
  const why = `--strategy is ${JSON.stringify(text)}; it must be ${strategyForms}.`;
  throw wrongUsage('there is no such strategy', why, [
    `ship deploy ${args.join(' ') || '<service>'} --strategy canary:10%/10m`,
  ]);
}

/** Whether the service can go live that way is for the plan to say. */
export function withStrategy(service: Service, strategy: Strategy | undefined): Service {
  return strategy ? { ...service, strategy } : service;
}

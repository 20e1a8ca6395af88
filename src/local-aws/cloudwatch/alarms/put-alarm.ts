import { notImplemented } from '../../kernel/aws-error.ts';
import { booleanOf, listOf, numberOf, stringOf } from '../../kernel/members.ts';
import type { Params } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import { tagsIn } from '../members.ts';
import { addHistory, alarms, type AlarmRow } from './alarm-rows.ts';
import { isActionImplemented } from './run-actions.ts';
import { watchAlarms } from './watch-alarms.ts';

const NUMBERS = ['Period', 'EvaluationPeriods', 'DatapointsToAlarm', 'Threshold'];

/** Creates the alarm or changes its settings; its state stays. */
export function putAlarm(world: World, name: string, kind: AlarmRow['kind'], params: Params): void {
  refuseActions(params);
  const existing = alarms(world).get(name);
  const now = world.clock.now();
  const { Tags: _, ActionsEnabled: __, ...settings } = params;
  const fresh = {
    state: 'INSUFFICIENT_DATA',
    stateReason: 'Unchecked: Initial alarm creation',
    stateUpdatedAt: now,
    stateChangedAt: now,
    tags: tagsIn(params),
  } as const;
  alarms(world).set(name, {
    ...(existing ?? fresh),
    name,
    kind,
    settings: withNumbers(settings),
    configuredAt: now,
    areActionsEnabled: booleanOf(params, 'ActionsEnabled') ?? true,
  });
  const summary = existing ? `Alarm "${name}" updated` : `Alarm "${name}" created`;
  addHistory(world, {
    alarm: name,
    kind,
    type: 'ConfigurationUpdate',
    summary,
    data: JSON.stringify({ type: existing ? 'Update' : 'Create', version: '1.0' }),
  });
  watchAlarms(world);
}

function withNumbers(settings: Params): Params {
  const numbers = NUMBERS.filter((name) => settings[name] !== undefined).map((name) => [
    name,
    numberOf(settings, name),
  ]);
  return { ...settings, ...(Object.fromEntries(numbers) as Params) };
}

function refuseActions(params: Params): void {
  const actions = ['AlarmActions', 'OKActions', 'InsufficientDataActions'].flatMap((name) => listOf(params, name));
  const other = actions.find((arn) => !isActionImplemented(arn));
  if (other !== undefined) throw notImplemented('monitoring', `alarm actions such as ${other}`);
  const suppressor = stringOf(params, 'ActionsSuppressor');
  if (suppressor !== undefined) throw notImplemented('monitoring', 'PutCompositeAlarm with ActionsSuppressor');
}

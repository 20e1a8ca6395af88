import { stackName } from '../model/names.ts';
import type { Step } from '../model/plan.ts';
import { lambdaNameOf } from '../plan/resolve-connections.ts';
import type { Run } from './run-context.ts';
import { releaseFunctions } from './steps/gateway.ts';

type Touching<Kind extends Step['kind']> = Extract<Step, { kind: Kind }>;

/**
 * What a run that failed had warmed, given back or reserved becomes what it was: it costs by the hour, throttles what is
 * live or takes room from others. A reservation grows before the rest and shrinks after it: Lambda refuses one that is
 * lower than what is warm.
 */
export async function concurrencyBack(run: Run): Promise<void> {
  // A repair of the live release is what is wanted, as far as it came.
  if (run.plan.from?.number === run.plan.release.number) return;
  const touched = run.plan.steps.filter(({ id }) => run.learnt.concurrencyTouched.has(id));
  const reserved = touched.filter(
    (step): step is Touching<'reserve-concurrency'> => step.kind === 'reserve-concurrency',
  );
  const grows = reserved.filter((step) => before(run, step) > (step.executions ?? Infinity));
  await Promise.all(grows.map((step) => reservationBack(run, step)));
  await Promise.all(touched.map((step) => warmthBack(run, step)));
  await Promise.all(reserved.filter((step) => !grows.includes(step)).map((step) => reservationBack(run, step)));
}

const nameOf = ({ service }: Run, key: string): string => lambdaNameOf({ stack: stackName(service) }, key);

/** Without a reservation a function may have all that the account has left. */
const before = ({ snapshot }: Run, step: Touching<'reserve-concurrency'>): number =>
  snapshot.reservedConcurrency[step.function] ?? Infinity;

const reservationBack = (run: Run, { function: key }: Touching<'reserve-concurrency'>): Promise<void> =>
  run.cloud.reserveConcurrency(nameOf(run, key), run.snapshot.reservedConcurrency[key]);

async function warmthBack(run: Run, step: Step): Promise<void> {
  if (step.kind !== 'provision-concurrency' && step.kind !== 'deprovision-concurrency') return;
  const { function: key } = step;
  const version = step.kind === 'deprovision-concurrency' ? step.version : versionOf(run, key);
  const was = run.snapshot.provisioned[key]?.find((one) => one.version === version)?.executions;
  if (version === undefined || was === executionsOf(step)) return;
  if (was === undefined) await run.cloud.removeProvisionedConcurrency(nameOf(run, key), version);
  // Nobody waits until it is ready: what is live again serves meanwhile.
  else await run.cloud.provisionConcurrency(nameOf(run, key), version, was);
}

const executionsOf = (step: Step): number | undefined =>
  step.kind === 'provision-concurrency' ? step.executions : undefined;

const versionOf = (run: Run, key: string): string | undefined =>
  releaseFunctions(run).find((one) => one.key === key)?.version;

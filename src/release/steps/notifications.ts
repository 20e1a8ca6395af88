import { notificationOf } from '../../plan/resolve-connections.ts';
import { connectionPlaceOf, pushOf, type StepRunner } from '../run-context.ts';

/** After the alias and its permission: S3 asks for them when it is told whom to call. */
export const ensureNotification: StepRunner<'ensure-notification'> = async (step, run) => {
  run.learnt.eventsTouched = true;
  const wanted = notificationOf(pushOf(run, step), connectionPlaceOf(run));
  if (!wanted) throw new Error(`the stack does not tell the bucket of ${step.event}`);
  const { bucket, ...put } = wanted;
  await run.cloud.changeNotifications(bucket, { put });
  return undefined;
};

export const removeNotification: StepRunner<'remove-notification'> = async (step, run) => {
  run.learnt.eventsTouched = true;
  await run.cloud.changeNotifications(step.bucket, { remove: step.notification });
  return undefined;
};

import { templateTooLarge } from '../../errors/catalogue/release-errors.ts';
import { outputs } from '../../model/names.ts';
import { mergeFoundation } from '../../template/merge-foundation.ts';
import { renderFoundation } from '../../template/render-foundation.ts';
import type { Template } from '../../template/template.ts';
import { trimFoundation } from '../../template/trim-foundation.ts';
import type { Run, StepOf } from '../run-context.ts';

/** CloudFormation's limit for a template that is sent along (aws-contract 5.1). */
const MAX_INLINE = 51_200;

/** The live release still needs its roles and queues, and a rollback may later: an update keeps what the stack has. */
export async function templateFor(run: Run, stack: string, step: StepOf<'apply-foundation'>): Promise<string> {
  const wanted = renderFoundation(run.service, { needsBucket: needsBucket(run) });
  const text = step.change === 'create' ? undefined : await run.cloud.readTemplate(stack);
  const deployed = text === undefined ? undefined : (JSON.parse(text) as Template);
  return sendable(stack, deployed ? changed(deployed, wanted, step) : wanted);
}

function changed(deployed: Template, wanted: Template, step: StepOf<'apply-foundation'>): Template {
  return step.change === 'trim' ? trimFoundation(deployed, wanted, step.trim) : mergeFoundation(deployed, wanted);
}

function sendable(stack: string, template: Template): string {
  const readable = JSON.stringify(template, null, 1);
  const text = readable.length > MAX_INLINE ? JSON.stringify(template) : readable;
  if (text.length > MAX_INLINE) throw templateTooLarge(stack, text.length, MAX_INLINE);
  return text;
}

/** A bucket once made stays: earlier artifacts are in it. */
export function needsBucket(run: Pick<Run, 'artifacts' | 'snapshot' | 'plan'>): boolean {
  return (
    run.snapshot.stack?.outputs[outputs.artifactBucket] !== undefined ||
    run.plan.steps.some(({ kind }) => kind === 'upload-artifact')
  );
}

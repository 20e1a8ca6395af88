import { templateTooLarge } from '../../errors/catalogue/release-errors.ts';
import { outputs } from '../../model/names.ts';
import { mergeFoundation } from '../../template/merge-foundation.ts';
import { renderFoundation } from '../../template/render-foundation.ts';
import type { Template } from '../../template/template.ts';
import type { Run } from '../run-context.ts';

/** CloudFormation's limit for a template that is sent along (aws-contract 5.1). */
const MAX_INLINE = 51_200;

/** The live release still needs its roles and queues, and a rollback may later: an update keeps what the stack has. */
export async function templateFor(run: Run, stack: string, change: 'create' | 'update' | 'trim'): Promise<string> {
  const wanted = renderFoundation(run.service, { needsBucket: needsBucket(run) });
  const deployed = change === 'update' ? await run.cloud.readTemplate(stack) : undefined;
  const template = deployed === undefined ? wanted : mergeFoundation(JSON.parse(deployed) as Template, wanted);
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

import { outputs } from '../../model/names.ts';
import type { OpenApiFacts } from '../../template/openapi.ts';
import { renderOpenApi } from '../../template/render-openapi.ts';
import { CloudError } from '../cloud.ts';
import { type Run, type StepRunner, outputOf } from '../run-context.ts';
import { releaseFacts } from './gateway.ts';

/**
 * While the versions are being published, the draft is made as if they had their numbers. No stage shows a draft, so a
 * wrong guess costs an import more and nothing else.
 */
export const draftRoutes: StepRunner<'draft-routes'> = async (step, run) => {
  try {
    run.learnt.drafted = await importInto(run, releaseFacts(run, step.versions));
    return undefined;
  } catch (error) {
    // Should AWS ever look for the versions, it is asked again when they are there.
    if (!(error instanceof CloudError && error.name === 'BadRequestException')) throw error;
    return 'again when the versions are there';
  }
};

/** The draft is replaced whole, never edited by remembered differences: a failed run may have left it in any state. */
export const importRoutes: StepRunner<'import-routes'> = async (_step, run) => {
  const { drafted } = run.learnt;
  const facts = releaseFacts(run);
  if (drafted !== undefined && drafted === documentOf(run, facts)) return undefined;
  await importInto(run, facts);
  return drafted === undefined ? undefined : 'written again: the versions have other numbers';
};

async function importInto(run: Run, facts: OpenApiFacts): Promise<string> {
  const document = documentOf(run, facts);
  await run.cloud.importRoutes(outputOf(run, outputs.apiId), document);
  return document;
}

function documentOf(run: Run, facts: OpenApiFacts): string {
  return JSON.stringify(renderOpenApi(run.service, facts));
}

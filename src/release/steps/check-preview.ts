import { gatewayMismatch } from '../../errors/catalogue/release-errors.ts';
import { functionArn, versionArnsIn } from '../../model/arn.ts';
import { outputs } from '../../model/names.ts';
import { previewStage, releaseHeader } from '../../model/release.ts';
import { routeKeys } from '../look.ts';
import { type Run, type StepRunner, functionOf, outputOf, releaseName } from '../run-context.ts';
import { releaseFunctions } from './gateway.ts';

/** A deployment cannot list what it holds, but the stage that shows it can be exported: trust is good, reading is better. */
export const checkPreview: StepRunner<'check-preview'> = async (_step, run) => {
  const exported = await run.cloud.exportRoutes(outputOf(run, outputs.apiId), previewStage);
  const served = new Set(routeKeys(exported));
  const missing = run.service.routes.map(({ key }) => key).filter((key) => !served.has(key));
  if (missing.length > 0) throw gatewayMismatch(`${previewStage} does not serve ${missing.join(', ')}`);
  const named = versionArnsIn(exported);
  for (const arn of expectedArns(run)) {
    if (!named.has(arn)) throw gatewayMismatch(`no route of ${previewStage} goes to ${arn}`);
  }
  if (!exported.includes(releaseHeader)) run.learnt.notes.push(`the gateway did not keep the ${releaseHeader} marker`);
  return `${served.size} ${served.size === 1 ? 'route' : 'routes'} of ${releaseName(run)}`;
};

function expectedArns(run: Run): readonly string[] {
  const routed = new Set(run.service.routes.map((route) => route.function));
  const place = { region: run.service.environment.region, accountId: run.learnt.accountId };
  return releaseFunctions(run)
    .filter(({ key }) => routed.has(key))
    .map(({ key, version }) => functionArn(place, functionOf(run, key).lambdaName, version));
}

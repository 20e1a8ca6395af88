import type { World } from '../../kernel/world.ts';
import { badRequest, memberNotImplemented, notFound } from '../errors.ts';
import { deployments, ownedKey, routes, rowsOf, type RouteSettings, type StageRow, type Texts } from '../rows.ts';

const STAGE_NAME = /^(?:\$default|[a-zA-Z0-9_-]{1,128})$/;
const VARIABLE_NAME = /^\w{1,64}$/;
const VARIABLE_VALUE = /^[A-Za-z0-9\-._~:/?#&=,]{1,512}$/;
const MAX_VARIABLES = 100;

export interface StageInput {
  readonly accessLogSettings?: { readonly destinationArn?: string; readonly format?: string };
  readonly autoDeploy?: boolean;
  readonly defaultRouteSettings?: RouteSettings;
  readonly deploymentId?: string;
  readonly description?: string;
  readonly routeSettings?: Readonly<Record<string, RouteSettings>>;
  readonly stageVariables?: Texts;
}

export function checkStageName(stageName: string): void {
  if (!STAGE_NAME.test(stageName)) throw badRequest('Stage name only allows a-zA-Z0-9_- or $default');
}

/** Merged by key; an empty text deletes (measured: cdkd). */
function mergeVariables(old: Texts, change: Texts | undefined): Texts {
  if (!change) return old;
  for (const [name, value] of Object.entries(change)) {
    if (!VARIABLE_NAME.test(name)) throw badRequest(`Invalid stage variable name: ${name}`);
    if (value !== '' && !VARIABLE_VALUE.test(value)) {
      throw badRequest(`Invalid value for stage variable ${name}: must match [A-Za-z0-9-._~:/?#&=,]+`);
    }
  }
  const merged = Object.entries({ ...old, ...change }).filter(([name]) => change[name] !== '');
  if (merged.length > MAX_VARIABLES) throw badRequest(`A stage can have at most ${MAX_VARIABLES} stage variables`);
  return Object.fromEntries(merged);
}

function mergeRouteSettings(
  world: World,
  stage: StageRow,
  change: StageInput['routeSettings'],
): StageRow['routeSettings'] {
  if (!change) return stage.routeSettings;
  const deployed = deployments(world).get(ownedKey(stage.apiId, stage.deploymentId ?? ''))?.internal.snapshot.routes;
  const known = new Set([...rowsOf(routes(world), stage.apiId), ...(deployed ?? [])].map((route) => route.routeKey));
  const missing = Object.keys(change).find((routeKey) => !known.has(routeKey));
  if (missing) throw notFound(`Unable to find Route by key ${missing} within the provided RouteSettings`);
  const merged = Object.entries(change).map(([key, settings]) => [key, { ...stage.routeSettings[key], ...settings }]);
  return { ...stage.routeSettings, ...Object.fromEntries(merged) };
}

function readAccessLog(change: StageInput['accessLogSettings']): StageRow['accessLogSettings'] {
  if (!change) return undefined;
  const { destinationArn, format } = change;
  // The text is AWS's own although both are needed (terraform-aws-modules/apigateway-v2).
  if (!destinationArn || !format) throw badRequest('Exactly one of [destinationArn, format] must be specified.');
  if (/^arn:[\w-]+:firehose:/.test(destinationArn))
    throw memberNotImplemented('UpdateStage', 'access logs to Firehose');
  if (!/^arn:[\w-]+:logs:/.test(destinationArn)) throw badRequest('Invalid ARN specified in the request');
  return { destinationArn: destinationArn.replace(/:\*$/, ''), format };
}

function checkDeployment(world: World, { apiId }: StageRow, change: StageInput, autoDeploy: boolean): void {
  if (change.deploymentId === undefined) return;
  if (autoDeploy) throw badRequest('Deployment ID cannot be set on this stage because AutoDeploy is enabled');
  if (!deployments(world).has(ownedKey(apiId, change.deploymentId))) {
    throw notFound('Invalid deployment identifier specified');
  }
}

/** A stage with a PATCH merged into it: what is left out stays. */
export function mergeStage(world: World, stage: StageRow, change: StageInput): StageRow {
  const autoDeploy = change.autoDeploy ?? stage.autoDeploy;
  checkDeployment(world, stage, change, autoDeploy);
  const accessLogSettings = readAccessLog(change.accessLogSettings);
  return {
    ...stage,
    autoDeploy,
    ...(change.deploymentId !== undefined && { deploymentId: change.deploymentId }),
    // An empty description is ignored: AWS cannot clear it (measured: cdkd).
    ...(change.description && { description: change.description }),
    ...(accessLogSettings && { accessLogSettings }),
    defaultRouteSettings: { ...stage.defaultRouteSettings, ...change.defaultRouteSettings },
    routeSettings: mergeRouteSettings(world, stage, change.routeSettings),
    stageVariables: mergeVariables(stage.stageVariables, change.stageVariables),
  };
}

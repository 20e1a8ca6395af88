import { functionArn, versionArnsIn } from '../model/arn.ts';
import { stackName } from '../model/names.ts';
import { liveAlias, type KnownRelease } from '../model/release.ts';
import type { Service } from '../model/service.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { editsOf } from './edits-of.ts';
import { connectionDrift } from './find-connection-drift.ts';
import { throttleDrift } from './find-throttle-drift.ts';
import { hasLiveAlias } from './plan-events.ts';
import { lostApi } from './plan-foundation.ts';
import { liveRelease } from './releases.ts';
import { lambdaNameOf } from './resolve-connections.ts';

export interface DriftFinding {
  /** Stable: `STAGE_MOVED`. */
  readonly code: string;
  readonly what: string;
  readonly next: string;
}

export interface DriftFacts {
  readonly service: Service;
  /** With everything read. */
  readonly snapshot: Snapshot;
  /** Gateway deployment that the live note names: what ship switched to last. */
  readonly notedDeploymentId?: string;
  /** OpenAPI text of what the live stage serves; undefined: no stage. */
  readonly served?: string;
}

/** What in AWS is not as the live release says. Pure. */
export function findDrift(facts: DriftFacts): readonly DriftFinding[] {
  const live = liveRelease(facts.snapshot);
  if (!live) return unknownLive(facts);
  return [
    ...stages(facts),
    ...throttleDrift(facts.snapshot.api),
    ...versions(facts, live),
    ...routes(facts, live),
    ...latest(facts, live),
    ...events(facts, live),
    ...reservations(facts, live),
  ];
}

const redeploy = ({ service }: DriftFacts): string => `ship deploy ${service.name}`;

function unknownLive(facts: DriftFacts): readonly DriftFinding[] {
  const { name } = facts.service;
  const lost = lostApi(facts.snapshot);
  if (lost !== undefined)
    return [
      {
        code: 'API_GONE',
        what: `HTTP API ${lost} was deleted: nothing is reachable`,
        next: `ship explain API_GONE; ship destroy ${name}, ship deploy ${name}`,
      },
    ];
  const id = facts.snapshot.api?.live?.deploymentId;
  if (!id) return [];
  return [
    {
      code: 'FOREIGN_DEPLOYMENT',
      what: `the live stage shows deployment ${id}, which ship did not make`,
      next: redeploy(facts),
    },
  ];
}

function stages(facts: DriftFacts): readonly DriftFinding[] {
  const { api } = facts.snapshot;
  const moved = facts.notedDeploymentId !== undefined && api?.live?.deploymentId !== facts.notedDeploymentId;
  const automatic = [api?.live, api?.preview].flatMap((stage) => (stage?.autoDeploy ? [stage.name] : []));
  return [
    ...(moved
      ? [
          {
            code: 'STAGE_MOVED',
            what: `the live stage was moved by hand from deployment ${facts.notedDeploymentId} to ${api?.live?.deploymentId}`,
            next: `ship rollback ${facts.service.name} --to <release>, or ${redeploy(facts)}`,
          },
        ]
      : []),
    ...automatic.map((name) => ({
      code: 'AUTO_DEPLOY',
      what: `AutoDeploy is on for stage ${name}: every edit of a route goes live by itself`,
      next: `aws apigatewayv2 update-stage --api-id ${api?.id} --stage-name '${name}' --no-auto-deploy`,
    })),
  ];
}

function versions(facts: DriftFacts, live: KnownRelease): readonly DriftFinding[] {
  return live.functions.flatMap(({ key, version, code }) => {
    const found = facts.snapshot.functions[key]?.versions.find((candidate) => candidate.version === version);
    if (!found)
      return [
        {
          code: 'VERSION_MISSING',
          what: `version ${version} of ${key} is gone; live routes to it fail`,
          next: redeploy(facts),
        },
      ];
    if (code && !found.codeSha256.startsWith(code))
      return [
        {
          code: 'CODE_DIFFERS',
          what: `version ${version} of ${key} holds other code than was released`,
          next: redeploy(facts),
        },
      ];
    return [];
  });
}

/** The snapshot behind the stage is immutable; another function version in it means another deployment than recorded. */
function routes(facts: DriftFacts, live: KnownRelease): readonly DriftFinding[] {
  const { served, service, snapshot } = facts;
  if (served === undefined) return [];
  const routed = new Set(service.routes.map((route) => route.function));
  const named = versionArnsIn(served);
  return live.functions
    .filter(({ key }) => routed.has(key))
    .filter(({ key, version }) => {
      const name = service.functions.find((one) => one.key === key)?.lambdaName ?? '';
      return served.includes(`:function:${name}:`) && !named.has(functionArn(snapshot, name, version));
    })
    .map(({ key, version }) => ({
      code: 'ROUTES_DIFFER',
      what: `live routes do not go to version ${version} of ${key}`,
      next: redeploy(facts),
    }));
}

/** A failed deploy may leave its own code in $LATEST; code or settings that ship never gave it are somebody's edit. */
function latest(facts: DriftFacts, live: KnownRelease): readonly DriftFinding[] {
  return Object.values(facts.snapshot.functions).flatMap((state) => {
    const edits = editsOf(state);
    if (edits.length === 0 || !live.functions.some(({ key }) => key === state.key)) return [];
    return [
      {
        code: 'LATEST_CHANGED',
        what: `$LATEST of ${state.key} was changed by hand (${edits.join(', ')}); it is not live, and the next change of ${state.key} overwrites it`,
        next: 'write it into the config if it is to stay; else nothing',
      },
    ];
  });
}

function events(facts: DriftFacts, live: KnownRelease): readonly DriftFinding[] {
  const { service, snapshot } = facts;
  const aliases = live.functions
    .filter(({ key }) => hasLiveAlias(service, key, snapshot.stack))
    .filter(({ key, version }) => snapshot.functions[key]?.aliases[liveAlias]?.version !== version)
    .map(({ key, version }) => ({
      code: 'ALIAS_MOVED',
      what: `the live alias of ${key} is on ${snapshot.functions[key]?.aliases[liveAlias]?.version ?? 'nothing'}, not on version ${version}`,
      next: redeploy(facts),
    }));
  return [...aliases, ...connectionDrift(facts, live)];
}

/** Of functions of the live release: what others reserve says nothing about it. */
function reservations({ snapshot, service }: DriftFacts, live: KnownRelease): readonly DriftFinding[] {
  return live.functions.flatMap(({ key }) => {
    const [is, was] = [snapshot.reservedConcurrency[key], live.reserved?.[key]];
    if (is === was) return [];
    const said = (executions: number | undefined): string => (executions === undefined ? 'nothing' : `${executions}`);
    const lambdaName = lambdaNameOf({ stack: stackName(service) }, key);
    const byHand =
      was === undefined
        ? `aws lambda delete-function-concurrency --function-name ${lambdaName}`
        : `aws lambda put-function-concurrency --function-name ${lambdaName} --reserved-concurrent-executions ${was}`;
    return [
      {
        code: 'RESERVATION_CHANGED',
        what: `${key} reserves ${said(is)} of the account's concurrent executions, not ${said(was)}${is === 0 ? '; it answers nobody' : ''}`,
        next: byHand,
      },
    ];
  });
}

import type { Phase, Step, StepWork } from '../model/plan.ts';
import { previewStage } from '../model/release.ts';
import type { FunctionDefinition, Service } from '../model/service.ts';
import { smokeTestOf } from '../model/smoke-of.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { type ChosenRollout, assembleShares, bakeLive, holdPreview, shiftTraffic } from './plan-rollout.ts';

/** From published versions to live: the preview is assembled, tested, and then made live by one write. */
export function planAssembly(
  service: Service,
  snapshot: Snapshot,
  number: number,
  rollout: ChosenRollout,
  guess?: Readonly<Record<string, string>>,
): readonly Step[] {
  const name = `r${number}`;
  const shares = assembleShares(service, name, rollout);
  // Each share is an import of its own, after the versions: what was drafted before them would be gone by then.
  const ahead = guess && shares.length === 0 ? draftAhead(service, name, guess) : [];
  const before = [...ahead, ...shares, ...assemble(service, name, ahead.length > 0), ...verify(service, name)];
  if (rollout.strategy.kind === 'manual') return [...before, holdPreview(name)];
  return [...before, ...shiftTraffic(service, name, rollout), ...goLive(service, snapshot, name)];
}

function step(phase: Phase, lane: string, id: string, title: string, work: StepWork): Step {
  return { id: `${phase}.${id}`, phase, lane, title, ...work };
}

const gateway = (id: string, title: string, work: StepWork): Step => step('assemble', 'gateway', id, title, work);

/** The import takes as long as a publish does, and the numbers that it needs can be guessed: both go side by side. */
function draftAhead(service: Service, name: string, versions: Readonly<Record<string, string>>): Step[] {
  if (service.routes.length === 0) return [];
  const title = `Write ${routesOf(service)} of ${name} into the gateway's draft`;
  return [step('publish', 'draft:', 'draft', title, { kind: 'draft-routes', versions })];
}

function assemble(service: Service, name: string, isDrafted: boolean): Step[] {
  const hooks = service.hooks.map((hook) =>
    gateway(`hook.${hook.name}`, `Run ${hook.name} once for ${name}`, { kind: 'run-hook', hook: hook.name }),
  );
  if (service.routes.length === 0) return hooks;
  const routes = routesOf(service);
  const title = isDrafted
    ? `See that the draft names the versions of ${name}`
    : `Write ${routes} of ${name} into the gateway's draft`;
  return [
    gateway('import', title, { kind: 'import-routes', isDrafted }),
    gateway('deployment', `Freeze ${name} as a gateway deployment and show it on ${previewStage}`, {
      kind: 'create-deployment',
    }),
    ...hooks,
  ];
}

function routesOf({ routes }: Service): string {
  return routes.length === 1 ? '1 route' : `${routes.length} routes`;
}

function verify(service: Service, name: string): Step[] {
  // Reading back what the preview serves waits for nothing that the tests do: it goes on beside them.
  const check = step('verify', 'check', 'check', `Check that ${previewStage} serves exactly ${name}`, {
    kind: 'check-preview',
  });
  return [
    ...(service.routes.length > 0 ? [check] : []),
    ...testPreview(service),
    ...service.functions.flatMap((definition) => warmUp(service, definition, name)),
  ];
}

/** After the tests in the same lane: what is broken is not warmed, and by then the gateway knows the release. */
function warmUp(service: Service, { key, warm }: FunctionDefinition, name: string): Step[] {
  const test = smokeTestOf(service, key);
  if (warm === undefined || !test) return [];
  const lane = test.kind === 'http' ? 'http' : test.name;
  const title = `Warm ${key} of ${name}: ${warm} at once`;
  return [
    step('verify', lane, `warm-up.${key}`, title, { kind: 'warm-up', function: key, test: test.name, times: warm }),
  ];
}

export function testPreview(service: Service): readonly Step[] {
  return service.smoke.flatMap((test) => {
    if (test.kind === 'invoke')
      return [step('verify', test.name, test.name, `Invoke: ${test.name}`, { kind: 'smoke-invoke', test: test.name })];
    if (!test.on.includes('preview')) return [];
    return [step('verify', 'http', test.name, `Preview: ${test.name}`, { kind: 'smoke-preview', test: test.name })];
  });
}

export function goLive(service: Service, snapshot: Snapshot, name: string): Step[] {
  const change = snapshot.api?.live ? 'move' : 'create';
  const live = service.smoke.filter((test) => test.kind === 'http' && test.on.includes('live'));
  if (service.routes.length === 0)
    return [
      step('switch', 'switch', 'aliases', `Make ${name} live: move the live aliases`, { kind: 'switch-aliases' }),
    ];
  return [
    step('switch', 'switch', 'stage', `Make ${name} live: one write for all routes`, { kind: 'switch-stage', change }),
    step('observe', 'http', 'settle', `Wait until the live URL answers from ${name}`, { kind: 'settle' }),
    ...live.map((test) =>
      step('observe', 'http', test.name, `Live: ${test.name}`, { kind: 'smoke-live', test: test.name }),
    ),
    ...bakeLive(service, name),
  ];
}

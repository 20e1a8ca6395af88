import type { Step } from '../../model/plan.ts';
import type { Run, StepRunner } from '../run-context.ts';
import { assembleShare, weighVersions } from './assemble-share.ts';
import { bake, readAlarms } from './bake.ts';
import { checkPreview } from './check-preview.ts';
import { deprovisionConcurrency, provisionConcurrency, reserveConcurrency } from './concurrency.ts';
import { ensureEventSource, pauseEventSource, removeEventSource } from './event-sources.ts';
import { allowInvoke, forbidInvoke, moveLiveAlias } from './events.ts';
import { deleteFunction, deleteLayer, deleteStack, emptyBucket, hideApi } from './destroy.ts';
import { applyFoundation, deleteFailedStack, waitForStack } from './foundation.ts';
import { clearLayers, createFunction, updateCode, updateConfiguration } from './functions.ts';
import { draftRoutes, importRoutes } from './draft.ts';
import { createDeployment } from './gateway.ts';
import { holdPreview, recheckPreview, restorePreview } from './hold-preview.ts';
import { publishLayer } from './layers.ts';
import { releaseLock, takeDeployLock } from './locking.ts';
import { ensureNotification, removeNotification } from './notifications.ts';
import { prune } from './prune.ts';
import { publishVersion } from './publish-version.ts';
import { setFilter } from './filters.ts';
import { settle } from './settle.ts';
import { endCanary, shiftTraffic } from './shift-traffic.ts';
import { runHook, smokeInvoke, smokeLive, smokePreview } from './smoke.ts';
import { switchAliases } from './switch-aliases.ts';
import { tagFunction } from './tags.ts';
import { switchStage } from './switch-stage.ts';
import { unpin } from './unpin.ts';
import { uploadArtifact } from './upload-artifact.ts';
import { warmUp } from './warm-up.ts';

type Runners = { readonly [Kind in Step['kind']]: StepRunner<Kind> };

const runners: Runners = {
  'take-lock': takeDeployLock,
  'delete-failed-stack': deleteFailedStack,
  'wait-for-stack': waitForStack,
  'apply-foundation': applyFoundation,
  'tag-function': tagFunction,
  'publish-layer': publishLayer,
  'upload-artifact': uploadArtifact,
  'create-function': createFunction,
  'clear-layers': clearLayers,
  'update-code': updateCode,
  'update-configuration': updateConfiguration,
  'publish-version': publishVersion,
  'end-canary': endCanary,
  'weigh-versions': weighVersions,
  'assemble-share': assembleShare,
  'draft-routes': draftRoutes,
  'import-routes': importRoutes,
  'create-deployment': createDeployment,
  'check-preview': checkPreview,
  'reserve-concurrency': reserveConcurrency,
  'provision-concurrency': provisionConcurrency,
  'warm-up': warmUp,
  'run-hook': runHook,
  'smoke-preview': smokePreview,
  'smoke-invoke': smokeInvoke,
  'read-alarms': readAlarms,
  'shift-traffic': shiftTraffic,
  bake,
  'hold-preview': holdPreview,
  'recheck-preview': recheckPreview,
  'restore-preview': restorePreview,
  'switch-stage': switchStage,
  'switch-aliases': switchAliases,
  settle,
  'smoke-live': smokeLive,
  'move-live-alias': moveLiveAlias,
  'allow-invoke': allowInvoke,
  'forbid-invoke': forbidInvoke,
  'ensure-event-source': ensureEventSource,
  'pause-event-source': pauseEventSource,
  'set-filter': setFilter,
  'ensure-notification': ensureNotification,
  'remove-notification': removeNotification,
  'remove-event-source': removeEventSource,
  'deprovision-concurrency': deprovisionConcurrency,
  prune,
  'hide-api': hideApi,
  'delete-function': deleteFunction,
  'delete-layer': deleteLayer,
  'empty-bucket': emptyBucket,
  'delete-stack': deleteStack,
  unpin,
  'release-lock': releaseLock,
};

export function runStep(step: Step, run: Run): Promise<string | undefined> {
  const runner = runners[step.kind] as (step: Step, run: Run) => Promise<string | undefined>;
  return runner(step, run);
}

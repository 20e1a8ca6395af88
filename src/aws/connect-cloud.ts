import type { Environment } from '../model/service.ts';
import type { Cloud } from '../release/cloud.ts';
import { makeConnection, type CloudOptions, type Connection } from './connection.ts';
import { onFirstUse } from './on-first-use.ts';

/**
 * The cloud of one environment on the AWS SDK. Nothing is loaded or contacted before the first call; one Cloud per
 * environment, shared by all services of a run, keeps the rates and the order of writes.
 */
export function connectCloud(environment: Environment, options: CloudOptions = {}): Cloud {
  const connection = makeConnection(environment, options);
  return {
    ...lazyStackCalls(connection),
    ...lazyLambdaCalls(connection),
    ...lazyGatewayCalls(connection),
    ...lazyStorageCalls(connection),
    ...lazyTopicCalls(connection),
    ...lazyWatchCalls(connection),
    ...lazyIdentityCalls(connection),
    ...lazyRoleCalls(connection),
    ...lazyRuleCalls(connection),
  };
}

const lazyStackCalls = (connection: Connection) =>
  onFirstUse(async () => (await import('./stack-calls.ts')).makeStackCalls(connection), {
    describeStack: true,
    readTemplate: true,
    stackResources: true,
    createChangeSet: true,
    describeChangeSet: true,
    executeChangeSet: true,
    deleteChangeSet: true,
    deleteStack: true,
    stackEvents: true,
  });

const functionCalls = {
  readFunction: true,
  fetchCode: true,
  listVersions: true,
  createFunction: true,
  updateCode: true,
  updateConfiguration: true,
  publishVersion: true,
  tagFunction: true,
  untagFunction: true,
  deleteVersion: true,
  deleteFunction: true,
  invoke: true,
} as const;

const lazyLambdaCalls = (connection: Connection) =>
  onFirstUse(async () => (await import('./lambda-calls.ts')).makeLambdaCalls(connection), {
    ...functionCalls,
    readLayer: true,
    listLayerVersions: true,
    fetchLayer: true,
    deleteLayerVersion: true,
    deleteLayer: true,
    publishLayer: true,
    listAliases: true,
    readAlias: true,
    createAlias: true,
    updateAlias: true,
    deleteAlias: true,
    allowInvoke: true,
    readReservedConcurrency: true,
    reserveConcurrency: true,
    provisionConcurrency: true,
    readProvisionedConcurrency: true,
    listProvisionedVersions: true,
    removeProvisionedConcurrency: true,
    listEventSources: true,
    listVersionUse: true,
    createEventSource: true,
    updateEventSource: true,
    pauseEventSource: true,
    readEventSource: true,
    deleteEventSource: true,
    listPermissions: true,
    forbidInvoke: true,
    accountLimits: true,
  });

const lazyGatewayCalls = (connection: Connection) =>
  onFirstUse(async () => (await import('./gateway-calls.ts')).makeGatewayCalls(connection), {
    readApi: true,
    listStages: true,
    readStage: true,
    createStage: true,
    updateStage: true,
    deleteStage: true,
    listDeployments: true,
    readDeployment: true,
    createDeployment: true,
    deleteDeployment: true,
    importRoutes: true,
    exportRoutes: true,
  });

const lazyStorageCalls = (connection: Connection) =>
  onFirstUse(async () => (await import('./storage-calls.ts')).makeStorageCalls(connection), {
    hasArtifact: true,
    putArtifact: true,
    listArtifacts: true,
    deleteArtifact: true,
    emptyBucket: true,
    listNotifications: true,
    changeNotifications: true,
  });

const lazyTopicCalls = (connection: Connection) =>
  onFirstUse(async () => (await import('./topic-calls.ts')).makeTopicCalls(connection), {
    readSubscription: true,
    setSubscriptionAttribute: true,
  });

const lazyWatchCalls = (connection: Connection) =>
  onFirstUse(async () => (await import('./watch-calls.ts')).makeWatchCalls(connection), {
    readMetrics: true,
    readAlarms: true,
  });

const lazyIdentityCalls = (connection: Connection) =>
  onFirstUse(async () => (await import('./identity-calls.ts')).makeIdentityCalls(connection), { whoAmI: true });

const lazyRoleCalls = (connection: Connection) =>
  onFirstUse(async () => (await import('./role-calls.ts')).makeRoleCalls(connection), { readRole: true });

const lazyRuleCalls = (connection: Connection) =>
  onFirstUse(async () => (await import('./rule-calls.ts')).makeRuleCalls(connection), { readRule: true });

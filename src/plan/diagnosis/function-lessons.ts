import { type DiagnosisFacts, type Lesson, perFunction } from './lesson.ts';
import { runtimeEnds } from './runtime-ends.ts';

const routeTimeout: Lesson = {
  code: 'ROUTE_TIMEOUT',
  severity: 'warning',
  why: 'The gateway gives up after 30 seconds: the caller gets 503, the function goes on unseen and is paid for.',
  next: 'Set timeout to 29 or less, or let the route put the work into a queue and answer 202.',
  find: (service) => {
    const routed = new Set(service.routes.map((route) => route.function));
    return perFunction(service, ({ key, timeoutSeconds }) =>
      routed.has(key) && timeoutSeconds > 30 ? [{ what: `It is behind a route and may run ${timeoutSeconds} s.` }] : [],
    );
  },
};

const vpcOneSubnet: Lesson = {
  code: 'VPC_ONE_SUBNET',
  severity: 'warning',
  why: `When the subnet's zone fails or its addresses run out, the function fails with it.`,
  next: 'Name subnets of at least two zones.',
  find: (service) =>
    perFunction(service, ({ vpc }) =>
      vpc?.subnetIds.length === 1 ? [{ what: `It runs in ${vpc.subnetIds[0]} only.` }] : [],
    ),
};

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html */
const vpcNoWayOut: Lesson = {
  code: 'VPC_NO_WAY_OUT',
  severity: 'note',
  why: 'A function in a VPC has no public address: without NAT or VPC endpoints calls to AWS and the internet hang until the time-out.',
  next: 'See that the subnets are private ones with a NAT gateway, or with endpoints for what is called; or leave vpc out.',
  find: (service) => perFunction(service, ({ vpc }) => (vpc === undefined ? [] : [{ what: 'It runs in a VPC.' }])),
};

const heavyBytes = 5 * 1024 * 1024;

const smallMemory: Lesson = {
  code: 'SMALL_MEMORY',
  severity: 'warning',
  why: 'CPU grows with memory: a bundle of megabytes takes seconds to start at 128 MB, and often costs more than at 512 MB.',
  next: 'Set memory to 512 and compare with ship metrics.',
  find: (service, { unzippedBytes = {} }) =>
    perFunction(service, ({ key, memoryMb }) => {
      const bytes = unzippedBytes[key] ?? 0;
      const megabytes = (bytes / 1024 / 1024).toFixed(1);
      return memoryMb <= 128 && bytes > heavyBytes
        ? [{ what: `It has ${memoryMb} MB for ${megabytes} MB of code.` }]
        : [];
    }),
};

const reservedConcurrency: Lesson = {
  code: 'RESERVED_CONCURRENCY',
  severity: 'warning',
  why: 'While a release goes live two versions run side by side and share the reservation: what is over it is throttled.',
  next: 'Reserve at least two, and at least twice what its queues may start at once; or leave reservedConcurrency out.',
  find: (service) =>
    perFunction(service, ({ reservedConcurrency: reserved, events }) => {
      const fromQueues = events.map((event) => (event.kind === 'queue' ? (event.maximumConcurrency ?? 0) : 0));
      const wanted = Math.max(2, 2 * Math.max(0, ...fromQueues));
      if (reserved === undefined || reserved === 0 || reserved >= wanted) return [];
      return [{ what: `${reserved} executions are reserved, ${wanted} may be wanted.` }];
    }),
};

const runtimeEnd: Lesson = {
  code: 'RUNTIME_ENDS',
  severity: 'warning',
  why: 'After its end a runtime gets no security patches; soon after, functions can neither be created nor updated, a fix included.',
  next: 'Move runtime to the newest one of its language, on a preview environment first.',
  find: (service, { today }) =>
    perFunction(service, ({ runtime }) => {
      const end = runtimeEnds[runtime];
      if (end === undefined || daysBetween(today, end.deprecated) > 90) return [];
      const severity = end.noUpdates <= today ? 'error' : 'warning';
      return [
        { severity, what: `${runtime} ends on ${end.deprecated}; from ${end.noUpdates} on it cannot be updated.` },
      ];
    }),
};

/** The runtime counts `Function.length`; it accepts two parameters, event and context. */
const callbackHandler: Lesson = {
  code: 'CALLBACK_HANDLER',
  severity: 'error',
  why: 'From nodejs24.x on Lambda refuses every handler that declares a third parameter (the callback), before it is called.',
  next: 'Make the handler async and return the answer, or set runtime to nodejs22.x.',
  find: (service, { handlerParameters = {}, packaging }) =>
    perFunction(service, ({ key, runtime }) => {
      const count = handlerParameters[key] ?? 0;
      const major = Number(/^nodejs(\d+)\.x$/.exec(runtime)?.[1] ?? 0);
      return count >= 3 && major >= 24
        ? [{ what: `It runs on ${runtime}, and its handler declares ${count} parameters.` }]
        : warned(packaging, key, 'callback-handler');
    }),
};

const oldSdk: Lesson = {
  code: 'AWS_SDK_V2',
  severity: 'note',
  why: 'Version 2 has not been supported since September 2025, no runtime brings it, and what leads other clients to the local AWS does not lead it there.',
  next: 'Use @aws-sdk/client-*, or lead it there: AWS.config.update({ endpoint }) with the value of the variable AWS_ENDPOINT_URL.',
  find: (service, { packaging }) => perFunction(service, ({ key }) => warned(packaging, key, 'aws-sdk-v2')),
};

function warned(packaging: DiagnosisFacts['packaging'], key: string, kind: string): { what: string }[] {
  const messages = (packaging?.[key] ?? []).filter((warning) => warning.kind === kind).map(({ message }) => message);
  return messages.map((message) => ({ what: `${message}.` }));
}

export const functionLessons: readonly Lesson[] = [
  routeTimeout,
  vpcOneSubnet,
  vpcNoWayOut,
  smallMemory,
  reservedConcurrency,
  runtimeEnd,
  callbackHandler,
  oldSdk,
];

/** Of two ISO dates; negative when the second one has passed. */
function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

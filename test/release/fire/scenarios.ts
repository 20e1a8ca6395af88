import type { MemoryAws } from '../memory/memory-aws.ts';
import { emptyAws } from '../memory/memory-aws.ts';
import { deployTo, pruneOf, type Ran, rollBack, type RunnerOptions } from '../memory/runner.ts';
import type { Outcome } from '../../../src/release/events.ts';
import type { Shape } from '../a-service.ts';

export interface Scenario {
  readonly name: string;
  readonly given: (aws: MemoryAws) => Promise<void>;
  readonly when: (aws: MemoryAws, how: RunnerOptions) => Promise<Ran<Outcome>>;
  /** Releases a caller may see at any time; `404`: nothing was live before. */
  readonly allowed: readonly string[];
  /** What the run after a fault is to bring about. */
  readonly wanted: Shape;
}

const one: Shape = {
  code: { main: 'one', invoice: 'pdf', payments: 'queue' },
  routes: { 'GET /health': 'main', 'GET /orders': 'main', 'POST /orders/{id}/invoice': 'invoice' },
  queues: { payments: 'payments' },
  provisioned: { main: 1 },
};
const withMain = (main: string): Shape => ({ ...one, code: { ...one.code, main } });
const codeOnly = withMain('two');
const everything: Shape = {
  code: { main: 'two', invoice: 'pdf 2', payments: 'queue 2', extra: 'more' },
  routes: { 'GET /health': 'main', 'GET /orders': 'main', 'GET /extra': 'extra' },
  queues: { payments: 'payments', extra: 'jobs' },
  environment: { COLOR: 'green' },
  provisioned: { main: 1 },
};

const deployed =
  (...shapes: readonly Shape[]): Scenario['given'] =>
  async (aws) => {
    for (const shape of shapes) await deployTo(aws, shape);
  };

const deploying = (name: string, given: readonly Shape[], wanted: Shape): Scenario => ({
  name,
  given: deployed(...given),
  when: (aws, how) => deployTo(aws, wanted, how),
  allowed: [given.length === 0 ? '404' : `r${given.length}`, `r${given.length + 1}`],
  wanted,
});

/** One line for each way to change what is live. */
export const scenarios: readonly Scenario[] = [
  deploying('a first deploy', [], one),
  deploying('a code-only deploy', [one], codeOnly),
  deploying('a deploy that changes everything', [one], everything),
  {
    name: 'a rollback',
    given: deployed(one, codeOnly),
    when: (aws, how) => rollBack(aws, one, undefined, how),
    allowed: ['r1', 'r2'],
    wanted: one,
  },
  {
    name: 'a prune',
    given: deployed(...['1', '2', '3', '4', '5'].map(withMain)),
    when: (aws, how) => pruneOf(aws, withMain('5'), 1, how),
    allowed: ['r5'],
    wanted: withMain('5'),
  },
];

/** The world before the fault, made once and copied for each case. */
export function worlds(scenario: Scenario): () => Promise<MemoryAws> {
  let made: Promise<MemoryAws> | undefined;
  const make = async (): Promise<MemoryAws> => {
    const aws = emptyAws();
    await scenario.given(aws);
    return aws;
  };
  return async () => structuredClone(await (made ??= make()));
}

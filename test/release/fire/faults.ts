import { CloudError } from '../../../src/release/cloud.ts';
import type { Call, Interceptor } from '../memory/memory-cloud.ts';

export const faultNames = [
  'throttled for good',
  '500 before the effect',
  '500 after the effect',
  'connection dropped before',
  'connection dropped after',
  'answer lost and retried',
  'killed before',
  'killed after',
  'interrupted before',
  'interrupted after',
] as const;
export type FaultName = (typeof faultNames)[number];

/** Strikes at the `at`-th call (from 1) after the fault before it, whichever run makes that call. */
export interface PlannedFault {
  readonly name: FaultName;
  readonly at: number;
}

interface RunUnderFire {
  readonly stop: AbortController;
  dead: boolean;
}

const failing = (name: string, status: number, uncertain: boolean) => (): never => {
  throw new CloudError(name, name, { operation: 'any', status, uncertain });
};
const killing = (run: RunUnderFire): never => {
  run.dead = true;
  throw new CloudError('Killed', 'killed', { operation: 'any' });
};
const stopping = ({ stop }: RunUnderFire): void => stop.abort(new DOMException('stopped by the user', 'AbortError'));

const strikes: Readonly<Record<FaultName, (run: RunUnderFire) => void>> = {
  'throttled for good': failing('TooManyRequestsException', 429, false),
  '500 before the effect': failing('ServiceException', 500, true),
  '500 after the effect': failing('ServiceException', 500, true),
  'connection dropped before': failing('TimeoutError', 0, true),
  'connection dropped after': failing('TimeoutError', 0, true),
  'answer lost and retried': () => undefined,
  'killed before': killing,
  'killed after': killing,
  'interrupted before': stopping,
  'interrupted after': stopping,
};

/** Faults in their order, over one run or several. A run that was killed makes no call any more, nor does its undo. */
export class Fire {
  readonly #left: PlannedFault[];
  #calls = 0;

  constructor(...faults: readonly PlannedFault[]) {
    this.#left = [...faults];
  }

  /** Have all of them struck? */
  get isOut(): boolean {
    return this.#left.length === 0;
  }

  forRun(stop: AbortController): Interceptor & { readonly wasKilled: () => boolean } {
    const run: RunUnderFire = { stop, dead: false };
    const struck = new Map<Call, FaultName>();
    return {
      before: (call) => {
        if (run.dead) killing(run);
        const name = this.#draw();
        if (name) struck.set(call, name);
        if (name && !isLater(name)) strikes[name](run);
      },
      wasKilled: () => run.dead,
      repeated: (call) => struck.get(call) === 'answer lost and retried',
      after: (call) => {
        const name = struck.get(call);
        // Killed meanwhile by another lane's call: nobody hears the answer.
        if (run.dead) killing(run);
        if (name && isLater(name)) strikes[name](run);
      },
    };
  }

  #draw(): FaultName | undefined {
    const [next] = this.#left;
    if (!next || ++this.#calls < next.at) return undefined;
    this.#calls = 0;
    this.#left.shift();
    return next.name;
  }
}

const isLater = (name: FaultName): boolean => name.includes('after') || name === 'answer lost and retried';

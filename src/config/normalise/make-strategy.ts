import { parseDuration } from '../../model/duration.ts';
import { type Bake, defaultBake, parseStrategy, type SteppedStrategy, type Strategy } from '../../model/strategy.ts';

interface SteppedInput {
  readonly kind: 'canary' | 'linear';
  readonly percent?: number | undefined;
  readonly for?: string | undefined;
}

interface BakeInput extends Partial<Record<keyof Omit<Bake, 'forMs' | 'alarms'>, number | undefined>> {
  readonly for?: string | undefined;
  readonly alarms?: readonly string[] | undefined;
}

export function makeStrategy(input: string | SteppedInput | undefined): Strategy {
  const written = input ?? 'all-at-once';
  if (typeof written === 'object') return makeStepped(written);
  return parseStrategy(written) ?? { kind: 'all-at-once' };
}

export function makeStepped({ kind, percent, for: time }: SteppedInput): SteppedStrategy {
  const usual = parseStrategy(kind) as SteppedStrategy;
  return { kind, percent: percent ?? usual.percent, stepMs: (time && parseDuration(time)) || usual.stepMs };
}

/** The more specific place wins, member by member. */
export function makeBake(places: readonly (BakeInput | undefined)[]): Bake {
  return places.reduce<Bake>(merge, defaultBake);
}

function merge(bake: Bake, input: BakeInput = {}): Bake {
  const { for: time, ...rest } = input;
  const said = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return { ...bake, ...said, ...(time === undefined ? {} : { forMs: parseDuration(time) ?? bake.forMs }) };
}

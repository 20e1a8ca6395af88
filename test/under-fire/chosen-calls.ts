const { UNDER_FIRE, UNDER_FIRE_SHARD } = process.env;

/** `UNDER_FIRE=all`: every call, with `UNDER_FIRE_SHARD=2/4` every fourth from the second on; otherwise `some`. */
export function chosenCalls(total: number, some: readonly number[]): readonly number[] {
  if (UNDER_FIRE !== 'all') return some;
  const [shard, of] = parseShard(UNDER_FIRE_SHARD ?? '1/1');
  return Array.from({ length: total }, (_, index) => index + 1).filter((number) => number % of === shard % of);
}

export function parseShard(text: string): readonly [shard: number, of: number] {
  const [, shard = 0, of = 0] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (shard < 1 || shard > of) throw new Error(`not a shard: ${text}; write 1/4 for the first of four`);
  return [shard, of];
}

import { ItemIndex, type Entry, type Position } from '../../../src/local-aws/dynamodb/items/item-index.ts';

const entry = (n: number): Entry => ({
  partition: String(n % 7),
  range: String(n).padStart(6, '0'),
  primary: `p${n}`,
  item: { id: { N: String(n) } },
});
const order = (one: Position, other: Position): number =>
  one.partition.localeCompare(other.partition) || one.range.localeCompare(other.range);

function walk(index: ItemIndex, step: 1 | -1): string[] {
  const seen: string[] = [];
  const start = step === 1 ? 0 : index.next(index.end, -1);
  for (let place = start; ; place = index.next(place, step)) {
    const found = index.at(place);
    if (!found) return seen;
    seen.push(found.primary);
  }
}

test.each([0, 1, 5000])('%i entries that were there, and thousands that come and go, stay in order', (count) => {
  const kept = new Map(Array.from({ length: count }, (_, n) => [n, entry(n)]));
  const index = new ItemIndex([...kept.values()]);
  let seed = 7;
  const random = (): number => (seed = (seed * 48_271) % 2_147_483_647);
  for (let turn = 0; turn < 6000; turn++) {
    const n = random() % 8000;
    const isGone = random() % 3 === 0;
    if (isGone) index.remove(entry(n));
    else index.put(entry(n));
    if (isGone) kept.delete(n);
    else kept.set(n, entry(n));
  }
  const expected = [...kept.values()].toSorted(order);
  const names = expected.map(({ primary }) => primary);
  expect(index.size).toBe(kept.size);
  expect(walk(index, 1)).toEqual(names);
  expect(walk(index, -1)).toEqual(names.toReversed());
  for (const at of [0, 1, 500, names.length - 1]) {
    const wanted = expected[at] as Entry;
    expect(index.at(index.firstFrom(wanted))).toEqual(wanted);
    expect(index.at(index.firstAfter(wanted))).toEqual(expected[at + 1]);
  }
});

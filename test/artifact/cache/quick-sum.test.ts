import { quickSum } from '../../../src/artifact/cache/quick-sum.ts';

const text = Buffer.from(JSON.stringify({ files: Array.from({ length: 40 }, (_, at) => `src/${at}.ts`) }));

test('every flipped bit is seen, at whatever length', () => {
  for (const end of [text.length, text.length - 1, text.length - 2, text.length - 3]) {
    const bytes = text.subarray(0, end);
    const sum = quickSum(bytes);
    const unseen = Array.from({ length: end * 8 }, (_, bit) => bit).filter((bit) => {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      return quickSum(changed) === sum;
    });
    expect(unseen).toEqual([]);
  }
});

test('bytes that changed places, zeros and cut ends are seen', () => {
  const sums = [Buffer.from('abcdefgh'), Buffer.from('efghabcd'), Buffer.from('abcdefgh\0'), Buffer.from('abcdefg')];
  const zeros = [0, 1, 4, 5, 8].map((length) => Buffer.alloc(length));
  expect(new Set([...sums, ...zeros].map(quickSum)).size).toBe(sums.length + zeros.length);
});

test('where the bytes lie in memory does not matter', () => {
  const sum = quickSum(text);
  for (let offset = 0; offset < 8; offset++) {
    const moved = Buffer.concat([Buffer.alloc(offset), text]).subarray(offset);
    expect(quickSum(moved)).toBe(sum);
  }
});

import { WordReader, type Word } from '../../../src/local-aws/execution/runtime-api/word-reader.ts';

/** Feeds the text in pieces of that size. */
function read(text: string, pieceBytes: number, limitBytes = 1000): Word[] {
  const words: Word[] = [];
  const reader = new WordReader(limitBytes, (word) => words.push(word));
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += pieceBytes) reader.push(bytes.subarray(at, at + pieceBytes));
  return words;
}

const NEXT = 'next\0\x000\0\n';
const RESPONSE = 'response\0id-1\x008\0\n{"ä":1}';
const ERROR = 'error\0id-2\x002\0Some.Error\n{}';

describe('what the own runtime says', () => {
  test.each([1, 2, 7, 50, 10_000])('is read word by word, in pieces of %i bytes', (pieceBytes) => {
    const words = read(NEXT + RESPONSE + NEXT + ERROR, pieceBytes);
    expect(words.map((word) => [word.kind, word.requestId, word.errorType, word.body.toString()])).toEqual([
      ['next', '', undefined, ''],
      ['response', 'id-1', undefined, '{"ä":1}'],
      ['next', '', undefined, ''],
      ['error', 'id-2', 'Some.Error', '{}'],
    ]);
  });

  test('is cut above the limit, and counted', () => {
    const [long, next] = read(`response\0id\x005000\0\n${'x'.repeat(5000)}${NEXT}`, 999);
    expect(long?.body).toHaveLength(1000);
    expect(long?.bodyBytes).toBe(5000);
    expect(next?.kind).toBe('next');
  });

  test.each(['GET / HTTP/1.1\r\n', 'response\0id\0-1\0\n', 'x'.repeat(70_000)])('is not %.20s', (text) => {
    expect(() => read(text, 100_000)).toThrow(/garbled|too long/);
  });
});

import { readdirSync, readFileSync } from 'node:fs';

const readme = readFileSync('README.md', 'utf8');
const promises = (/## Promises\n([\s\S]*?)\n## /.exec(readme)?.[1] ?? '')
  .split('\n')
  .flatMap((line) => /^\d+\. (.*?)\.?$/.exec(line)?.[1] ?? []);

/** As a test's name says it: upper and lower case and code marks do not count. */
const plain = (text: string): string => text.toLowerCase().replaceAll('`', '').replaceAll(/\s+/g, ' ');
const tests = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => plain(readFileSync(`test/${file}`, 'utf8')))
  .join('\n');

test('the README promises something', () => {
  expect(promises.length).toBeGreaterThan(5);
});

test('every promise of the README has a test with its name', () => {
  expect(promises.filter((promise) => !tests.includes(`'${plain(promise)}`))).toEqual([]);
});

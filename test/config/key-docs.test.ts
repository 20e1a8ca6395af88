import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configJsonSchema } from '../../src/config/json-schema.ts';
import { renderConfigReference } from '../../src/config/render-reference.ts';
import { keyDocLines, readKeyDocs } from './read-key-docs.ts';

// What is generated is committed, so that it can be read and shipped; these tests hold it to its source.
// UPDATE_GOLDEN=1 writes it anew.
const root = join(import.meta.dirname, '../..');
const update = process.env['UPDATE_GOLDEN'] === '1';

function committed(path: string, wanted: () => string): string {
  if (update) writeFileSync(join(root, path), wanted());
  return readFileSync(join(root, path), 'utf8');
}

function renderKeyDocs(): string {
  const lines = keyDocLines().map((line) =>
    line.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${'),
  );
  const comment = `/**\n * Generated from the TSDoc in \`written/\` by test/config/key-docs.test.ts: \`name | text | default, or what it extends\`.\n */`;
  return `${comment}\nexport const keyDocs = \`\n${lines.join('\n')}\n\`;\n`;
}

test('the documentation that is shipped is that of the types', () => {
  expect(committed('src/config/key-docs.ts', renderKeyDocs)).toBe(renderKeyDocs());
});

test('every key is documented or says its default', () => {
  const silent = readKeyDocs().flatMap(({ type, keys }) =>
    keys.filter((one) => one.text === '' && one.default === '').map((one) => `${type}.${one.key}`),
  );
  // What their type says in one word already.
  const obvious =
    /^(JwtAuthorizerConfig|LambdaAuthorizerConfig|IamAuthorizerConfig|QueueEventConfig|BusEventConfig|ScheduleEventConfig|TopicEventConfig|DynamodbEventConfig|KinesisEventConfig|S3EventConfig)\.type$/;
  expect(silent.filter((key) => !obvious.test(key))).toEqual([]);
});

test('the JSON Schema knows every key with its text', () => {
  const schema = JSON.stringify(configJsonSchema());
  const missing = readKeyDocs().flatMap(({ keys }) =>
    keys.filter(({ text }) => text !== '' && !schema.includes(JSON.stringify(text).slice(1, -1))),
  );
  expect(missing.map(({ key }) => key)).toEqual([]);
});

test('the reference in docs is the generated one', () => {
  expect(committed('docs/config-reference.md', renderConfigReference)).toBe(renderConfigReference());
});

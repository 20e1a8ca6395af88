import { makeHiding } from '../../../src/cli/session/hide-values.ts';
import { aService } from '../../release/a-service.ts';

const secret = 'hunter2-"quoted"-and-long';
const hide = makeHiding(
  aService({ environment: { PASSWORD: secret, TOKEN: 'tok_123456', FLAG: 'yes', NAME: 'orders' } }).service,
).text;

test.each([
  ['as it is', `answered 500: ${secret}`, 'answered 500: <value of PASSWORD>'],
  ['in JSON', `$.a is ${JSON.stringify(secret)}`, '$.a is "<value of PASSWORD>"'],
  [
    'in a quoted excerpt of JSON',
    JSON.stringify(JSON.stringify({ a: secret })),
    String.raw`"{\"a\":\"<value of PASSWORD>\"}"`,
  ],
  ['cut by the end of an excerpt', '"env is tok_123456 and hunter2-"', '"env is <value of TOKEN> and hunter2-"'],
  ['cut where enough of it shows', `"env is ${JSON.stringify(secret).slice(1, 15)}"`, '"env is <value of PASSWORD>"'],
  ['twice', 'tok_123456 tok_123456', '<value of TOKEN> <value of TOKEN>'],
])('a value is hidden %s', (_where, said, shown) => {
  expect(hide(said)).toBe(shown);
});

test.each(['yes, orders answered', 'hunter is no value'])('other words stay: %s', (said) => {
  expect(hide(said)).toBe(said);
});

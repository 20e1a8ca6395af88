import { countParameters } from '../../../src/cli/commands/doctor/count-parameters.ts';

test.each([
  ['export const handler = async (event) => 1;', 1],
  ['export const handler = (event, context, callback) => callback(null, 1);', 3],
  ['export const handler: Handler<A, B> = async (event: { a: string, b: number }, context: Context) => 1;', 2],
  ['export async function handler(event: Map<string, number>, { fn }: Context, callback: (e: Error) => void) {}', 3],
  ['exports.handler = function (event, context, cb) {};', 3],
  ['module.exports.handler = async function named(event, context) {};', 2],
  ['export const handler = (event, context, callback = undefined) => 1;', 2],
  ['export const handler = (event, ...rest) => 1;', 1],
  ['export const handler = async (event: E): Promise<{ statusCode: number }> => ({ statusCode: 1 });', 1],
  ['export const handler = (wrap)(app, a, b);', undefined],
  ['export const handler = serverless(app);', undefined],
  ['export const other = (a, b, c) => 1;', undefined],
])('%s declares %s', (source, count) => {
  expect(countParameters(source, 'handler')).toBe(count);
});

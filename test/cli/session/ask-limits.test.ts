import { defaultLimits } from '../../../src/artifact/size/limits.ts';
import { askLimits } from '../../../src/cli/session/ask-limits.ts';

const account = { codeSizeUnzipped: 100, codeSizeZipped: 50, totalCodeSize: 1000, usedCodeSize: 900 };
const ask = (given: Partial<typeof account>): ReturnType<typeof askLimits> =>
  askLimits({ accountLimits: async () => ({ ...account, ...given }) as never });

test("the account's own limits are those that sizes are held against", async () => {
  expect(await ask({})).toEqual({
    limits: { ...defaultLimits, unzippedBytes: 100, directUploadBytes: 50 },
    codeStorage: { limitBytes: 1000, usedBytes: 900 },
  });
});

test('what the account does not say is the usual, and no room is made up', async () => {
  expect(await ask({ codeSizeUnzipped: 0, codeSizeZipped: 0, totalCodeSize: 0 })).toEqual({ limits: defaultLimits });
});

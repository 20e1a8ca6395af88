import { packageService } from '../../../src/artifact/package-service.ts';
import { aFolder, aFunction, aRequest } from '../a-service.ts';

const folder = aFolder();
afterAll(() => folder.remove());

test.each([
  ['./Helper.ts', 'import helper.ts, not Helper.ts'],
  ['./Helper', 'import helper.ts, not Helper'],
  ['./lib/Data.json', 'import data.json, not Data.json'],
])('an import of %s that differs in case from the file is said with the right name', async (specifier, advice) => {
  folder.write({
    'service/package.json': '{}',
    'service/index.ts': `import * as it from '${specifier}'; export const handler = async () => it;`,
    'service/helper.ts': 'export const a = 1;',
    'service/lib/data.json': '{}',
  });
  await expect(packageService(aRequest(folder, [aFunction(folder.at('service/index.ts'))]))).rejects.toMatchObject({
    code: 'BUNDLE_FAILED',
    next: [expect.stringContaining(advice)],
  });
});

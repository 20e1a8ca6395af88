import { defineOperation } from '../define-operation.ts';
import { notFound } from '../errors.ts';
import { codeSigningConfigArn, maxItems, text } from '../validation/names.ts';
import { structure } from '../validation/shape.ts';

/** There are no code signing configurations here, so none is ever found. */
export const listFunctionsByCodeSigningConfig = defineOperation({
  name: 'ListFunctionsByCodeSigningConfig',
  route: 'GET /2020-04-22/code-signing-configs/{CodeSigningConfigArn}/functions',
  writes: false,
  input: structure({ CodeSigningConfigArn: codeSigningConfigArn }, { Marker: text, MaxItems: maxItems }),
  handle: ({ CodeSigningConfigArn }) => {
    throw notFound(`The Lambda code signing configuration ${CodeSigningConfigArn} can not be found.`);
  },
});

import { findChangeable } from '../change-latest.ts';
import { defineOperation } from '../define-operation.ts';
import { describePlain } from '../describe-function.ts';
import { invalidParameter, parameterNotImplemented } from '../errors.ts';
import { locateFunction } from '../locate-function.ts';
import { publishLatest } from '../publish-latest.ts';
import { description, functionName, text } from '../validation/names.ts';
import { oneOf, structure } from '../validation/shape.ts';

export const publishVersion = defineOperation({
  name: 'PublishVersion',
  route: 'POST /2015-03-31/functions/{FunctionName}/versions',
  writes: true,
  input: structure(
    { FunctionName: functionName },
    { CodeSha256: text, Description: description, RevisionId: text, PublishTo: oneOf('LATEST_PUBLISHED') },
  ),
  handle: (request, world) => {
    if (request.PublishTo) throw parameterNotImplemented('PublishVersion', 'PublishTo');
    const { name } = locateFunction(world, request);
    const latest = findChangeable(world, name, request.RevisionId);
    const { sha256 } = latest.code;
    if (request.CodeSha256 && request.CodeSha256 !== sha256) {
      throw invalidParameter(
        `CodeSHA256 (${request.CodeSha256}) is different from current CodeSHA256 in $LATEST (${sha256}). Please try again with the CodeSHA256 in $LATEST.`,
      );
    }
    return { status: 201, body: describePlain(world, publishLatest(world, latest, request.Description)) };
  },
});

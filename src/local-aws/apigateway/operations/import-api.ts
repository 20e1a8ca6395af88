import { makeApi } from '../draft/make-api.ts';
import { defineOperation, fields } from '../define-operation.ts';
import { flag, text } from '../input/read.ts';
import { newId } from '../new-id.ts';
import { importDocument } from '../openapi/import-document.ts';
import { failOnWarnings } from '../openapi/notes.ts';
import { parseDocument } from '../openapi/parse-document.ts';
import { storeImported } from '../openapi/store-imported.ts';
import { renderApi } from '../render.ts';
import { apis } from '../rows.ts';

export const importApi = defineOperation({
  name: 'ImportApi',
  route: 'PUT /v2/apis',
  writes: true,
  input: fields({ body: text() }, { basepath: text(), failOnWarnings: flag }),
  handle: async ({ body, basepath, failOnWarnings: mustFail }, world) => {
    const document = await parseDocument(world, body);
    const apiId = newId(10);
    const imported = importDocument(apiId, document, basepath);
    const { info, warnings } = imported.notes;
    if (mustFail) failOnWarnings(imported.notes);
    const api = makeApi(world, imported.api, apiId);
    apis(world).set(apiId, api);
    storeImported(world, apiId, imported);
    const notes = { ...(info.length > 0 && { importInfo: info }), ...(warnings.length > 0 && { warnings }) };
    return { status: 201, body: { ...(await renderApi(world, api)), ...notes } };
  },
});

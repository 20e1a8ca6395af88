import { changeDraft } from '../draft/change-draft.ts';
import { defineOperation, fields } from '../define-operation.ts';
import { id } from '../input/members.ts';
import { flag, text } from '../input/read.ts';
import { importDocument } from '../openapi/import-document.ts';
import { failOnWarnings } from '../openapi/notes.ts';
import { parseDocument } from '../openapi/parse-document.ts';
import { storeImported } from '../openapi/store-imported.ts';
import { renderApi } from '../render.ts';
import { apis } from '../rows.ts';
import { without } from '../without.ts';

/** The document takes the place of the whole draft; CORS that it does not name is gone. Stages and deployments stay. */
export const reimportApi = defineOperation({
  name: 'ReimportApi',
  route: 'PUT /v2/apis/{apiId}',
  writes: true,
  input: fields({ apiId: id, body: text() }, { basepath: text(), failOnWarnings: flag }),
  handle: async ({ apiId, body, basepath, failOnWarnings: mustFail }, world, context) => {
    const document = await parseDocument(world, body);
    const { api, notes } = await changeDraft(world, context, apiId, (old) => {
      const imported = importDocument(apiId, document, basepath);
      if (mustFail) failOnWarnings(imported.notes);
      const row = { ...without(old, 'description', 'version', 'corsConfiguration'), ...imported.api };
      apis(world).set(apiId, row);
      storeImported(world, apiId, imported);
      return { api: row, notes: imported.notes };
    });
    const { info, warnings } = notes;
    const shown = { ...(info.length > 0 && { importInfo: info }), ...(warnings.length > 0 && { warnings }) };
    return { status: 201, body: { ...(await renderApi(world, api)), ...shown } };
  },
});

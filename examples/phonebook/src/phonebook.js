const { randomUUID } = require('node:crypto');
const { deleteEntry, readEntries, readEntry, saveEntry } = require('./entries.js');

/** @typedef {{ id: string, name: string, phone: string }} Entry */

/**
 * One function per route key, as in the tutorials' tables. `resource` is the route's path; `path` is what was asked for,
 * and begins with the stage's name on the preview.
 */
const routes = {
  'GET /entries': async ({ queryStringParameters }) => {
    const wanted = (queryStringParameters?.name ?? '').toLowerCase();
    const entries = await readEntries();
    return answer(200, { entries: entries.filter((entry) => entry.name.toLowerCase().includes(wanted)) });
  },
  'POST /entries': async (event) => answer(201, await saveEntry({ id: randomUUID(), ...readBody(event) })),
  'GET /entries/{id}': async ({ pathParameters }) => {
    const entry = await readEntry(pathParameters.id);
    return entry === undefined ? answer(404, { message: 'no such entry' }) : answer(200, entry);
  },
  'PUT /entries/{id}': async (event) =>
    answer(200, await saveEntry({ id: event.pathParameters.id, ...readBody(event) })),
  'DELETE /entries/{id}': async ({ pathParameters }) => {
    await deleteEntry(pathParameters.id);
    return { statusCode: 204 };
  },
};

exports.handler = async (event) => {
  try {
    return await routes[`${event.httpMethod} ${event.resource}`](event);
  } catch (error) {
    if (error instanceof BadRequest) return answer(400, { message: error.message });
    throw error;
  }
};

class BadRequest extends Error {}

function readBody(event) {
  const text = event.isBase64Encoded ? Buffer.from(event.body ?? '', 'base64').toString() : event.body;
  const { name, phone } = parse(text);
  if (typeof name !== 'string' || typeof phone !== 'string') throw new BadRequest('send a name and a phone');
  return { name, phone };
}

function parse(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    throw new BadRequest('the body is not JSON');
  }
}

function answer(statusCode, body) {
  return { statusCode, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

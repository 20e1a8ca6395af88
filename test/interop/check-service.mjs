import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';

/**
 * Asks an API. A URL that a tool put together itself (`https://<id>.execute-api.<region>.amazonaws.com`) leads to AWS:
 * the local AWS answers under that name on its own port, as `curl --connect-to` would ask.
 */
async function ask(endpoint, url, { method = 'GET', path, body }) {
  const { hostname, port } = new URL(url);
  const isLocal = hostname === '127.0.0.1';
  const asked = request({
    // While a tool runs nothing here notices that a kept connection was closed.
    agent: false,
    host: '127.0.0.1',
    port: isLocal ? port : new URL(endpoint).port,
    method,
    path,
    headers: { host: hostname, ...(body && { 'content-type': 'application/json', 'content-length': body.length }) },
  });
  asked.end(body);
  const [response] = await once(asked, 'response');
  const chunks = await response.toArray();
  return [response.statusCode, Buffer.concat(chunks).toString('utf8')];
}

/** The three functions behind the deployed HTTP API answer as their code says. */
export async function checkService(endpoint, url, mark) {
  const answer = (question) => ask(endpoint, url, question);
  assert.deepEqual(await answer({ path: '/orders' }), [200, JSON.stringify({ orders: [], mark })]);
  assert.deepEqual(await answer({ method: 'POST', path: '/orders', body: '{"a":1}' }), [201, '{"a":1}']);
  assert.deepEqual(await answer({ path: '/orders/7' }), [200, '{"id":"7"}']);
  assert.deepEqual(await answer({ path: '/none' }), [404, '{"message":"Not Found"}']);
}

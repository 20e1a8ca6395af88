import type { IncomingMessage } from 'node:http';
import type { Blobs } from '../kernel/world.ts';
import { readCredential } from './credential.ts';
import { readBody, type Incoming } from './incoming.ts';
import { parseMultipartForm } from './protocols/multipart-form.ts';
import { spool } from './spool.ts';

export interface Received {
  readonly incoming: Incoming;
  /** Frees what the body took on disk and was not kept. */
  readonly discard: () => Promise<void>;
}

/** Versioned paths of the REST-JSON services, for PUTs that carry no signature. */
const REST_JSON_PATH = /^\/(20\d\d-\d\d-\d\d|v2)\//;

/** S3's PUTs may be of any size; everything else has a limit and fits in memory. */
function isUpload(head: Incoming): boolean {
  if (head.method !== 'PUT') return false;
  const service = readCredential(head)?.service;
  return service ? service === 's3' : !REST_JSON_PATH.test(head.path);
}

export async function receive(head: Incoming, request: IncomingMessage, blobs: Blobs): Promise<Received> {
  if (!isUpload(head)) {
    const body = await readBody(request);
    // Such a form carries its credential and signature in fields.
    const form = head.method === 'POST' ? parseMultipartForm(head.headers['content-type'], body) : undefined;
    return { incoming: { ...head, body, ...(form && { form }) }, discard: () => Promise.resolve() };
  }
  const { body, upload, discard } = await spool(head, request as AsyncIterable<Buffer>, blobs);
  return { incoming: { ...head, body, upload }, discard };
}

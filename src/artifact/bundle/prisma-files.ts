import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';

// As `prisma generate` writes it, up to version 6: schema, engine or compiler lie beside the client, which puts their
// paths together in ways of its own.
const clientMark = /\bconfig\.dirname = __dirname\b/;

/** Files beside a generated Prisma client that it opens when it runs; empty for any other module. */
export function prismaFiles(file: string, text: string): readonly string[] {
  if (!clientMark.test(text)) return [];
  return readdirSync(dirname(file)).filter((name) => /\.(prisma|wasm|node)$/.test(name));
}

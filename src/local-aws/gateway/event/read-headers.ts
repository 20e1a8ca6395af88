/** The headers of a request in the form that API Gateway hands on. */
export interface HeaderTable {
  /** Names lower-cased, repeated ones joined with a comma; without `cookie`. */
  readonly joined: Record<string, string>;
  /** The values of those that came more than once. */
  readonly repeated: ReadonlyMap<string, readonly string[]>;
  readonly cookie: string | undefined;
  /** Bytes of all values, for the limit. */
  readonly valueBytes: number;
  /** Without the port. */
  readonly host: string;
  /** What content-length says; 0 without a body, Infinity when the length is not said. */
  readonly declaredBytes: number;
}

/** Hop by hop: they end at the gateway. */
const DROPPED = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
  'expect',
  'host',
  'content-length',
]);

/** Tables of headers inherit nothing, from something: objects without any prototype are slow to fill and to write. */
const NOTHING = Object.create(null) as object;

const NO_REPEATS: ReadonlyMap<string, readonly string[]> = new Map();
const KEPT_SPELLINGS = 500;
const spellings = new Map<string, string>();

/** Clients spell the same few names again and again: remembering them is cheaper than lower-casing. */
function lowerCase(name: string): string {
  const known = spellings.get(name);
  if (known !== undefined) return known;
  const lower = name.toLowerCase();
  if (spellings.size < KEPT_SPELLINGS) spellings.set(name, lower);
  return lower;
}

/** `rawHeaders` of node:http: names and values in turn. Reading them saves node's own table. */
export function readHeaders(raw: readonly string[]): HeaderTable {
  const joined = Object.create(NOTHING) as Record<string, string>;
  let repeated: Map<string, string[]> | undefined;
  let cookie: string | undefined;
  let valueBytes = 0;
  let host = '';
  let declaredBytes = 0;
  for (let at = 0; at < raw.length; at += 2) {
    const name = lowerCase(raw[at] as string);
    const value = raw[at + 1] as string;
    valueBytes += value.length;
    if (DROPPED.has(name)) {
      if (name === 'host') host = value;
      else if (name === 'content-length') declaredBytes = Number(value);
      else if (name === 'transfer-encoding') declaredBytes = Infinity;
      continue;
    }
    if (name === 'cookie') {
      cookie = cookie === undefined ? value : `${cookie}; ${value}`;
      continue;
    }
    const before = joined[name];
    if (before === undefined) {
      joined[name] = value;
      continue;
    }
    repeated ??= new Map();
    const values = repeated.get(name);
    if (values) values.push(value);
    else repeated.set(name, [before, value]);
    joined[name] = `${before},${value}`;
  }
  return { joined, repeated: repeated ?? NO_REPEATS, cookie, valueBytes, host, declaredBytes };
}

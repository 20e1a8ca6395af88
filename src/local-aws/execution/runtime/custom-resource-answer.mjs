import { createRequire, syncBuiltinESMExports } from 'node:module';

const PREFIX = '/cloudformation-custom-resource-response/';
let isLed = false;

/**
 * On AWS the ResponseURL of a custom resource is https at its usual port, and most functions (CDK's, `cfn-response`) use
 * host name and path of it only. Here it is a loopback port, which the path names again: such requests are led there.
 */
export function leadAnswer(url) {
  if (isLed || typeof url !== 'string' || !url.includes(PREFIX)) return;
  isLed = true;
  const require = createRequire(import.meta.url);
  const [http, https] = [require('node:http'), require('node:https')];
  const original = https.request;
  https.request = (first, ...more) => {
    const port = isOptions(first) ? portOf(first) : undefined;
    if (port === undefined) return original(first, ...more);
    return http.request({ ...first, port, protocol: 'http:', agent: undefined }, ...more);
  };
  syncBuiltinESMExports();
}

function isOptions(value) {
  return typeof value === 'object' && value !== null && !(value instanceof URL);
}

function portOf({ hostname, host, port, path }) {
  if ((hostname ?? host) !== '127.0.0.1' || Number(port ?? 443) !== 443) return undefined;
  return new RegExp(`^${PREFIX}(\\d+)/`).exec(path)?.[1];
}

// The yardstick: a bare node:http server. Prints its port.
import { createServer } from 'node:http';

const server = createServer((request, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': 17 });
  response.end('{"hello":"world"}');
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));

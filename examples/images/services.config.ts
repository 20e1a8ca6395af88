import { defineServices } from 'ship';

// Run `npm install` in this folder first: sharp brings native libraries, which are chosen for the machine that packages.
const square =
  '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><rect width="200" height="100" fill="teal"/></svg>';

export default defineServices({
  services: {
    images: {
      root: '.',
      description: 'Makes pictures smaller.',
      main: {
        entry: 'src/resize.ts',
        memory: 1536,
        timeout: 20,
        // Unbundled: sharp looks for its libraries beside its own files.
        bundle: { nodeModules: ['sharp'] },
      },
      routes: { 'GET /health': 'main', 'POST /resize': 'main' },
      budgets: { unzipped: { main: '60 MB' } },
      smoke: [
        { request: 'GET /health', expect: { json: { status: 'ok' } } },
        {
          request: 'POST /resize?width=50&format=png',
          headers: { 'content-type': 'image/svg+xml' },
          body: square,
          expect: { headers: { 'content-type': 'image/png', 'x-image-size': '50x25' }, bytes: '89504e47' },
        },
        { request: 'POST /resize?width=50', name: 'what is no picture is refused', body: 'x', expect: { status: 400 } },
      ],
    },
  },
});

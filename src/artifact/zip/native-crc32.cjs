// In the place of the package `crc-32`, by which archiver sums up what it packs; see `scripts/build.mjs`.
const { crc32 } = require('node:zlib');

exports.buf = (bytes, seed = 0) => crc32(bytes, seed >>> 0);

#!/usr/bin/env bash
# Runs the tests that start the real binary on the other Node versions ship promises to work on (linux-x64).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

[ "$(uname -sm)" = "Linux x86_64" ] || { echo "other Node versions come as linux-x64 packages only: skipped here"; exit 0; }
npm ci --prefix ci/nodes --ignore-scripts --no-audit --no-fund
for name in node22 node24; do
  node="$PWD/ci/nodes/node_modules/$name/bin/node"
  echo "::: $("$node" --version)"
  run() {
    PATH="$(dirname "$node"):$PATH" "$node" --experimental-vm-modules --disable-warning=ExperimentalWarning \
      node_modules/jest/bin/jest.js test/cli test/scenarios test/release/deploy test/config "$@"
  }
  run || { echo "::: failed files once more"; run --onlyFailures --maxWorkers=1; }
done

#!/bin/sh
# Runs a script of ours under the Node that the project pins, installing dependencies first when the lock file changed.
# Plain sh, because on a fresh machine nothing else is there yet.
set -eu
cd "$(dirname "$0")/.."
# The key covers every file that decides what npm installs.
wanted=$(cat package.json package-lock.json .npmrc | cksum)
marker=node_modules/.drydock-installed
if [ ! -x node_modules/.bin/node ] || [ "$(cat "$marker" 2>/dev/null || true)" != "$wanted" ]; then
  echo "drydock: installing dependencies (about a minute) ..."
  started=$(date +%s)
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm install --prefer-offline --no-fund --no-audit --loglevel=error
  # npm may have touched the lock file; take the key of what is there now.
  cat package.json package-lock.json .npmrc | cksum >"$marker"
  echo "drydock: dependencies installed in $(($(date +%s) - started)) s"
fi
PATH="$PWD/node_modules/.bin:$PATH"
export PATH
exec node --disable-warning=ExperimentalWarning "$@"

#!/bin/sh
# Runs neovim.lua in a headless Neovim, in a new project.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
GOOYA=${GOOYA:-$root/.build/debug/gooya}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
(cd "$folder" && "$GOOYA" new front-desk >/dev/null)
export GOOYA PROJECT="$folder/front-desk"
XDG_CACHE_HOME=$folder XDG_STATE_HOME=$folder timeout 60 \
  nvim --headless --clean -c "luafile $root/Tests/Editors/neovim.lua"

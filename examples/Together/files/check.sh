#!/bin/sh
# What "nginx -t -c FILE" is for nginx: ends with 1 and says why, if the configuration is wrong.
if ! grep -qE '^listen [0-9]+$' "$1"; then
  echo "$1: listen needs a port" >&2
  exit 1
fi

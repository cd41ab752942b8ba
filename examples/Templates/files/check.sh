#!/bin/sh
# What "nginx -t -c FILE" is for nginx: ends with 1 and says why, if the configuration is wrong.
opened=$(tr -cd '{' < "$1" | wc -c)
closed=$(tr -cd '}' < "$1" | wc -c)
if [ "$opened" -ne "$closed" ]; then
  echo "$1: $opened brackets are opened, and $closed closed" >&2
  exit 1
fi

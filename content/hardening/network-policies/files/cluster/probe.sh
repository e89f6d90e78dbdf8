#!/bin/sh
# Tries each of $DOORS, all at once, every two seconds, and says which of them open.
try() {
  if timeout 3 nc -w 2 "${1%:*}" "${1#*:}" </dev/null >/dev/null 2>&1; then echo "$1 open"; else echo "$1 closed"; fi
}
while true; do
  for door in $DOORS; do try "$door" & done
  wait
  sleep 2
done

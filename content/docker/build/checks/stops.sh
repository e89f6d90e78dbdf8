#!/bin/bash
set -u
. "$CHECK_LIB"

if ! docker image inspect shop:1.5 >/dev/null 2>&1; then
  not_yet "There is no image shop:1.5 yet." "an image shop:1.5" "none"
fi
ended=$(docker ps --all --filter ancestor=shop:1.5 --filter status=exited --format '{{.ID}}') || exit 2
[ -n "$ended" ] || not_yet "No container of shop:1.5 has been stopped and left. Start one, stop it, and don't remove it." "one stopped container" "none"

newest=
for id in $ended; do
  code=$(docker inspect --format '{{.State.ExitCode}}' "$id") || exit 2
  if [ "$code" = 0 ] && docker logs --tail 5 "$id" 2>&1 | grep -qx 'shop: closed in good order'; then exit 0; fi
  newest=${newest:-$code}
done
case $newest in
  137) not_yet "The container did not hear SIGTERM and was killed after ten seconds. docker exec shows who is process 1 in it: a shell there passes nothing on." \
    "exit code 0, and the shop's farewell in the log" "exit code 137" ;;
  143) not_yet "SIGTERM ended the shell and not the shop, which was cut off without closing. An init in front of a shell is not enough." \
    "exit code 0, and the shop's farewell in the log" "exit code 143" ;;
  *) not_yet "The container ended without the shop closing in good order. Read its log." "exit code 0, and the shop's farewell in the log" "exit code $newest" ;;
esac

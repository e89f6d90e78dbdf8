#!/bin/bash
set -eu
printf 'prepared by setup.sh as %s\n' "$(id -un)" >"$LAB_FOLDER/setup.txt"

#!/bin/bash
set -u
. "$CHECK_LIB"

[ -f log.txt ] || not_yet "There is no file log.txt in your folder. Make it again." "a file log.txt" "none"
word=$(head -c 200 log.txt | head -n 1)
[ "$word" = moored ] && exit 0
not_yet "The first line of log.txt is not the word moored." "moored" "$word"

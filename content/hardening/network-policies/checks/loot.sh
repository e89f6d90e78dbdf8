#!/bin/bash
set -u
. "$CHECK_LIB"

if [ -L loot.txt ] || [ ! -f loot.txt ]; then
  not_yet "There is no file loot.txt in your folder." "a customer's record in loot.txt" "nothing"
fi
if head -c 100000 loot.txt | grep -qF '4242 4242 4242 4242'; then exit 0; fi
if grep -qE 'customer:1|goods' loot.txt; then
  not_yet "You have the names of what is in the database. Now read what is under customer:1; it is a hash." "a card" "$(head -c 80 loot.txt)"
fi
not_yet "loot.txt holds no customer's card. The intruder's pod has redis-cli, and the database asks for no password." "a card" "$(head -c 80 loot.txt)"

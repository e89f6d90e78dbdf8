#!/bin/bash
set -u
. "$CHECK_LIB"

find_node
find_api
ready=$(node_ready 2>/dev/null)
case $ready in
  # Unknown is what becomes of a node that was Ready and fell silent, which a later task is about.
  True | Unknown) exit 0 ;;
  *) not_yet "The node has joined and is not Ready yet: it waits for its network. kubectl get nodes --watch shows it come." "Ready" "${ready:+Ready is $ready}" ;;
esac

#!/bin/bash
. "$CHECK_LIB"
docker info >/dev/null || not_yet "The engine does not answer."

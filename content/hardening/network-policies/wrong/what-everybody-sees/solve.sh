#!/bin/bash
set -eu
curl --silent http://127.0.0.1:30080 > loot.txt

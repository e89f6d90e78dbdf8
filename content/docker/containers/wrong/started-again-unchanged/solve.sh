#!/bin/bash
set -eu
docker start orders
docker wait orders

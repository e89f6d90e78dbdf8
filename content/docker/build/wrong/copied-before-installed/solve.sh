#!/bin/bash
set -eu
docker build --tag shop:1.2 .
sed -i 's/1890/1990/' goods.mjs
docker build --tag shop:1.3 .

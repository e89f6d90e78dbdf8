#!/bin/bash
set -eu
docker build --tag shop:1.2 .
docker tag shop:1.2 shop:1.3

#!/bin/bash
set -eu
docker tag shop:1.5 shop:stable

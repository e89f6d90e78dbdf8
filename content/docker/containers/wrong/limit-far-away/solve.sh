#!/bin/bash
set -eu
docker update --memory 1g --memory-swap 1g orders

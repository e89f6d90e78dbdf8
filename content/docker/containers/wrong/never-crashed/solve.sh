#!/bin/bash
set -eu
docker update --restart always orders

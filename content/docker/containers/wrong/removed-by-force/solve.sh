#!/bin/bash
set -eu
docker rm --force clock

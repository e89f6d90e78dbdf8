#!/bin/bash
set -eu
docker create hello-world

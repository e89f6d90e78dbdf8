#!/bin/bash
set -eu
docker stop clock

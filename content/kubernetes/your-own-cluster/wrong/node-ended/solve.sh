#!/bin/bash
set -eu
kind create cluster
docker kill kind-control-plane

#!/bin/bash
set -eu
kubectl create service clusterip stock --tcp 6379:6379

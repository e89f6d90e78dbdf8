#!/bin/bash
set -eu
kubectl delete pod agent --ignore-not-found

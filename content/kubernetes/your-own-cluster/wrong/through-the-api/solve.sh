#!/bin/bash
set -eu
kubectl run web --image nginx:alpine

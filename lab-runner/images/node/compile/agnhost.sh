#!/bin/bash
# The program that nearly all of Kubernetes' own tests run in their pods.
. "$(dirname "$0")/common.sh"
module kubernetes
build -o "$OUT/bin/agnhost" k8s.io/kubernetes/test/images/agnhost

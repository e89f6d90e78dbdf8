#!/bin/bash
# Changed: its log library by the name that the rest of the module uses; two spellings of one do not compile together.
. "$(dirname "$0")/common.sh"
module local-path-provisioner
changeable github.com/rancher/local-path-provisioner
for file in main.go provisioner.go; do
  change "$file" 's|github.com/Sirupsen/logrus|github.com/sirupsen/logrus|'
done
LDFLAGS="-X main.VERSION=$(version local-path-provisioner)"
build -o "$OUT/bin/local-path-provisioner" github.com/rancher/local-path-provisioner

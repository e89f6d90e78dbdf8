#!/bin/bash
# Kubernetes' own tests, what runs them side by side, and what those of their images are made of that nothing else needs:
# a folder for each image below images/, with the tree that is laid over its base (lab-runner/conformance/test-images.ts).
. "$(dirname "$0")/common.sh"
module kubernetes
pinned=$(grep -F "k8s.io/kubernetes $(version kubernetes) " go.sum)
cd "$node/e2e"
grep -qxF "$pinned" go.sum
kubernetes=$(version kubernetes)
IFS=. read -r major minor _ <<<"${kubernetes#v}"
for package in k8s.io/component-base/version k8s.io/client-go/pkg/version; do
  LDFLAGS+=" -X $package.gitVersion=$kubernetes -X $package.gitMajor=$major -X $package.gitMinor=$minor -X $package.gitTreeState=clean"
done
go test -c -mod=readonly -trimpath -ldflags "-s -w $LDFLAGS" -o "$OUT/bin/e2e.test" k8s.io/kubernetes/test/e2e
build -o "$OUT/bin/" github.com/onsi/ginkgo/v2/ginkgo
images=$OUT/images sources=$(sources k8s.io/kubernetes)/test/images
mkdir -p "$images"/{sample-apiserver,nonewprivs/usr/local/bin,kitten,nautilus}
build -o "$images/sample-apiserver/" k8s.io/sample-apiserver
build -o "$images/nonewprivs/usr/local/bin/nnp" k8s.io/kubernetes/test/images/nonewprivs
chmod 6755 "$images/nonewprivs/usr/local/bin/nnp"
for name in kitten nautilus; do cp "$sources/$name/html/"{"$name.jpg",data.json} "$images/$name/"; done
chmod -R u=rwX,go=rX "$images"/{kitten,nautilus}

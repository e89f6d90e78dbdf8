#!/bin/bash
# Every Kubernetes program of a node in one. Changed: the node controller's clock stands still in a frozen lab, a kubelet that
# was frozen asks its runtime before it calls it dead, one whose API server is still starting tries again at once, and one that
# waits for the volumes of a pod looks again soon.
. "$(dirname "$0")/common.sh"
module kubernetes
changeable k8s.io/kubernetes
change pkg/controller/nodelifecycle/node_lifecycle_controller.go 's/^\(\t\tnow: *\)metav1\.Now,$/\1awakeNow,/'
change pkg/kubelet/runtime.go 's/else if !s\.lastBaseRuntimeSync/else if !thawedLately() \&\& !s.lastBaseRuntimeSync/'
change pkg/kubelet/runtime.go 's/:= hc\.fn(); !ok {/:= hc.fn(); !ok \&\& !thawedLately() {/'
change pkg/kubelet/kubelet_node_status.go 's/\<7 *\* *time\.Second/200 * time.Millisecond/'
change pkg/kubelet/volumemanager/volume_manager.go 's/\<podAttachAndMountRetryInterval = 300 /podAttachAndMountRetryInterval = 50 /'
cp changed/nodelifecycle/awake.go "$copy/pkg/controller/nodelifecycle/"
cp changed/kubelet/thawed.go "$copy/pkg/kubelet/"
kubernetes=$(version kubernetes)
IFS=. read -r major minor _ <<<"${kubernetes#v}"
for package in k8s.io/component-base/version k8s.io/client-go/pkg/version; do
  LDFLAGS+=" -X $package.gitVersion=$kubernetes -X $package.gitMajor=$major -X $package.gitMinor=$minor -X $package.gitTreeState=clean"
done
build -o "$OUT/bin/" ./cmd/kube ./cmd/kubectl

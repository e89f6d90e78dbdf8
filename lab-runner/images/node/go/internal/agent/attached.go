package agent

import (
	"fmt"
	"net/netip"
	"sync"

	"drydock.dev/node/internal/cni"
	"drydock.dev/node/internal/netpol"
	core "k8s.io/api/core/v1"
)

// attached are the pods of this node as the container runtime told of them, which is seconds before the API knows.
type attached struct {
	lock sync.Mutex
	pods map[string]attachment // by the pod's UID
}

type attachment struct {
	container string
	address   netip.Addr
}

func (a *attached) add(one cni.Attachment) error {
	address, err := netip.ParseAddr(one.Address)
	if err != nil {
		return fmt.Errorf("address of the pod: %w", err)
	}
	a.lock.Lock()
	defer a.lock.Unlock()
	for uid, other := range a.pods {
		if other.address == address {
			delete(a.pods, uid)
		}
	}
	a.pods[one.UID] = attachment{one.Container, address}
	return nil
}

// remove forgets a container's address, unless its pod has another container by now.
func (a *attached) remove(one cni.Attachment) {
	a.lock.Lock()
	defer a.lock.Unlock()
	if a.pods[one.UID].container == one.Container {
		delete(a.pods, one.UID)
	}
}

// uidOf is a pod's UID as the kubelet tells it to the container runtime. A static pod has one of its own, which its mirror
// in the API, a pod with another UID, names in an annotation.
func uidOf(pod *core.Pod) string {
	if own := pod.Annotations[core.MirrorPodAnnotationKey]; own != "" {
		return own
	}
	return string(pod.UID)
}

// correct is a pod of this node with the address that it has now: after a restart the API shows for a while those of before.
func (a *attached) correct(pod *core.Pod) netpol.Pod {
	known := netpol.FromPod(pod)
	a.lock.Lock()
	defer a.lock.Unlock()
	own, told := a.pods[uidOf(pod)]
	switch {
	case known.HostNetwork || netpol.Ended(pod):
	case told:
		known.Address = own.address
	default:
		for _, other := range a.pods {
			if other.address == known.Address {
				known.Address = netip.Addr{}
			}
		}
	}
	return known
}

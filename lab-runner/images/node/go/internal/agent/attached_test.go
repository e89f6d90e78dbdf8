package agent

import (
	"testing"

	"drydock.dev/node/internal/cni"
	core "k8s.io/api/core/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
)

func pod(uid, address string) *core.Pod {
	return &core.Pod{ObjectMeta: meta.ObjectMeta{UID: types.UID(uid)}, Status: core.PodStatus{Phase: core.PodRunning, PodIP: address}}
}

func attach(t *testing.T, a *attached, uid, container, address string) {
	t.Helper()
	if err := a.add(cni.Attachment{UID: uid, Container: container, Address: address}); err != nil {
		t.Fatal(err)
	}
}

func expectAddress(t *testing.T, a *attached, p *core.Pod, want string) {
	t.Helper()
	got := ""
	if address := a.correct(p).Address; address.IsValid() {
		got = address.String()
	}
	if got != want {
		t.Fatalf("the address is %q, not %q", got, want)
	}
}

func TestThePluginKnowsAnAddressBeforeTheAPI(t *testing.T) {
	a := &attached{pods: map[string]attachment{}}
	attach(t, a, "one", "c1", "10.244.0.5")
	expectAddress(t, a, pod("one", ""), "10.244.0.5")
	expectAddress(t, a, pod("two", "10.244.0.6"), "10.244.0.6")
}

func TestAnAddressOfBeforeARestartIsNobodysWhenItHasANewOwner(t *testing.T) {
	a := &attached{pods: map[string]attachment{}}
	attach(t, a, "new", "c1", "10.244.0.5")
	expectAddress(t, a, pod("old", "10.244.0.5"), "")
	attach(t, a, "old", "c2", "10.244.0.6")
	expectAddress(t, a, pod("old", "10.244.0.5"), "10.244.0.6")
}

func TestTheEndOfAnEarlierContainerTakesNothingFromItsPod(t *testing.T) {
	a := &attached{pods: map[string]attachment{}}
	attach(t, a, "one", "first", "10.244.0.5")
	attach(t, a, "one", "second", "10.244.0.6")
	a.remove(cni.Attachment{UID: "one", Container: "first"})
	expectAddress(t, a, pod("one", ""), "10.244.0.6")
	a.remove(cni.Attachment{UID: "one", Container: "second"})
	expectAddress(t, a, pod("one", ""), "")
}

func TestAnEndedPodHasNoAddress(t *testing.T) {
	a := &attached{pods: map[string]attachment{}}
	attach(t, a, "one", "c1", "10.244.0.5")
	ended := pod("one", "10.244.0.5")
	ended.Status.Phase = core.PodSucceeded
	expectAddress(t, a, ended, "")
}

func TestAStaticPodIsKnownByTheUIDThatItsMirrorNames(t *testing.T) {
	a := &attached{pods: map[string]attachment{}}
	attach(t, a, "hash", "c1", "10.244.0.5")
	mirror := pod("of-the-api", "")
	mirror.Annotations = map[string]string{core.MirrorPodAnnotationKey: "hash"}
	expectAddress(t, a, mirror, "10.244.0.5")
}

package kubeapi

import (
	"testing"

	core "k8s.io/api/core/v1"
)

func TestOfAnnotationsOnlyTheOneOfMirrorsIsKept(t *testing.T) {
	kept := mirrored(map[string]string{core.MirrorPodAnnotationKey: "hash", "other": "long text"})
	if len(kept) != 1 || kept[core.MirrorPodAnnotationKey] != "hash" {
		t.Fatalf("%v", kept)
	}
	if mirrored(map[string]string{"other": "long text"}) != nil {
		t.Fatal("others are kept")
	}
}

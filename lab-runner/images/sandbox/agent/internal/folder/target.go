package folder

import (
	"encoding/json"
	"path"
	"strings"
	"syscall"

	"drydock-agent/internal/sys"
	"drydock-agent/internal/wire"
)

// target is where a file will be: a folder held open, and the name in it once links are followed.
type target struct {
	folder int
	name   string
	owner  owner
}

func locate(root *root, name string, owned owner) (*target, error) {
	held, err := root.hold(name, 0)
	if err == nil {
		name, err = fileName(root, held)
		_ = syscall.Close(held)
	}
	if err != nil && err != syscall.ENOENT {
		return nil, err
	}
	above, last := path.Split(name)
	folder, err := root.ensure(strings.TrimSuffix(above, "/"), owned)
	if err != nil {
		return nil, err
	}
	return &target{folder, last, owned}, nil
}

// fileName is where a held file truly is.
func fileName(root *root, held int) (string, error) {
	var stat syscall.Stat_t
	if err := syscall.Fstat(held, &stat); err != nil {
		return "", err
	}
	if kindOf(&stat) != "file" {
		return "", wire.Faultf("not_a_file", "not a regular file")
	}
	return root.nameOf(held)
}

// look is nil when nothing is there.
func (t *target) look() (*syscall.Stat_t, error) {
	stat := new(syscall.Stat_t)
	err := sys.LstatAt(t.folder, t.name, stat)
	if err == syscall.ENOENT {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	switch kindOf(stat) {
	case "file":
		return stat, nil
	case "link":
		return nil, syscall.ELOOP // to nowhere, or it would have been followed
	}
	return nil, wire.Faultf("not_a_file", "not a regular file")
}

// compare refuses when what is there is not what the client has read.
func (t *target) compare(expected json.RawMessage) error {
	stat, err := t.look()
	if err != nil || expected == nil {
		return err
	}
	var version *string
	if json.Unmarshal(expected, &version) != nil {
		return wire.Faultf("request_invalid", "expected is no version")
	}
	if (version == nil) != (stat == nil) || (version != nil && *version != versionOf(stat)) {
		return wire.Faultf("file_changed", "not the expected version")
	}
	return nil
}

package watch

import (
	"os"
	"path"
	"strings"
	"syscall"
	"unicode/utf8"

	"drydock-agent/internal/folder"
	"drydock-agent/internal/sys"
)

const (
	// Folders watched below one root. What lies beyond is not seen, and `overflow` says so once.
	maxWatches = 4096
	below      = sys.ResolveBeneath | sys.ResolveNoSymlinks | sys.ResolveNoXdev
)

// Folders that are seen, but not looked into: machines write there, by the thousand.
var unwatched = map[string]bool{"node_modules": true, ".git": true}

// tree knows which watch stands for which folder, and turns notices into changes.
type tree struct {
	inotify *inotify
	// By its name each time: the kernel tells of a folder's end only when nobody holds it open.
	root  string
	paths map[int]string
	full  bool
	batch *batch
}

func (t *tree) rootWatch() int {
	for wd, path := range t.paths {
		if path == "" {
			return wd
		}
	}
	return -1
}

// add watches a folder and everything below it. announce: it is new, so what is in it already has to be told.
func (t *tree) add(path string, announce bool) {
	folders := []string{path}
	for len(folders) > 0 {
		next := folders[0]
		folders = append(folders[1:], t.addOne(next, announce)...)
	}
}

// addOne gives the folders in it. The watch comes before the look, so that nothing falls between the two.
func (t *tree) addOne(name string, announce bool) (folders []string) {
	if len(t.paths) >= maxWatches {
		if !t.full {
			t.batch.overflowed()
		}
		t.full = true
		return nil
	}
	at := name
	if at == "" {
		at = "."
	}
	root, err := openFolder(t.root)
	if err != nil {
		return nil
	}
	fd, err := sys.OpenAt2(root, at, syscall.O_RDONLY|syscall.O_DIRECTORY|syscall.O_NOFOLLOW, 0, below)
	_ = syscall.Close(root)
	if err != nil {
		return nil
	}
	opened := os.NewFile(uintptr(fd), name)
	defer opened.Close()
	wd, err := t.inotify.add(fd, treeMask)
	if err != nil {
		t.batch.overflowed()
		return nil
	}
	t.paths[wd] = name
	for {
		entries, err := opened.ReadDir(256)
		for _, entry := range entries {
			found := path.Join(name, entry.Name())
			if announce {
				t.note("changed", found)
			}
			if entry.IsDir() && !unwatched[entry.Name()] {
				folders = append(folders, found)
			}
		}
		if err != nil {
			return folders
		}
	}
}

// drop forgets a folder that was moved or removed, with all below it.
func (t *tree) drop(name string) {
	for wd, known := range t.paths {
		if known == name || strings.HasPrefix(known, name+"/") {
			t.inotify.remove(wd)
			delete(t.paths, wd)
			t.full = false
		}
	}
}

// take says whether the root is still there.
func (t *tree) take(notice notice) bool {
	if notice.mask&syscall.IN_Q_OVERFLOW != 0 {
		t.rescan()
		return true
	}
	above, known := t.paths[notice.wd]
	if !known {
		return true
	}
	const self = syscall.IN_DELETE_SELF | syscall.IN_MOVE_SELF | syscall.IN_IGNORED | syscall.IN_UNMOUNT
	if notice.mask&self != 0 {
		if notice.mask&syscall.IN_MOVE_SELF == 0 {
			delete(t.paths, notice.wd)
		}
		return above != ""
	}
	if notice.name == "" {
		return true
	}
	found := path.Join(above, notice.name)
	isFolder := notice.mask&syscall.IN_ISDIR != 0
	switch {
	case notice.mask&(syscall.IN_DELETE|syscall.IN_MOVED_FROM) != 0:
		if isFolder {
			t.drop(found)
		}
		t.note("removed", found)
	case notice.mask&(syscall.IN_CREATE|syscall.IN_MOVED_TO) != 0:
		t.note("changed", found)
		if isFolder && !unwatched[notice.name] {
			t.add(found, true)
		}
	case !isFolder:
		t.note("changed", found)
	}
	return true
}

// rescan is for when the kernel dropped notices: folders may have come unseen.
func (t *tree) rescan() {
	t.batch.overflowed()
	for wd := range t.paths {
		t.inotify.remove(wd)
	}
	clear(t.paths)
	t.full = false
	t.add("", false)
}

// note passes over half-written files and names that JSON can't carry.
func (t *tree) note(kind, found string) {
	if utf8.ValidString(found) && !folder.IsTemporary(path.Base(found)) {
		t.batch.note(kind, found)
	}
}

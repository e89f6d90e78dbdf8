// Package watch tells what changes below a folder, by inotify.
package watch

import (
	"path"
	"strings"
	"sync"
	"syscall"
	"time"

	"drydock-agent/internal/sys"
	"drydock-agent/internal/wire"
)

type Request struct {
	Root string `json:"root"`
}

const (
	settle = 50 * time.Millisecond
	// inotify instances are few on some machines: 128 for a user.
	maxWatchers = 16
)

var places = make(chan struct{}, maxWatchers)

// Serve watches until the client leaves. The root may go and come again.
func Serve(conn *wire.Conn, request *Request) error {
	if !strings.HasPrefix(request.Root, "/") || strings.ContainsRune(request.Root, 0) {
		return wire.Faultf("path_invalid", "the root is not absolute")
	}
	select {
	case places <- struct{}{}:
		defer func() { <-places }()
	default:
		return wire.Faultf("too_many", "too many watches")
	}
	inotify, err := newInotify()
	if err != nil {
		return err
	}
	watcher := &watcher{path: path.Clean(request.Root), inotify: inotify, conn: conn}
	watcher.begin()
	if err = conn.WriteJSON(wire.OK, struct{}{}); err == nil {
		go watcher.run()
		_, _, _ = conn.Read() // until the client leaves
	}
	inotify.close()
	return nil
}

// watcher has a tree, or waits for its root to come.
type watcher struct {
	path    string
	inotify *inotify
	conn    *wire.Conn
	tree    *tree
	arrival int // watch on the nearest folder that exists above a missing root

	lock    sync.Mutex
	batch   batch
	pending bool
}

func (w *watcher) run() {
	buffer := make([]byte, 32<<10)
	for {
		notices, err := w.inotify.read(buffer)
		if err != nil {
			w.conn.Close()
			return
		}
		w.lock.Lock()
		for _, notice := range notices {
			w.take(notice)
		}
		w.schedule()
		w.lock.Unlock()
	}
}

func (w *watcher) take(notice notice) {
	if w.tree == nil {
		if w.begin(); w.tree != nil {
			w.batch.overflowed() // whatever has come with it
		}
	} else if !w.tree.take(notice) {
		w.lose()
		w.begin()
	}
}

// begin watches the root, or what is above it as long as it is missing.
func (w *watcher) begin() {
	for {
		if fd, err := openFolder(w.path); err == nil {
			w.tree = &tree{inotify: w.inotify, root: fd, paths: map[int]string{}, batch: &w.batch}
			w.dropArrival()
			w.tree.add("", false)
			if w.tree.rootWatch() >= 0 {
				return
			}
			w.lose()
			continue
		}
		above := w.awaitArrival()
		// It may have come between the two looks.
		if fd, err := openFolder(w.path); err == nil {
			_ = syscall.Close(fd)
			continue
		}
		if above {
			return
		}
	}
}

// lose forgets the tree: everything in it is gone.
func (w *watcher) lose() {
	for wd := range w.tree.paths {
		w.inotify.remove(wd)
	}
	_ = syscall.Close(w.tree.root)
	w.tree = nil
	w.batch.overflowed()
}

func (w *watcher) awaitArrival() bool {
	w.dropArrival()
	for above := path.Dir(w.path); ; above = path.Dir(above) {
		fd, err := openFolder(above)
		if err == nil {
			wd, failure := w.inotify.add(fd, arrivalMask)
			_ = syscall.Close(fd)
			w.arrival = wd
			return failure == nil
		}
		if above == "/" {
			return true
		}
	}
}

func (w *watcher) dropArrival() {
	if w.arrival > 0 {
		w.inotify.remove(w.arrival)
	}
	w.arrival = 0
}

// schedule sends what has gathered, once things have had a moment to settle.
func (w *watcher) schedule() {
	if w.pending || w.batch.empty() {
		return
	}
	w.pending = true
	time.AfterFunc(settle, func() {
		w.lock.Lock()
		w.pending = false
		payload, err := w.batch.take()
		w.lock.Unlock()
		if err == nil {
			_ = w.conn.Write(wire.Changes, payload)
		}
	})
}

func openFolder(name string) (int, error) {
	return syscall.Open(name, sys.OPath|syscall.O_DIRECTORY|syscall.O_NOFOLLOW|syscall.O_CLOEXEC, 0)
}

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
	defer inotify.close()
	if err = watcher.begin(); err != nil {
		return err
	}
	if err = conn.WriteJSON(wire.OK, struct{}{}); err == nil {
		go watcher.run()
		_, _, _ = conn.Read() // until the client leaves
	}
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
			if err = w.take(notice); err != nil {
				break
			}
		}
		w.schedule()
		w.lock.Unlock()
		if err != nil {
			w.conn.Close()
			return
		}
	}
}

func (w *watcher) take(notice notice) error {
	if w.tree != nil {
		if w.tree.take(notice) {
			return nil
		}
		w.lose()
		return w.begin()
	}
	// Notices of watches that were given up still come; acting on them would make more of them.
	if notice.wd != w.arrival {
		return nil
	}
	err := w.begin()
	if w.tree != nil {
		w.batch.overflowed()
	}
	return err
}

// begin watches the root, or what is above it as long as it is missing. It fails when the kernel has no watch left.
func (w *watcher) begin() error {
	for range 10 {
		if exists(w.path) {
			w.tree = &tree{inotify: w.inotify, root: w.path, paths: map[int]string{}, batch: &w.batch}
			w.dropArrival()
			w.tree.add("", false)
			if w.tree.rootWatch() >= 0 {
				return nil
			}
			w.lose()
		} else if w.awaitArrival() && !exists(w.path) {
			// Still missing after the watch was in place, so its coming will be told.
			return nil
		}
	}
	return wire.Faultf("too_many", "no watch to be had")
}

// lose forgets the tree: everything in it is gone.
func (w *watcher) lose() {
	for wd := range w.tree.paths {
		w.inotify.remove(wd)
	}
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

func exists(name string) bool {
	fd, err := openFolder(name)
	if err == nil {
		_ = syscall.Close(fd)
	}
	return err == nil
}

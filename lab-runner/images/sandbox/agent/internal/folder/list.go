package folder

import (
	"bufio"
	"encoding/json"
	"os"
	"slices"
	"syscall"
	"unicode/utf8"

	"drydock-agent/internal/sys"
	"drydock-agent/internal/wire"
)

const (
	maxEntries = 20_000
	// Names read from one folder; of a larger one the kernel's order decides which.
	maxNames = 50_000
	// JSON of one list.
	maxListBytes = 8 << 20
)

type entry struct {
	Path    string `json:"path"`
	Type    string `json:"type"`
	Size    int64  `json:"size"`
	Version string `json:"version"`
}

// list sends {entries, truncated, skipped} as JSON in pieces. Upper levels come first, so that a huge folder far down
// does not push its neighbours out. skipped counts names that are not UTF-8: JSON can't carry them.
func list(conn *wire.Conn, root *root, request *Request) error {
	if err := check(request.Path); err != nil {
		return err
	}
	start, err := root.hold(request.Path, syscall.O_DIRECTORY)
	if err != nil {
		return err
	}
	defer syscall.Close(start)
	if err = conn.WriteJSON(wire.OK, struct{}{}); err != nil {
		return nil
	}
	walk := &walk{start: start, limit: min(max(request.Limit, 0), maxEntries)}
	if request.Path != "" {
		walk.prefix = request.Path + "/"
	}
	walk.run()
	return walk.send(conn)
}

type walk struct {
	start     int
	prefix    string
	limit     int
	entries   []entry
	bytes     int
	skipped   int
	truncated bool
}

func (w *walk) run() {
	folders := []string{""}
	for next := 0; next < len(folders) && !w.truncated; next++ {
		above := folders[next]
		names, err := w.names(above)
		if err != nil {
			continue // removed meanwhile, or mounted
		}
		folders = append(folders, w.look(names, above)...)
	}
}

// names are those of one folder, sorted.
func (w *walk) names(folder string) (*os.File, error) {
	name := folder
	if name == "" {
		name = "."
	}
	fd, err := sys.OpenAt2(w.start, name, syscall.O_RDONLY|syscall.O_DIRECTORY|syscall.O_NONBLOCK, 0,
		inside|sys.ResolveNoSymlinks)
	if err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(fd), folder), nil
}

// look adds a folder's entries and gives the folders among them.
func (w *walk) look(folder *os.File, above string) (below []string) {
	defer folder.Close()
	names, _ := folder.Readdirnames(maxNames)
	w.truncated = len(names) == maxNames
	slices.Sort(names)
	if above != "" {
		above += "/"
	}
	var stat syscall.Stat_t
	for _, name := range names {
		if !utf8.ValidString(name) {
			w.skipped++
			continue
		}
		if IsTemporary(name) || sys.LstatAt(int(folder.Fd()), name, &stat) != nil {
			continue
		}
		path := above + name
		if len(w.entries) == w.limit || w.bytes > maxListBytes || len(w.prefix)+len(path) > maxPath {
			w.truncated = true
			return below
		}
		kind := kindOf(&stat)
		size := stat.Size
		if kind == "folder" {
			below = append(below, path)
			size = 0
		}
		w.entries = append(w.entries, entry{w.prefix + path, kind, size, versionOf(&stat)})
		w.bytes += len(w.prefix) + len(path) + 80
	}
	return below
}

func (w *walk) send(conn *wire.Conn) error {
	out := bufio.NewWriterSize(dataWriter{conn}, wire.Piece)
	_, _ = out.WriteString(`{"entries":[`)
	for index, one := range w.entries {
		if index > 0 {
			_ = out.WriteByte(',')
		}
		encoded, err := json.Marshal(one)
		if err != nil {
			return err
		}
		_, _ = out.Write(encoded)
	}
	tail, err := json.Marshal(map[string]any{"truncated": w.truncated, "skipped": w.skipped})
	if err != nil {
		return err
	}
	_, _ = out.WriteString("],")
	_, _ = out.Write(tail[1:])
	if out.Flush() != nil {
		return nil
	}
	return conn.Write(wire.End, nil)
}

type dataWriter struct{ conn *wire.Conn }

func (d dataWriter) Write(bytes []byte) (int, error) {
	return len(bytes), d.conn.Write(wire.Data, bytes)
}

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestTheSameFoldersGiveTheSameArchive(t *testing.T) {
	list := `[{"names":["a:1"],"layers":["one","two"],"entrypoint":["/bin/a"]},{"names":["b:1"],"layers":["two"]}]`
	archives := [][]byte{}
	for round := range 2 {
		stage := t.TempDir()
		for _, name := range []string{"one/bin/a", "two/etc/b"} {
			path := filepath.Join(stage, name)
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(name), 0o755); err != nil {
				t.Fatal(err)
			}
			when := time.Unix(int64(1000*round+5), 0)
			if err := os.Chtimes(path, when, when); err != nil {
				t.Fatal(err)
			}
		}
		output := filepath.Join(t.TempDir(), "images.tar")
		if err := run(stage, output, strings.NewReader(list)); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(output)
		if err != nil {
			t.Fatal(err)
		}
		archives = append(archives, text)
	}
	if !bytes.Equal(archives[0], archives[1]) {
		t.Fatal("two archives of the same folders differ")
	}
	if got := bytes.Count(archives[0], []byte("two/etc/b")); got != 1 {
		t.Fatalf("the shared layer is there %d times", got)
	}
}

// Command image-tar writes images as an archive that `docker load` and `ctr images import` read.
//
// Layers are folders, which images may share. The same folders give the same archive: times, owners and order are fixed.
package main

import (
	"archive/tar"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"
)

// Image is what one entry of the list, a JSON array on standard input, says.
type Image struct {
	Names      []string `json:"names"`
	Layers     []string `json:"layers"`
	Entrypoint []string `json:"entrypoint,omitempty"`
	Cmd        []string `json:"cmd,omitempty"`
	User       string   `json:"user,omitempty"`
	Ports      []string `json:"ports,omitempty"`
}

type manifestEntry struct {
	Config   string
	RepoTags []string
	Layers   []string
}

type config struct {
	Architecture string            `json:"architecture"`
	OS           string            `json:"os"`
	Created      time.Time         `json:"created"`
	Config       containerConfig   `json:"config"`
	RootFS       rootFS            `json:"rootfs"`
	History      []json.RawMessage `json:"history"`
}

type containerConfig struct {
	Env          []string            `json:"Env"`
	Entrypoint   []string            `json:"Entrypoint,omitempty"`
	Cmd          []string            `json:"Cmd,omitempty"`
	User         string              `json:"User,omitempty"`
	ExposedPorts map[string]struct{} `json:"ExposedPorts,omitempty"`
}

type rootFS struct {
	Type    string   `json:"type"`
	DiffIDs []string `json:"diff_ids"`
}

// epoch is later than zero: some tools take a zero time for none.
var epoch = time.Unix(1, 0).UTC()

func main() {
	stage := flag.String("layers", "", "folder that holds a folder for each layer")
	output := flag.String("output", "", "archive to write")
	flag.Parse()
	if err := run(*stage, *output, os.Stdin); err != nil {
		fmt.Fprintln(os.Stderr, "image-tar:", err)
		os.Exit(1)
	}
}

func run(stage, output string, list io.Reader) error {
	var images []Image
	decoder := json.NewDecoder(list)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&images); err != nil {
		return err
	}
	file, err := os.Create(output)
	if err != nil {
		return err
	}
	defer file.Close()
	archive := &archive{tar: tar.NewWriter(file), stage: stage, layers: map[string]string{}}
	for _, image := range images {
		if err := archive.add(image); err != nil {
			return err
		}
	}
	if err := archive.finish(); err != nil {
		return err
	}
	return file.Close()
}

type archive struct {
	tar      *tar.Writer
	stage    string
	layers   map[string]string // name of a layer → its digest
	manifest []manifestEntry
}

func (a *archive) add(image Image) error {
	entry := manifestEntry{RepoTags: image.Names}
	made := config{
		Architecture: runtime.GOARCH, OS: "linux", Created: epoch,
		Config: containerConfig{
			Env:        []string{"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"},
			Entrypoint: image.Entrypoint, Cmd: image.Cmd, User: image.User,
		},
		RootFS: rootFS{Type: "layers"},
	}
	if len(image.Ports) > 0 {
		made.Config.ExposedPorts = map[string]struct{}{}
		for _, port := range image.Ports {
			made.Config.ExposedPorts[port] = struct{}{}
		}
	}
	for _, name := range image.Layers {
		digest, err := a.layer(name)
		if err != nil {
			return fmt.Errorf("layer %s: %w", name, err)
		}
		entry.Layers = append(entry.Layers, digest+"/layer.tar")
		made.RootFS.DiffIDs = append(made.RootFS.DiffIDs, "sha256:"+digest)
		made.History = append(made.History, json.RawMessage(fmt.Sprintf(`{"created_by":"drydock: %s"}`, name)))
	}
	text, err := json.Marshal(made)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(text)
	entry.Config = hex.EncodeToString(sum[:]) + ".json"
	a.manifest = append(a.manifest, entry)
	return a.write(entry.Config, text)
}

func (a *archive) finish() error {
	text, err := json.Marshal(a.manifest)
	if err != nil {
		return err
	}
	if err := a.write("manifest.json", text); err != nil {
		return err
	}
	return a.tar.Close()
}

func (a *archive) write(name string, content []byte) error {
	header := &tar.Header{Name: name, Mode: 0o644, Size: int64(len(content)), ModTime: epoch}
	if err := a.tar.WriteHeader(header); err != nil {
		return err
	}
	_, err := a.tar.Write(content)
	return err
}

// layer writes a layer into the archive once and returns its digest.
func (a *archive) layer(name string) (string, error) {
	if digest, ok := a.layers[name]; ok {
		return digest, nil
	}
	file, err := os.CreateTemp("", "layer-")
	if err != nil {
		return "", err
	}
	defer os.Remove(file.Name())
	defer file.Close()
	hash := sha256.New()
	if err := tarFolder(filepath.Join(a.stage, name), io.MultiWriter(file, hash)); err != nil {
		return "", err
	}
	digest := hex.EncodeToString(hash.Sum(nil))
	size, err := file.Seek(0, io.SeekCurrent)
	if err != nil {
		return "", err
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return "", err
	}
	header := &tar.Header{Name: digest + "/layer.tar", Mode: 0o644, Size: size, ModTime: epoch}
	if err := a.tar.WriteHeader(header); err != nil {
		return "", err
	}
	if _, err := io.Copy(a.tar, file); err != nil {
		return "", err
	}
	a.layers[name] = digest
	return digest, nil
}

// tarFolder writes what is below a folder, in the order of names, as root's.
func tarFolder(folder string, to io.Writer) error {
	writer := tar.NewWriter(to)
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || path == folder {
			return err
		}
		return tarEntry(writer, folder, path, entry)
	})
	if err != nil {
		return err
	}
	return writer.Close()
}

func tarEntry(writer *tar.Writer, folder, path string, entry fs.DirEntry) error {
	info, err := entry.Info()
	if err != nil {
		return err
	}
	target := ""
	if info.Mode()&fs.ModeSymlink != 0 {
		if target, err = os.Readlink(path); err != nil {
			return err
		}
	}
	header, err := tar.FileInfoHeader(info, target)
	if err != nil {
		return err
	}
	if header.Name, err = filepath.Rel(folder, path); err != nil {
		return err
	}
	if info.IsDir() {
		header.Name += "/"
	}
	header.ModTime, header.Uid, header.Gid, header.Uname, header.Gname = epoch, 0, 0, "", ""
	header.AccessTime, header.ChangeTime = time.Time{}, time.Time{}
	header.Format = tar.FormatPAX
	if err := writer.WriteHeader(header); err != nil || !info.Mode().IsRegular() {
		return err
	}
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	_, err = io.Copy(writer, file)
	return err
}

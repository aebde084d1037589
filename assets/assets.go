// Package assets holds the stylesheets, scripts and pictures of the pages, and serves them under addresses that carry
// a hash of their content, so that a browser may keep each one for ever. /favicon.ico alone is asked for by its name.
//
// css/ and js/ are the sources; build.mjs bundles them into dist/, which is committed. Files are named without their
// folder: "reader.css", "desk.js", "favicon.svg".
package assets

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"sync"
	"time"
)

// Prefix begins the path of every asset.
const Prefix = "/assets/"

//go:embed dist img
var embedded embed.FS

// contentTypes are the kinds of files there can be; another extension is refused.
var contentTypes = map[string]string{
	".css":   "text/css; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".svg":   "image/svg+xml",
	".ico":   "image/x-icon",
	".png":   "image/png",
	".woff2": "font/woff2",
}

// file is one asset, ready to be sent.
type file struct {
	content     []byte
	zipped      []byte
	contentType string
	etag        string
	keep        string // Cache-Control
}

// How long browsers keep a file: one whose address carries its hash for ever, one with a fixed address for a day.
const (
	keepForever = "public, max-age=31536000, immutable"
	keepADay    = "public, max-age=86400"
)

// index knows the address of every name and the file at every address.
type index struct {
	urls  map[string]string
	files map[string]file
}

// assets is read once. The files are part of the program, so one that cannot be indexed is a mistake in the program,
// and every test that draws a page finds it.
var assets = sync.OnceValue(func() index {
	idx, err := read(embedded)
	if err != nil {
		panic(fmt.Sprintf("assets: %v", err))
	}
	return idx
})

func read(files fs.FS) (index, error) {
	idx := index{urls: map[string]string{}, files: map[string]file{}}
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		return idx.add(path.Base(name), content)
	})
	return idx, err
}

func (idx index) add(name string, content []byte) error {
	ext := path.Ext(name)
	contentType, known := contentTypes[ext]
	if !known {
		return fmt.Errorf("%s: no content type for %q", name, ext)
	}
	if _, twice := idx.urls[name]; twice {
		return fmt.Errorf("%s: two files of this name", name)
	}
	zipped, err := compress(content)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(content)
	hash := hex.EncodeToString(sum[:8])
	url, keep := Prefix+strings.TrimSuffix(name, ext)+"."+hash+ext, keepForever
	if ext == ".ico" { // browsers ask for it by this name, whatever a page says
		url, keep = "/"+name, keepADay
	}
	idx.urls[name] = url
	idx.files[url] = file{content, zipped, contentType, `"` + hash + `"`, keep}
	return nil
}

// URL is the address of the asset with this name. The names are written in the program, so an unknown one panics.
func URL(name string) string {
	url, known := assets().urls[name]
	if !known {
		panic(fmt.Sprintf("assets: no file named %q", name))
	}
	return url
}

// Handler answers the addresses URL gives; everything else is not found.
func Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f, known := assets().files[r.URL.Path]
		if !known {
			http.NotFound(w, r)
			return
		}
		f.serve(w, r)
	})
}

func (f file) serve(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	header.Set("Content-Type", f.contentType)
	header.Set("Cache-Control", f.keep)
	header.Set("Vary", "Accept-Encoding")
	header.Set("X-Content-Type-Options", "nosniff")
	content, etag := f.content, f.etag
	if len(f.zipped) < len(f.content) && acceptsGzip(r) {
		content, etag = f.zipped, strings.TrimSuffix(f.etag, `"`)+`-gzip"`
		header.Set("Content-Encoding", "gzip")
	}
	header.Set("Etag", etag)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content))
}

// acceptsGzip reads the header as browsers write it: a list without weights, or gzip with a weight above zero.
func acceptsGzip(r *http.Request) bool {
	for coding := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		name, weight, _ := strings.Cut(strings.TrimSpace(coding), ";")
		if strings.TrimSpace(name) == "gzip" {
			return strings.Trim(weight, " q=0.") != "" || weight == ""
		}
	}
	return false
}

func compress(content []byte) ([]byte, error) {
	var buf bytes.Buffer
	w, err := gzip.NewWriterLevel(&buf, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(content); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

package site

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"slices"
	"strings"
)

// manifestName is the file that says what of a folder is the site's. While it is missing and the folder is not empty, nothing is written.
const manifestName = ".jianbao-site.json"

// manifest is what a folder holds.
type manifest struct {
	Origin  string          `json:"origin"`
	Version int64           `json:"version"` // of what readers see, as the server counts it
	Made    string          `json:"made"`    // see Options; empty: not all of it is there
	Pages   map[string]page `json:"pages"`   // by address
	Header  header          `json:"header"`  // of the front page: what is the same everywhere
	Tables  []string        `json:"tables"`  // files for web servers, see tables
}

// page is one address in the folder.
type page struct {
	File   string   `json:"file"`
	Status int      `json:"status"` // 200; 410: withdrawn; 404: the page for addresses that do not exist
	SHA256 string   `json:"sha256"`
	Header header   `json:"header"`
	Coded  []string `json:"coded,omitempty"` // endings of the same page in content codings, beside its file
}

// files are the names of everything that stands for the page.
func (p page) files() []string {
	out := []string{p.File}
	for _, ending := range p.Coded {
		out = append(out, p.File+ending)
	}
	return out
}

// header is what web servers have to be told of an answer.
type header map[string]string

// pageFields differ from page to page.
var pageFields = []string{"Content-Type", "Content-Disposition"}

// siteFields protect whoever reads. What is saved rather than shown has a stricter policy of its own.
var siteFields = []string{
	policyField, "X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy", "Permissions-Policy", "Strict-Transport-Security",
}

const policyField = "Content-Security-Policy"

func headerOf(h http.Header, fields []string) header {
	out := header{}
	for _, name := range fields {
		if v := h.Get(name); v != "" {
			out[name] = v
		}
	}
	return out
}

// load reads the manifest of a folder. A folder without one holds nothing of ours.
func (f *folder) load() (m manifest, err error) {
	m.Pages = map[string]page{}
	data, err := f.root.ReadFile(manifestName)
	if errors.Is(err, fs.ErrNotExist) {
		return m, nil
	}
	if err != nil {
		return m, err
	}
	if err := json.Unmarshal(data, &m); err != nil {
		return m, fmt.Errorf("%s cannot be read, so nobody knows which files are the site's: %w", manifestName, err)
	}
	for address, p := range m.Pages { // somebody may have written in it: files elsewhere are none of ours
		if slices.ContainsFunc(strings.Split(strings.Join(p.files(), "/"), "/"), func(part string) bool { return !isName(part) }) {
			return m, fmt.Errorf("%s names a file that cannot be one of the site's, for %s", manifestName, address)
		}
	}
	return m, nil
}

func (m manifest) encode() ([]byte, error) {
	var buf bytes.Buffer
	e := json.NewEncoder(&buf)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	err := e.Encode(m)
	return buf.Bytes(), err
}

package export

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"jianbao/models"
)

// Part is one file of an archive. Folder is one of the program's own words, never what somebody typed; Name is made safe.
type Part struct {
	Folder      string // "" for the root; at most one level
	Name        string
	ContentType string
	Open        func() (io.ReadCloser, error) // called once, when its turn has come
}

// ManifestName is the list of what an archive holds. No part of the root keeps this name.
const ManifestName = "manifest.json"

// archiveFormat and archiveVersion name the form of the manifest (docs/exports.md).
const (
	archiveFormat  = "jianbao-archive"
	archiveVersion = 1
)

type archiveManifest struct {
	Format       string        `json:"format"`
	Version      int           `json:"version"`
	Title        string        `json:"title"`
	Date         string        `json:"date"`
	EditionHash  string        `json:"edition_hash"`
	ManifestHash string        `json:"manifest_hash"`
	Files        []archiveFile `json:"files"`
}

type archiveFile struct {
	Name        string `json:"name"`
	SHA256      string `json:"sha256"`
	Size        int64  `json:"size"`
	ContentType string `json:"content_type"`
}

// WriteArchive writes a zip of the parts in their order, and then the manifest with the SHA-256 of each. Parts pass through one at a
// time, never whole in memory. Two parts of one name get (2) and so on, told apart as Windows does, without regard to case. An error
// leaves an archive that does not open.
func WriteArchive(w io.Writer, c models.EditionContent, editionHash string, parts []Part) error {
	a := &archive{zip: zip.NewWriter(w), at: moment(c.Manifest.Masthead), taken: map[string]bool{strings.ToLower(ManifestName): true}}
	m := archiveManifest{
		Format: archiveFormat, Version: archiveVersion, Title: issueTitle(c.Manifest.Masthead), Date: c.Manifest.Masthead.Date,
		EditionHash: editionHash, ManifestHash: c.Manifest.Hash(), Files: []archiveFile{},
	}
	for _, p := range parts {
		f, err := a.add(p)
		if err != nil {
			return fmt.Errorf("archive %s: %w", p.Name, err)
		}
		m.Files = append(m.Files, f)
	}
	if err := a.manifest(m); err != nil {
		return fmt.Errorf("archive the manifest: %w", err)
	}
	if err := a.zip.Close(); err != nil {
		return fmt.Errorf("close the archive: %w", err)
	}
	return nil
}

type archive struct {
	zip   *zip.Writer
	at    time.Time
	taken map[string]bool
}

func (a *archive) add(p Part) (f archiveFile, err error) {
	f = archiveFile{Name: a.free(p), ContentType: p.ContentType}
	r, err := p.Open()
	if err != nil {
		return f, err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	into, err := a.zip.CreateHeader(&zip.FileHeader{Name: f.Name, Modified: a.at, Method: method(p.ContentType)})
	if err != nil {
		return f, err
	}
	sum := sha256.New()
	if f.Size, err = io.Copy(io.MultiWriter(into, sum), r); err != nil {
		return f, err
	}
	f.SHA256 = hexOf(sum)
	return f, nil
}

func hexOf(sum hash.Hash) string { return hex.EncodeToString(sum.Sum(nil)) }

// free is the name of a part that no part before it has.
func (a *archive) free(p Part) string {
	folder := ""
	if p.Folder != "" {
		folder = SafeName(p.Folder) + "/"
	}
	base, ext := splitExtension(SafeName(p.Name))
	name := folder + base + ext
	for n := 2; a.taken[strings.ToLower(name)]; n++ {
		name = folder + base + "(" + strconv.Itoa(n) + ")" + ext
	}
	a.taken[strings.ToLower(name)] = true
	return name
}

func (a *archive) manifest(m archiveManifest) error {
	data, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	into, err := a.zip.CreateHeader(&zip.FileHeader{Name: ManifestName, Modified: a.at, Method: zip.Deflate})
	if err != nil {
		return err
	}
	_, err = into.Write(append(data, '\n'))
	return err
}

// packed are the kinds of file that are packed already.
var packed = []string{"image/png", "image/jpeg", "application/zip", "application/epub+zip", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}

func method(contentType string) uint16 {
	if slices.Contains(packed, contentType) {
		return zip.Store
	}
	return zip.Deflate
}

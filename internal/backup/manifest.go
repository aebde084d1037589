package backup

import (
	"fmt"
	"time"

	"jianbao/internal/store"
)

// Format is the number of the form in which this release writes backups, and the newest that it reads.
const Format = 1

// Names of the parts of the archive.
const (
	manifestName = "manifest.json"
	databaseName = "database"
	filesFolder  = "files/"
)

// maxManifest bounds the manifest in bytes: some 600,000 files.
const maxManifest = 64 << 20

// Manifest says what a backup holds. It stands in the archive as JSON.
type Manifest struct {
	Format   int       `json:"format"`
	Program  string    `json:"program"` // version of the program that wrote it
	MadeAt   time.Time `json:"made_at"`
	Database Database  `json:"database"`
	Audit    Audit     `json:"audit"`
	Files    []File    `json:"files"`          // in order of their hashes
	Lost     []string  `json:"lost,omitempty"` // SHA-256 of files that the office lacked already
}

// Database is the copy of the database.
type Database struct {
	Kind   store.Kind       `json:"kind"`
	Schema int64            `json:"schema"` // number of its newest migration
	Rows   map[string]int64 `json:"rows"`   // by table
	File
}

// Audit is the audit log as far as the backup holds it.
type Audit struct {
	Entries int64  `json:"entries"`
	Head    string `json:"head"` // hash of the newest entry
}

// File is one part of the archive.
type File struct {
	SHA256 string `json:"sha256"`
	Bytes  int64  `json:"bytes"`
}

// part is where a file of the file store stands in the archive.
func (f File) part() string { return filesFolder + f.SHA256[:2] + "/" + f.SHA256 }

// Rows counts the rows of all tables.
func (m Manifest) Rows() (n int64) {
	for _, rows := range m.Database.Rows {
		n += rows
	}
	return n
}

// readable refuses what this release cannot read.
func (m Manifest) readable() error {
	switch newest := store.NewestSchema(); {
	case m.Format > Format:
		return fmt.Errorf("the backup has format %d, this program reads up to %d: use the release that made it (%s) or a newer one", m.Format, Format, m.Program)
	case m.Format < 1:
		return fmt.Errorf("the backup has no known format (%d)", m.Format)
	case m.Database.Schema > newest:
		return fmt.Errorf("the backup was made by a newer release (%s): its schema has number %d, this program knows %d", m.Program, m.Database.Schema, newest)
	case m.Database.Kind != store.SQLite && m.Database.Kind != store.Postgres:
		return fmt.Errorf("the backup holds an unknown kind of database (%s)", m.Database.Kind)
	}
	return nil
}

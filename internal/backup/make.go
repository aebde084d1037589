package backup

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"jianbao/internal/files"
	"jianbao/internal/store"
)

// Source is an office to be backed up. Others may go on working in it.
type Source struct {
	Database   string // what store.Open takes
	Files      string // folder
	Program    string // version of this program
	Now        time.Time
	Incomplete bool // make the backup although files of the office are lost or changed
}

// LostFiles are files that the database refers to and that are gone or no longer what they were.
type LostFiles []string

func (l LostFiles) Error() string {
	return fmt.Sprintf("%d file(s) of the office are lost or were changed on the disk, so no backup would be whole:\n  %s", len(l), strings.Join(l, "\n  "))
}

// Made is a backup that has been made.
type Made struct {
	Manifest
	Seal  string
	Bytes int64
}

// Make writes a backup into the new file to. The file appears when it is whole and on the disk, readable by its owner only.
func Make(ctx context.Context, s Source, to string) (m Made, err error) {
	if _, err := os.Lstat(to); !errors.Is(err, fs.ErrNotExist) {
		return m, errors.Join(err, fmt.Errorf("%s exists already", to))
	}
	work, err := os.MkdirTemp(filepath.Dir(to), ".jianbao-backup-")
	if err != nil {
		return m, fmt.Errorf("make room beside the backup: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(work)) }()
	copied := filepath.Join(work, databaseName)
	i, err := store.Dump(ctx, s.Database, copied)
	if err != nil {
		return m, err
	}
	m.Manifest = Manifest{
		Format: Format, Program: s.Program, MadeAt: s.Now.UTC().Truncate(time.Second), Audit: Audit{Entries: i.Entries, Head: i.Head},
		Database: Database{Kind: store.KindOf(s.Database), Schema: i.Schema, Rows: i.Rows},
	}
	part := filepath.Join(work, "archive")
	if err := m.write(ctx, part, copied, s, i.Files); err != nil {
		return m, err
	}
	if err := os.Rename(part, to); err != nil {
		return m, fmt.Errorf("put the backup in its place: %w", err)
	}
	return m, flush(filepath.Dir(to))
}

// write makes the archive, with the manifest last.
func (m *Made) write(ctx context.Context, part, database string, s Source, hashes []string) error {
	f, err := os.OpenFile(part, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600) //nolint:gosec // beside the file that the administrator named
	if err != nil {
		return fmt.Errorf("write the backup: %w", err)
	}
	sealed := newSealing(f)
	a := archive{zip.NewWriter(sealed), m.MadeAt}
	err = errors.Join(m.addDatabase(a, database), m.addFiles(ctx, a, s, hashes))
	if err == nil {
		err = errors.Join(m.addManifest(a), a.SetComment(blankSeal), a.Close())
	}
	if err == nil {
		m.Seal, err = sealed.seal()
	}
	if err != nil {
		return errors.Join(fmt.Errorf("write the backup: %w", err), f.Close())
	}
	info, err := f.Stat()
	if err == nil {
		m.Bytes = info.Size()
	}
	return errors.Join(err, f.Close())
}

func (m *Made) addDatabase(a archive, name string) error {
	f, err := os.Open(name) //nolint:gosec // the copy made before
	if err != nil {
		return err
	}
	m.Database.File, err = a.add(databaseName, zip.Deflate, f)
	return errors.Join(err, f.Close())
}

// addFiles copies the files after the database: they are written before the rows that name them, and never removed.
func (m *Made) addFiles(ctx context.Context, a archive, s Source, hashes []string) error {
	kept, err := files.Open(s.Files)
	if err != nil {
		return err
	}
	defer func() { _ = kept.Close() }()
	m.Files = []File{}
	var lost LostFiles
	for _, hash := range hashes {
		if err := ctx.Err(); err != nil {
			return err
		}
		data, err := kept.Get(hash)
		if err != nil {
			m.Lost, lost = append(m.Lost, hash), append(lost, err.Error())
			continue
		}
		f := File{SHA256: hash, Bytes: int64(len(data))}
		if _, err := a.add(f.part(), zip.Store, bytes.NewReader(data)); err != nil { // most of them are packed already
			return err
		}
		m.Files = append(m.Files, f)
	}
	if len(lost) > 0 && !s.Incomplete {
		return lost
	}
	return nil
}

func (m *Made) addManifest(a archive) error {
	data, err := json.MarshalIndent(m.Manifest, "", " ")
	if err == nil {
		_, err = a.add(manifestName, zip.Deflate, bytes.NewReader(data))
	}
	return err
}

// archive is a zip archive being written.
type archive struct {
	*zip.Writer
	at time.Time
}

// add writes one part and says what it was.
func (a archive) add(name string, method uint16, r io.Reader) (File, error) {
	w, err := a.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: a.at})
	if err != nil {
		return File{}, err
	}
	sum := sha256.New()
	n, err := io.Copy(io.MultiWriter(w, sum), r)
	return File{SHA256: hex.EncodeToString(sum.Sum(nil)), Bytes: n}, err
}

// flush puts a file, or the names in a folder, on the disk.
func flush(name string) error {
	f, err := os.Open(name) //nolint:gosec // the administrator's
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

package backup

import (
	"archive/zip"
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
	"regexp"

	"jianbao/internal/files"
)

// packed is an opened backup whose seal holds, and whose parts are those that its manifest names.
type packed struct {
	Manifest
	seal  string
	file  *os.File
	parts map[string]*zip.File
}

func (p *packed) Close() error { return p.file.Close() }

// open opens a backup. It reads the whole file once.
func open(name string) (*packed, error) {
	f, err := os.Open(name) //nolint:gosec // the administrator's
	if err != nil {
		return nil, err
	}
	p := &packed{file: f, parts: map[string]*zip.File{}}
	if err := p.read(); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return p, nil
}

func (p *packed) read() error {
	info, err := p.file.Stat()
	if err != nil {
		return err
	}
	if p.seal, err = checkSeal(p.file, info.Size()); err != nil {
		return err
	}
	z, err := zip.NewReader(p.file, info.Size())
	if err != nil {
		return fmt.Errorf("the file is no archive: %w", err)
	}
	for _, f := range z.File {
		if p.parts[f.Name] != nil {
			return fmt.Errorf("the archive holds %q twice", f.Name)
		}
		p.parts[f.Name] = f
	}
	if err := p.readManifest(); err != nil {
		return err
	}
	if err := p.readable(); err != nil {
		return err
	}
	return p.complete()
}

func (p *packed) readManifest() error {
	r, err := p.part(manifestName, maxManifest)
	if err != nil {
		return err
	}
	d := json.NewDecoder(r)
	d.DisallowUnknownFields()
	err = d.Decode(&p.Manifest)
	if err = errors.Join(err, r.Close()); err != nil && p.Format <= Format {
		return fmt.Errorf("the backup's manifest cannot be read: %w", err)
	}
	return nil
}

var hashForm = regexp.MustCompile(`^[0-9a-f]{64}$`)

// complete makes sure that archive and manifest name the same parts.
func (p *packed) complete() error {
	named := map[string]File{databaseName: p.Database.File}
	for _, f := range p.Files {
		if !hashForm.MatchString(f.SHA256) {
			return fmt.Errorf("the manifest names a file %q, which is no hash", f.SHA256)
		}
		named[f.part()] = f
	}
	if len(named) != len(p.Files)+1 || len(p.parts) != len(named)+1 {
		return fmt.Errorf("the archive holds %d parts beside the manifest, which names %d", len(p.parts)-1, len(named))
	}
	for name, f := range named {
		part := p.parts[name]
		if part == nil {
			return fmt.Errorf("the archive lacks %s", name)
		}
		if part.UncompressedSize64 != uint64(f.Bytes) { //nolint:gosec // a negative size equals none
			return fmt.Errorf("%s has another size than the manifest says", name)
		}
	}
	return nil
}

// part reads at most limit bytes of one part; one byte more is an error of its reader.
func (p *packed) part(name string, limit int64) (io.ReadCloser, error) {
	f := p.parts[name]
	if f == nil {
		return nil, fmt.Errorf("the archive lacks %s", name)
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return struct {
		io.Reader
		io.Closer
	}{io.LimitReader(r, limit), r}, nil
}

// unpackDatabase writes the database into the new file to.
func (p *packed) unpackDatabase(to string) error {
	r, err := p.part(databaseName, p.Database.Bytes)
	if err != nil {
		return err
	}
	defer func() { _ = r.Close() }()
	f, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600) //nolint:gosec // in our own place
	if err != nil {
		return fmt.Errorf("unpack the database: %w", err)
	}
	sum := sha256.New()
	_, err = io.Copy(io.MultiWriter(f, sum), r)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("unpack the database: %w", err)
	}
	if hex.EncodeToString(sum.Sum(nil)) != p.Database.SHA256 {
		return errors.New("the database is not the one that the manifest names")
	}
	return nil
}

// unpackFiles fills a new file store. It does not wait for the disk; syncTree does.
func (p *packed) unpackFiles(ctx context.Context, dir string) error {
	if err := os.Mkdir(dir, 0o700); err != nil {
		return fmt.Errorf("unpack the files: %w", err)
	}
	kept, err := files.OpenScratch(dir)
	if err != nil {
		return err
	}
	for _, f := range p.Files {
		if err := errors.Join(ctx.Err(), p.unpackFile(kept, f)); err != nil {
			return errors.Join(err, kept.Close())
		}
	}
	return kept.Close()
}

// syncTree puts everything below a folder on the disk.
func syncTree(dir string) error {
	return filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return flush(path)
	})
}

func (p *packed) unpackFile(kept *files.Store, f File) error {
	r, err := p.part(f.part(), f.Bytes)
	if err != nil {
		return err
	}
	data, err := io.ReadAll(r)
	if err := errors.Join(err, r.Close()); err != nil {
		return fmt.Errorf("unpack file %s: %w", f.SHA256, err)
	}
	hash, err := kept.Put(data)
	if err == nil && hash != f.SHA256 {
		err = fmt.Errorf("file %s is not what its name says", f.SHA256)
	}
	return err
}

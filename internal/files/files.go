// Package files keeps the bytes that people bring in, each under its SHA-256, on disk. It never takes a path from anybody:
// names of files are the business of whoever shows them.
package files

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
)

// Store is a folder of files named by their content.
type Store struct {
	root    *os.Root
	scratch bool
}

// Open opens the folder, making it where it is missing.
func Open(dir string) (*Store, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("make the file store: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("open the file store: %w", err)
	}
	return &Store{root: root}, nil
}

// OpenScratch opens a folder whose files nobody misses after a crash: Put does not wait for the disk.
func OpenScratch(dir string) (*Store, error) {
	s, err := Open(dir)
	if err == nil {
		s.scratch = true
	}
	return s, err
}

// Close releases the folder.
func (s *Store) Close() error { return s.root.Close() }

// Ping reports whether the folder can be written to: it makes an empty file and removes it.
func (s *Store) Ping() error {
	name := "ping." + rand.Text()
	f, err := s.root.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("write to the file store: %w", err)
	}
	return errors.Join(f.Close(), s.root.Remove(name))
}

// Put keeps data and gives its SHA-256 in lower-case hex. The bytes are on disk, name and all, when it returns, unless the
// store is a scratch one; the same bytes twice are kept once.
func (s *Store) Put(data []byte) (string, error) {
	sum := sha256.Sum256(data)
	hash := hex.EncodeToString(sum[:])
	name := place(hash)
	if _, err := s.root.Stat(name); err == nil {
		return hash, nil
	}
	if err := s.root.MkdirAll(path.Dir(name), 0o700); err != nil {
		return "", fmt.Errorf("keep file %s: %w", hash, err)
	}
	if err := s.write(name, data); err != nil {
		return "", fmt.Errorf("keep file %s: %w", hash, err)
	}
	return hash, nil
}

func (s *Store) write(name string, data []byte) error {
	part := name + "." + rand.Text()
	f, err := s.root.OpenFile(part, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if !s.scratch {
		err = errors.Join(err, f.Sync())
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return errors.Join(err, s.root.Remove(part))
	}
	if err := s.root.Rename(part, name); err != nil || s.scratch {
		return err
	}
	dir, err := s.root.Open(path.Dir(name))
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}

var hashForm = regexp.MustCompile(`^[0-9a-f]{64}$`)

// Get reads the file with this SHA-256 and checks that its bytes are still the same. A missing file is fs.ErrNotExist.
func (s *Store) Get(hash string) ([]byte, error) {
	if !hashForm.MatchString(hash) {
		return nil, fs.ErrNotExist
	}
	data, err := s.root.ReadFile(place(hash))
	if err != nil {
		return nil, fmt.Errorf("read file %s: %w", hash, err)
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != hash {
		return nil, fmt.Errorf("file %s has changed on disk", hash)
	}
	return data, nil
}

func place(hash string) string { return hash[:2] + "/" + hash }

package files_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"jianbao/internal/files"
)

func open(t *testing.T) (*files.Store, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "files")
	s, err := files.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s, dir
}

func TestAFileIsFoundByItsHash(t *testing.T) {
	t.Parallel()
	s, _ := open(t)
	for range 2 { // the same bytes twice are kept once
		hash, err := s.Put([]byte("简报"))
		if err != nil {
			t.Fatal(err)
		}
		got, err := s.Get(hash)
		if err != nil || !bytes.Equal(got, []byte("简报")) {
			t.Errorf("got %q, %v", got, err)
		}
	}
}

func TestAFileThatChangedOnDiskIsRefused(t *testing.T) {
	t.Parallel()
	s, dir := open(t)
	hash, err := s.Put([]byte("原文"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, hash[:2], hash), []byte("改文"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Get(hash); err == nil {
		t.Error("changed bytes were given out")
	}
}

func TestANameThatIsNoHashDoesNotExist(t *testing.T) {
	t.Parallel()
	s, _ := open(t)
	for _, name := range []string{"", "..", "../../etc/passwd", "ab/cd"} {
		if _, err := s.Get(name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%q: %v", name, err)
		}
	}
}

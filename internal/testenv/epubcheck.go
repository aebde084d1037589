package testenv

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// CheckEPUB has epubcheck look at a book, for which warnings are errors too, and fails the test with what it says. Without the program
// the test ends as Require ends it.
func CheckEPUB(tb testing.TB, book []byte) {
	tb.Helper()
	Require(tb, Epubcheck)
	name := filepath.Join(tb.TempDir(), "book.epub")
	if err := os.WriteFile(name, book, 0o600); err != nil {
		tb.Fatal(err)
	}
	command, err := epubcheck()
	if err != nil {
		tb.Fatal(err)
	}
	command = append(command, "--failonwarnings", name)
	out, err := exec.CommandContext(tb.Context(), command[0], command[1:]...).CombinedOutput() //nolint:gosec // the program that the machine has
	if err != nil {
		tb.Fatalf("epubcheck: %v\n%s", err, out)
	}
}

// epubcheck is how the checker is called. Debian's is a Java archive, which by itself runs only on systems that were told about those.
func epubcheck() ([]string, error) {
	path, err := exec.LookPath("epubcheck")
	if err != nil {
		return nil, errors.New("no epubcheck found")
	}
	java, err := exec.LookPath("java")
	if err != nil {
		return nil, errors.New("no Java found for epubcheck")
	}
	data, err := os.ReadFile(path) //nolint:gosec // the same
	if err != nil || !bytes.HasPrefix(data, []byte("PK")) {
		return []string{path}, err
	}
	return []string{java, "-jar", path}, nil
}

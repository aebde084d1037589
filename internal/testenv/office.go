package testenv

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// officeProfile keeps what LibreOffice asks for at its first start out of the user's own settings.
const officeProfile = "-env:UserInstallation=file://"

// Convert has LibreOffice turn a file into another format, named by the ending of its files, as a person would by saving it anew. Without
// the program the test ends as Require ends it.
func Convert(tb testing.TB, data []byte, from, to string) []byte {
	tb.Helper()
	Require(tb, LibreOffice)
	path, err := officePath()
	if err != nil {
		tb.Fatal(err)
	}
	dir := tb.TempDir()
	in := filepath.Join(dir, "in", "file."+from)
	if err := os.Mkdir(filepath.Dir(in), 0o700); err != nil {
		tb.Fatal(err)
	}
	if err := os.WriteFile(in, data, 0o600); err != nil {
		tb.Fatal(err)
	}
	Output(tb, path, officeProfile+filepath.Join(dir, "profile"), "--headless", "--convert-to", to, "--outdir", dir, in)
	out, err := os.ReadFile(filepath.Join(dir, "file."+to)) //nolint:gosec // the test's own folder
	if err != nil {
		tb.Fatal(err)
	}
	return out
}

func officePath() (string, error) {
	for _, name := range []string{"soffice", "libreoffice"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errors.New("no LibreOffice found")
}

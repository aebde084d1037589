package backup

import (
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"jianbao/internal/files"
)

// Size of the office of benchmarks, beside that of the demonstration.
const (
	benchFiles = 1000
	benchBytes = 200 << 10
)

// benchOffice is the demonstration office with some 200 MB of files more.
func benchOffice(b *testing.B) (data, database string) {
	b.Helper()
	dir, err := standing()
	must(b, err)
	data = filepath.Join(b.TempDir(), "office")
	must(b, os.CopyFS(data, os.DirFS(dir)))
	kept, err := files.Open(filepath.Join(data, "files"))
	must(b, err)
	content, rows := make([]byte, benchBytes), make([]string, benchFiles)
	for i := range rows {
		_, _ = rand.Read(content)
		hash, err := kept.Put(content)
		must(b, err)
		rows[i] = fmt.Sprintf("(1, '%s', 'a.docx', %d, 'x', 1, '2026-11-02 01:00:00+00:00')", hash, benchBytes)
	}
	must(b, kept.Close())
	database = filepath.Join(data, "jianbao.db")
	change(b, database, "INSERT INTO uploads (bulletin_id, sha256, name, size, content_type, user_id, created_at) VALUES "+strings.Join(rows, ","))
	return data, database
}

func BenchmarkMake(b *testing.B) {
	data, database := benchOffice(b)
	var bytes int64
	for i := 0; b.Loop(); i++ {
		to := filepath.Join(b.TempDir(), strconv.Itoa(i))
		m, err := Make(b.Context(), Source{Database: database, Files: filepath.Join(data, "files"), Now: madeAt}, to)
		must(b, err)
		must(b, os.Remove(to))
		bytes = m.Bytes
	}
	b.SetBytes(bytes)
}

func BenchmarkCheck(b *testing.B) {
	data, database := benchOffice(b)
	to := filepath.Join(b.TempDir(), "office.zip")
	m, err := Make(b.Context(), Source{Database: database, Files: filepath.Join(data, "files"), Now: madeAt}, to)
	must(b, err)
	b.SetBytes(m.Bytes)
	for b.Loop() {
		r, err := Check(b.Context(), to, "", "", now)
		if err != nil || len(r.Faults) > 0 {
			b.Fatal(r.Faults, err)
		}
	}
}

func BenchmarkRestore(b *testing.B) {
	data, database := benchOffice(b)
	file := filepath.Join(b.TempDir(), "office.zip")
	m, err := Make(b.Context(), Source{Database: database, Files: filepath.Join(data, "files"), Now: madeAt}, file)
	must(b, err)
	b.SetBytes(m.Bytes)
	for i := 0; b.Loop(); i++ {
		to := filepath.Join(b.TempDir(), strconv.Itoa(i))
		_, err := Restore(b.Context(), file, Target{Data: to, Database: filepath.Join(to, "jianbao.db"), Files: filepath.Join(to, "files"), Now: now})
		must(b, err)
		must(b, os.RemoveAll(to))
	}
}

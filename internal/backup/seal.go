package backup

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"strings"
)

// blankSeal is the comment of the archive over which its seal is computed.
var blankSeal = strings.Repeat("0", 2*sha256.Size) //nolint:gochecknoglobals // a constant that needs a call

// sealing writes the archive and hashes what it writes.
type sealing struct {
	file *os.File
	buf  *bufio.Writer
	io.Writer
	sum interface{ Sum([]byte) []byte }
}

func newSealing(f *os.File) *sealing {
	s, sum := &sealing{file: f, buf: bufio.NewWriterSize(f, 1<<20)}, sha256.New()
	s.Writer, s.sum = io.MultiWriter(s.buf, sum), sum
	return s
}

// seal writes the hash over the blank comment with which the archive has been closed, and puts everything on the disk.
func (s *sealing) seal() (string, error) {
	if err := s.buf.Flush(); err != nil {
		return "", err
	}
	size, err := s.file.Seek(0, io.SeekEnd)
	if err != nil {
		return "", err
	}
	sum := hex.EncodeToString(s.sum.Sum(nil))
	_, err = s.file.WriteAt([]byte(sum), size-int64(len(sum)))
	return sum, errors.Join(err, s.file.Sync())
}

// checkSeal recomputes the seal of a file of size bytes and gives it.
func checkSeal(f io.ReaderAt, size int64) (string, error) {
	body := size - int64(len(blankSeal))
	if body <= 0 {
		return "", errors.New("the file is no backup, or was cut")
	}
	seal := make([]byte, len(blankSeal))
	if _, err := f.ReadAt(seal, body); err != nil {
		return "", err
	}
	sum := sha256.New()
	if _, err := io.Copy(sum, io.MultiReader(io.NewSectionReader(f, 0, body), strings.NewReader(blankSeal))); err != nil {
		return "", err
	}
	if got := hex.EncodeToString(sum.Sum(nil)); got != string(seal) {
		return "", errors.New("the file does not match its seal: it is no backup, was cut, or was changed after it was made")
	}
	return string(seal), nil
}

package pdf_test

import (
	"bytes"
	"io"
	"os"
	"strings"
	"testing"

	"jianbao/internal/typeset"
	"jianbao/internal/typeset/pdf"
)

func TestTheSamePagesGiveTheSameBytes(t *testing.T) {
	t.Parallel()
	first, second := write(t, issue(t, content(3))), write(t, issue(t, content(3)))
	if !bytes.Equal(first, second) {
		t.Error("two files of one issue differ")
	}
	if name := os.Getenv("PDF_OUT"); name != "" {
		p := issue(t, content(10))
		os.WriteFile(name, write(t, p), 0o600)
	}
}

func TestAPictureThatCannotBeReadIsNamed(t *testing.T) {
	t.Parallel()
	p := issue(t, content(1))
	err := pdf.Write(io.Discard, p, func(string) ([]byte, error) { return []byte("no picture"), nil })
	if err == nil || !strings.Contains(err.Error(), "picture png") {
		t.Errorf("error %v", err)
	}
}

func TestAFontWithoutTrueTypeOutlinesIsRefusedByName(t *testing.T) {
	t.Parallel()
	err := pdf.CheckFace(&typeset.Face{Name: "Fandol Fang", Data: []byte("OTTO\x00\x00\x00\x00\x00\x00\x00\x00")})
	if err == nil || !strings.Contains(err.Error(), "Fandol Fang") {
		t.Errorf("error %v", err)
	}
}

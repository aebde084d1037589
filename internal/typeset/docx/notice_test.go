package docx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// listener hears what a check complains about.
type listener struct {
	testing.TB
	heard []string
}

func (l *listener) Helper() {}

func (l *listener) Errorf(format string, args ...any) {
	l.heard = append(l.heard, fmt.Sprintf(format, args...))
}

func TestEveryKindOfBrokenFileIsNoticed(t *testing.T) {
	t.Parallel()
	whole := written(t, laid(t, one(everything()...)))
	for _, c := range []struct{ name, part, old, broken string }{
		{"properties out of order", "word/document.xml", `<w:pStyle w:val="TOC2"/>`, `<w:jc w:val="left"/><w:pStyle w:val="TOC2"/>`},
		{"an element of no rule", "word/document.xml", `<w:cantSplit/>`, `<w:cantSplit/><w:nonsense/>`},
		{"a style that is not there", "word/document.xml", `w:val="TOC2"`, `w:val="TOC9"`},
		{"a missing attribute", "word/document.xml", `<w:docGrid w:type="lines"`, `<w:docGrid`},
		{"a number that is none", "word/styles.xml", `<w:sz w:val="32"/>`, `<w:sz w:val="big"/>`},
		{"a bookmark without end", "word/document.xml", `<w:bookmarkEnd w:id="1"/>`, ``},
		{"a link to nowhere", "word/document.xml", `w:anchor="section_1"`, `w:anchor="section_9"`},
		{"a relation to nothing", "word/_rels/document.xml.rels", `Target="settings.xml"`, `Target="setting.xml"`},
		{"a relation that is asked for and missing", "word/document.xml", `r:embed="rId`, `r:embed="rId9`},
		{"a note without text", "word/footnotes.xml", `w:id="2"`, `w:id="3"`},
		{"a row that is too short", "word/document.xml", `<w:gridSpan w:val="2"/>`, ``},
		{"a kind for nothing", "[Content_Types].xml", `PartName="/word/settings.xml"`, `PartName="/word/sets.xml"`},
		{"a field without end", "word/document.xml", `<w:fldChar w:fldCharType="end"/>`, ``},
		{"a namespace of nobody", "word/document.xml", `xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"`, `xmlns:wps="urn:x"`},
	} {
		l := &listener{TB: t}
		check(l, changed(t, whole, c.part, c.old, c.broken))
		if len(l.heard) == 0 {
			t.Errorf("%s went unnoticed", c.name)
		}
	}
}

// changed is a package with the first of old in a part replaced.
func changed(t *testing.T, data []byte, part, old, broken string) []byte {
	t.Helper()
	p := &pack{tb: t, data: map[string][]byte{}, trees: map[string]*element{}}
	p.unzip(data)
	if !bytes.Contains(p.data[part], []byte(old)) {
		t.Fatalf("%s holds no %s", part, old)
	}
	p.data[part] = []byte(strings.Replace(string(p.data[part]), old, broken, 1))
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range p.names {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(p.data[name]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

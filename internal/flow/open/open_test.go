package open

import (
	"archive/zip"
	"bytes"
	"errors"
	"os"
	"strings"
	"testing"
	"unicode/utf16"

	"jianbao/internal/flow"
	"jianbao/internal/flow/flowtest"
)

func archive(tb testing.TB, parts ...string) string {
	tb.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, p := range parts {
		name, text, _ := strings.Cut(p, "=")
		f, err := w.Create(name)
		if err != nil {
			tb.Fatal(err)
		}
		if _, err := f.Write([]byte(text)); err != nil {
			tb.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.String()
}

func oldWord(tb testing.TB) string {
	tb.Helper()
	return file(tb, "../msdoc/testdata/bulletin.doc")
}

func file(tb testing.TB, name string) string {
	tb.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		tb.Fatal(err)
	}
	return string(data)
}

func wide(s string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		b.WriteByte(byte(u))
		b.WriteByte(byte(u >> 8))
	}
	return b.String()
}

// renamed is the old Word file with its main stream under another name.
func renamed(tb testing.TB, name string) string {
	tb.Helper()
	padded := wide(name) + strings.Repeat("\x00", 64-2*len(name)) + string([]byte{byte(2*len(name) + 2), 0})
	old := wide("WordDocument") + strings.Repeat("\x00", 64-24) + "\x1a\x00"
	data := strings.Replace(oldWord(tb), old, padded, 1)
	if data == oldWord(tb) {
		tb.Fatal("there is no entry for the main stream")
	}
	return data
}

func TestTheFormatIsFoundByContent(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		data, name string
		want       flow.Format
	}{
		{file(t, "../docx/testdata/office.docx"), "简报.doc", flow.Docx},
		{oldWord(t), "简报.docx", flow.Doc},
		{oldWord(t), "简报.wps", flow.Doc},
		{"<!DOCTYPE html><p>字", "a.txt", flow.HTML},
		{"\ufeff\r\n<?xml version=\"1.0\"?>\n<!-- x -->\n<html xmlns=\"x\"><body>字</body></html>", "a.doc", flow.HTML},
		{"\xff\xfe" + wide("<html><p>字</p></html>"), "a", flow.HTML},
		{"<p>字</p>", "a.htm", flow.HTML},
		{"没有标签的字", "a.html", flow.Text},
		{"# 标题", "a.md", flow.Markdown},
		{"# 标题", "A.MARKDOWN", flow.Markdown},
		{"# 标题", "a.txt", flow.Text},
		{"# 标题", "", flow.Text},
		{"<p>字</p>", "a.txt", flow.Text},
		{"<p>字</p>", "", flow.Text},
		{"BM是一个缩写", "a.pdf", flow.Text},
		{file(t, "../pdfdoc/testdata/chromium.pdf"), "a.docx", flow.PDF},
		{"From: 云汀\n没有邮件\n", "a.txt", flow.Text},
	} {
		f, err := Read(t.Context(), []byte(c.data), c.name)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		flowtest.Check(t, f)
		if f.Format != c.want {
			t.Errorf("%.20q as %s is %s, want %s", c.data, c.name, f.Format, c.want)
		}
	}
}

func TestWhatIsNotReadIsNamed(t *testing.T) {
	t.Parallel()
	const xml = `<?xml version="1.0"?>` + "\n"
	for _, c := range []struct {
		data   string
		code   flow.Code
		detail string
	}{
		{"", flow.Empty, ""},
		{"%PDF-1.7\n", flow.Damaged, "pdf"},
		{`{\rtf1\ansi}`, flow.Unknown, "rtf"},
		{"\x89PNG\r\n\x1a\n\x00", flow.Unknown, "png"},
		{"\xff\xd8\xff\xe0\x00", flow.Unknown, "jpeg"},
		{"BM\x00\x00\x00", flow.Unknown, "bmp"},
		{"\x00\x00\x00\x18ftypheic", flow.Unknown, "heic"},
		{"Rar!\x1a\x07", flow.Unknown, "rar"},
		{"7z\xbc\xaf\x27\x1c", flow.Unknown, "7z"},
		{archive(t, "a.txt=字"), flow.Unknown, "zip"},
		{archive(t, "word/document.xml=x"), flow.Unknown, "zip"},
		{archive(t, "[Content_Types].xml=x", "xl/workbook.xml=x"), flow.Unknown, "xlsx"},
		{archive(t, "[Content_Types].xml=x", "ppt/presentation.xml=x"), flow.Unknown, "pptx"},
		{archive(t, "mimetype=application/vnd.oasis.opendocument.text"), flow.Unknown, "odt"},
		{archive(t, "mimetype=application/x"), flow.Unknown, "zip"},
		{archive(t, "OFD.xml=x", "Doc_0/Document.xml=x"), flow.Unknown, "ofd"},
		{"PK\x03\x04 cut", flow.Damaged, "zip"},
		{renamed(t, "Workbook"), flow.Unknown, "xls"},
		{renamed(t, "Book"), flow.Unknown, "xls"},
		{renamed(t, "EncryptionInfo"), flow.Encrypted, ""},
		{renamed(t, "Contents"), flow.Unknown, "ole"},
		{oldWord(t)[:600], flow.Damaged, "container"},
		{xml + "<office:document/>", flow.Unknown, "fodt"},
		{xml + `<?mso-application progid="Word.Document"?><w:wordDocument/>`, flow.Unknown, "word xml"},
		{xml + "<feed/>", flow.Unknown, "xml"},
		{"From: <a>\nMIME-Version: 1.0\nContent-Type: multipart/related\n\n--x", flow.Unknown, "mhtml"},
		{strings.Repeat("字", flow.MaxBytes/3+1), flow.TooLarge, "bytes"},
	} {
		_, err := Read(t.Context(), []byte(c.data), "来稿.docx")
		var e *flow.Error
		if !errors.As(err, &e) || e.Code != c.code || e.Detail != c.detail {
			t.Errorf("%.20q gives %v, want %s %s", c.data, err, c.code, c.detail)
		}
	}
}

func FuzzReadAny(f *testing.F) {
	for _, data := range []string{
		oldWord(f), archive(f, "[Content_Types].xml=x", "word/document.xml=x"), "<html><p>字", "# 标题\n\n- 项", "%PDF-", "From: x\nMIME-Version: 1.0\n",
	} {
		f.Add([]byte(data), "a.md")
	}
	f.Fuzz(func(t *testing.T, data []byte, name string) {
		file, err := Read(t.Context(), data, name)
		if err != nil {
			flowtest.Refusal(t, err)
			return
		}
		flowtest.Check(t, file)
	})
}

func BenchmarkRead(b *testing.B) {
	data := []byte(oldWord(b))
	for b.Loop() {
		if _, err := Read(b.Context(), data, "a.wps"); err != nil {
			b.Fatal(err)
		}
	}
}

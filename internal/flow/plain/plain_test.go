package plain

import (
	"encoding/binary"
	"errors"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"

	"jianbao/internal/flow"
	"jianbao/internal/flow/flowtest"
)

const short = "澜江省自由贸易试验区动态\n第87期\n\n一、要闻\n云汀片区首票业务落地。\n\f二、数据\n全年 11.6 亿元。"

func encode(tb testing.TB, text string) map[Encoding][]byte {
	tb.Helper()
	gbk, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(text))
	if err != nil {
		tb.Fatal(err)
	}
	le, be := []byte("\xff\xfe"), []byte("\xfe\xff")
	for _, u := range utf16.Encode([]rune(text)) {
		le = binary.LittleEndian.AppendUint16(le, u)
		be = binary.BigEndian.AppendUint16(be, u)
	}
	return map[Encoding][]byte{UTF8: []byte("\ufeff" + text), GB18030: gbk, UTF16LE: le, UTF16BE: be}
}

func TestEveryEncodingGivesTheSameParagraphs(t *testing.T) {
	t.Parallel()
	want := strings.Split(strings.ReplaceAll(short, "\f", ""), "\n")
	for enc, data := range encode(t, short) {
		if _, got, err := Decode(data); err != nil || got != enc {
			t.Errorf("%s is taken for %q: %v", enc, got, err)
		}
		f, err := Read(data)
		if err != nil {
			t.Fatal(err)
		}
		flowtest.Check(t, f)
		if got := strings.TrimSuffix(flowtest.Text(f), "\n"); got != strings.Join(want, "\n") || f.Format != flow.Text {
			t.Errorf("%s reads as %q", enc, got)
		}
		for i, p := range flowtest.Paragraphs(f) {
			if p.Page != (i == 5) {
				t.Errorf("paragraph %d begins a page: %t", i, p.Page)
			}
		}
	}
}

func TestLineEndsDoNotMatter(t *testing.T) {
	t.Parallel()
	for _, end := range []string{"\n", "\r\n", "\r", "\u2028"} {
		f, err := Read([]byte("甲" + end + end + "乙\f丙" + end))
		if err != nil {
			t.Fatal(err)
		}
		if got := flowtest.Text(f); got != "甲\n\n乙\n丙\n" {
			t.Errorf("%q gives %q", end, got)
		}
	}
}

func TestWhatIsNoTextIsRefusedWithItsReason(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		data string
		want flow.Code
	}{
		"nothing":            {"", flow.Empty},
		"blanks":             {" \n\t　\f", flow.Empty},
		"zero bytes":         {"abc\x00def", flow.Unknown},
		"a zip file":         {"PK\x03\x04\x14\x00", flow.Unknown},
		"control characters": {strings.Repeat("\x01\x02a", 100), flow.Unknown},
		"damaged UTF-8":      {"开放前沿\n第87期\n省自贸\xe5\x8a\n主办", flow.Damaged},
		"too many lines":     {strings.Repeat("a\n", flow.MaxParagraphs+1), flow.TooLarge},
		"too many pages":     {strings.Repeat("a\f", flow.MaxParagraphs+1), flow.TooLarge},
		"too much text":      {strings.Repeat("字", flow.MaxText/3+1), flow.TooLarge},
		"too many bytes":     {strings.Repeat("字", MaxBytes/3+1), flow.TooLarge},
	} {
		_, err := Read([]byte(c.data))
		if got := flowtest.Refusal(t, err); got != c.want {
			t.Errorf("%s: refused as %q, want %q", name, got, c.want)
		}
	}
}

func TestDamageNamesItsLine(t *testing.T) {
	t.Parallel()
	_, _, err := Decode([]byte("开放前沿\n第87期\n省自贸\xe5\x8a\n主办"))
	var e *Error
	if !errors.As(err, &e) || e.Line != 3 || !strings.Contains(err.Error(), "line 3") {
		t.Errorf("the error is %v", err)
	}
}

func FuzzReadText(f *testing.F) {
	for _, data := range encode(f, short) {
		f.Add(data)
	}
	f.Add([]byte("a\v\u0085b\r\f\f\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := Read(data)
		if err != nil {
			flowtest.Refusal(t, err)
			return
		}
		flowtest.Check(t, file)
		text, _, err := Decode(data)
		if err != nil {
			t.Fatal(err)
		}
		if lost, more := flowtest.Account(text, file); lost+more != "" {
			t.Errorf("lost %q, more %q", lost, more)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	data := encode(b, strings.Repeat(short+"\n", 500))[GB18030]
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := Read(data); err != nil {
			b.Fatal(err)
		}
	}
}

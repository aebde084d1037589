package pdfdoc

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"jianbao/internal/flow"
	"jianbao/internal/flow/flowtest"
)

// hostile are files made to be slow, large, or endless, with what may come of them; an empty code: they may be read.
func hostile(tb testing.TB) map[string]hostileFile {
	tb.Helper()
	whole := fixture(tb, "chromium.pdf")
	words := at(60, 700, 12, strings.Repeat("words ", 8))
	deep := parts{catalog, "<</Type/Pages/Kids[3 0 R]/Count 1>>"}
	for i := range 20_000 {
		deep = append(deep, fmt.Sprintf("<</Type/Pages/Parent %d 0 R/Kids[%d 0 R]/Count 1>>", i+2, i+4))
	}
	ring := onePage(words)
	ring[1] = "<</Type/Pages/Kids[2 0 R 2 0 R 3 0 R]/Count 2000000000>>"
	forms := onePage("/X Do "+words, stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>", strings.Repeat("/X Do ", 50)))
	bomb := onePage("")
	bomb[6] = packed(tb, "", bytes.Repeat([]byte(" "), 400<<20))
	text := onePage("")
	text[6] = packed(tb, "", bytes.Repeat([]byte("BT /F 12 Tf 60 700 Td (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj ET\n"), 100_000))
	many := make([]string, MaxPages+1)
	locked := onePage(words).pack()
	locked = bytes.Replace(locked, []byte("/Root 1 0 R"), []byte("/Root 1 0 R/ID[<00><00>]/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O("+strings.Repeat("o", 32)+")/U("+strings.Repeat("u", 32)+")>>"), 1)
	loop := tagged("/P<</MCID 0>>BDC "+words+" EMC", "/K[11 0 R]", "<</Type/StructElem/S/P/P 11 0 R/Pg 3 0 R/K[11 0 R 11 0 R 0]>>")
	wide := tagged("/P<</MCID 0>>BDC "+words+" EMC", "/K[11 0 R]", "<</Type/StructElem/S/P/P 8 0 R/Pg 3 0 R/K["+strings.Repeat("0 ", 500_000)+"]>>")
	return map[string]hostileFile{
		"nothing but a head":            {[]byte("%PDF-1.7\n"), flow.Damaged},
		"cut in half":                   {whole[:len(whole)/2], ""},
		"cut in the head":               {whole[:300], flow.Damaged},
		"a password":                    {locked, flow.Encrypted},
		"a deep tree of pages":          {deep.pack(), flow.Damaged},
		"pages that hold themselves":    {ring.pack(), ""},
		"drawings that hold themselves": {forms.pack(), ""},
		"a stream of 400 MB":            {bomb.pack(), ""},
		"four million characters":       {text.pack(), ""},
		"a thousand and one pages":      {pages(many...).pack(), flow.TooLarge},
		"a tag that holds itself":       {loop.pack(), ""},
		"half a million parts of a tag": {wide.pack(), ""},
	}
}

type hostileFile struct {
	data []byte
	want flow.Code // empty: that it ends is enough
}

func TestHostileFilesEnd(t *testing.T) {
	t.Parallel()
	for name, file := range hostile(t) {
		f, err := Read(t.Context(), file.data)
		got := flowtest.Refusal(t, err)
		if file.want != "" && got != file.want {
			t.Errorf("%s: %v", name, err)
		}
		if err == nil {
			flowtest.Check(t, f)
		}
	}
}

func FuzzReadPDF(f *testing.F) {
	if _, err := loaded(); err != nil { // PDFium is translated before the first file, which is given ten seconds
		f.Fatal(err)
	}
	f.Add(onePage(at(60, 700, 16, "text")).pack())
	f.Add(pages(at(60, 700, 16, "text"), at(60, 20, 10, "- 2 -")).pack())
	f.Add(onePage("/X Do", stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]", "BT ET")).pack())
	f.Add(taggedTable().pack())
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := Read(t.Context(), data)
		if flowtest.Refusal(t, err) == "" {
			flowtest.Check(t, file)
		}
	})
}

// BenchmarkRead reads three pages: 1,300 characters.
func BenchmarkRead(b *testing.B) {
	data := fixture(b, "libreoffice.pdf")
	read(b, data) // the engine is loaded once
	b.ReportAllocs()
	for b.Loop() {
		read(b, data)
	}
}

// BenchmarkHostile shows the time that each hostile file takes: 2 s are allowed, and the memory that memoryPages gives.
func BenchmarkHostile(b *testing.B) {
	read(b, fixture(b, "libreoffice.pdf"))
	for name, file := range hostile(b) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = Read(b.Context(), file.data)
			}
		})
	}
}

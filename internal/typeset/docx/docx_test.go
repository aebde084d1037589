package docx

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"jianbao/internal/typeset"
	"jianbao/models"
)

// cases are papers of every shape.
func cases(tb testing.TB) map[string]*typeset.Pages {
	tb.Helper()
	bare := models.OfficialLayout()
	bare.Contents, bare.Makers, bare.Sources = false, false, false
	alone := models.OfficialLayout()
	alone.ContentsAlone, alone.Size = true, 14
	art := models.OfficialLayout()
	art.Lettering = models.Lettering{SHA256: strings.Repeat("3", 64), Width: 120, Height: 80}
	outlines := models.OfficialLayout()
	outlines.Lettering = models.Lettering{Path: "M0 0L300 0L300 100L0 100Z", Width: 300, Height: 100}
	rare := issue()
	rare.Manifest.Masthead.Name = "\U0002A6D6动态"
	empty := issue()
	empty.Sections, empty.Manifest.EditorNote = nil, ""
	empty.Manifest.Distribution, empty.Colophon = models.Distribution{}, models.Colophon{}
	plain := issue()
	plain.Sections = []models.EditionSection{{Articles: plain.Sections[0].Articles}}
	table := everything()[4]
	hostile := "<&>\"'\x00\x01\x0b\x1f\ufffe\uffff\x80\xff]]>\r\ttab\u2028line\nnext 𠮷 \U0010ffff <w:p/> &amp;"
	nasty := one(paragraph(hostile), models.Block{Kind: models.Table, Rows: [][]models.Cell{{{Inlines: inlines(hostile)}}}},
		models.Block{Kind: models.Image, Caption: hostile, Picture: &models.Picture{SHA256: strings.Repeat("1", 64), Alt: hostile, Width: 10, Height: 4000}})
	nasty.Sections[0].Title, nasty.Sections[0].Articles[0].Text.Title = hostile, hostile
	nasty.Manifest.Masthead.Host = hostile
	fonts, err := typeset.Shipped()
	if err != nil {
		tb.Fatal(err)
	}
	review, err := typeset.ReviewCopy(models.ReviewCopy{Content: issue(), Head: "校验码 7F3A-91C2", Mark: "草稿", Title: "签发页", Note: "编号见页边。", Steps: signOff().Steps}, bare)
	if err != nil {
		tb.Fatal(err)
	}
	return map[string]*typeset.Pages{
		"issue":                   laid(tb, issue()),
		"no contents, no makers":  laidAs(tb, issue(), bare),
		"contents alone, 四号":      laidAs(tb, issue(), alone),
		"lettering of the office": laidAs(tb, issue(), art),
		"outlines of the office":  laidAs(tb, issue(), outlines),
		"a name without outlines": laid(tb, rare),
		"nothing to print":        laid(tb, empty),
		"no sections":             laid(tb, plain),
		"one article":             laid(tb, one(everything()...)),
		"a table at the end":      laidAs(tb, one(table), bare),
		"tables only":             laidAs(tb, one(table, table, table), bare, func(p *typeset.Paper) { p.Foot = nil }),
		"hostile characters":      laid(tb, nasty),
		"a draft": laid(tb, issue(), func(p *typeset.Paper) {
			p.Head, p.Mark, p.Numbered = "校验码 7F3A-91C2", "草稿", true
		}),
		"no numbers": laid(tb, issue(), func(p *typeset.Paper) { p.Numbered = false }),
		"an empty paper": laid(tb, issue(), func(p *typeset.Paper) {
			p.Flow, p.Foot = nil, nil
		}),
		"nothing but a break": laid(tb, issue(), func(p *typeset.Paper) {
			p.Flow, p.Foot = []typeset.Block{&typeset.Break{}, &typeset.Table{}}, nil
		}),
		"breaks and tables": laid(tb, issue(), func(p *typeset.Paper) {
			t := func() *typeset.Table {
				return &typeset.Table{Rows: []typeset.Row{{Height: 40, Cells: []*typeset.Cell{{ColSpan: 1, RowSpan: 1}}}}, Widths: []typeset.Points{200}}
			}
			p.Flow = []typeset.Block{&typeset.Break{}, t(), &typeset.Break{}, t(), t(), &typeset.Break{}, &typeset.Table{}}
		}),
		"strange styles and anchors": laid(tb, issue(), func(p *typeset.Paper) {
			p.Styles["甲 sign-off"] = typeset.Style{Size: 12, Pitch: 18}
			same := &typeset.Para{Style: "甲 sign-off", Anchor: "same"}
			long := strings.Repeat("很长的名字", 20)
			p.Flow = []typeset.Block{
				same, same, &typeset.Para{Style: typeset.StyleBody, Anchor: long + "a"}, &typeset.Para{Style: typeset.StyleBody, Anchor: long + "b"},
				&typeset.Para{Style: typeset.StyleTOC2, Target: "nowhere", Runs: []typeset.Run{{Text: "去", Target: "nowhere"}, {Text: "来", Target: long + "b"}}},
			}
		}),
		"a sign-off sheet": typeset.Lay(typeset.SignOffSheet(signOff()), fonts),
		"a review copy":    typeset.Lay(review, fonts),
		"a marked-up copy": typeset.Lay(typeset.MarkedUp(markedUp()), fonts),
		"a foot with links": laid(tb, issue(), func(p *typeset.Paper) {
			p.Foot = append(p.Foot, &typeset.Para{Style: typeset.StyleMakers, Runs: []typeset.Run{{Text: "网页", Href: "https://example.gov.cn/"}, {Text: "一", Target: typeset.SectionAnchor(0)}}})
		}),
		"a foot with a table": laid(tb, issue(), func(p *typeset.Paper) {
			p.Foot = append(p.Foot, &typeset.Table{Rows: []typeset.Row{{Cells: []*typeset.Cell{{ColSpan: 1, RowSpan: 1}}}}})
		}),
		"a foot higher than a page": laid(tb, issue(), func(p *typeset.Paper) {
			for range 40 {
				p.Foot = append(p.Foot, p.Foot[0])
			}
		}),
	}
}

func TestFilesKeepTheRulesOfTheFormat(t *testing.T) {
	t.Parallel()
	for name, pages := range cases(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			check(t, written(t, pages))
		})
	}
}

func TestTheSamePagesGiveTheSameBytes(t *testing.T) {
	t.Parallel()
	first, second := written(t, laid(t, issue())), written(t, laid(t, issue()))
	if !bytes.Equal(first, second) {
		t.Error("two files of one issue differ")
	}
}

func TestAMissingPictureIsSaid(t *testing.T) {
	t.Parallel()
	gone := errors.New("gone")
	err := Write(io.Discard, laid(t, one(everything()...)), func(string) ([]byte, error) { return nil, gone })
	if !errors.Is(err, gone) {
		t.Errorf("the error is %v", err)
	}
	err = Write(io.Discard, laid(t, one(everything()...)), func(string) ([]byte, error) { return []byte("RIFF"), nil })
	if !errors.Is(err, errFormat) {
		t.Errorf("the error is %v", err)
	}
}

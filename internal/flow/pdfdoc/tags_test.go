package pdfdoc

import (
	"fmt"
	"strings"
	"testing"

	"jianbao/internal/flow"
	"jianbao/internal/flow/flowtest"
)

// tagged is a file of one page with tags: 8 is their root with these kids, 9 and 10 lead from marked content to elements, which begin
// at 11. Marked content n belongs to element n.
func tagged(content, kids string, elements ...string) parts {
	p := onePage(content)
	p[0] = "<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 8 0 R>>"
	p[2] = strings.Replace(p[2], "/Type/Page", "/Type/Page/StructParents 0", 1)
	var refs strings.Builder
	for i := range elements {
		fmt.Fprintf(&refs, "%d 0 R ", 11+i)
	}
	p = append(p, "<</Type/StructTreeRoot"+kids+"/ParentTree 9 0 R>>", "<</Nums[0 10 0 R]>>", "["+refs.String()+"]")
	return append(p, elements...)
}

// marked is text that belongs to a number.
func marked(role string, n int, text string) string {
	return fmt.Sprintf("/%s<</MCID %d>>BDC %s EMC\n", role, n, text)
}

func leaf(role string, parent, content int, more string) string {
	return fmt.Sprintf("<</Type/StructElem/S/%s/P %d 0 R/Pg 3 0 R/K[%d]%s>>", role, parent, content, more)
}

// taggedTable has a heading, a paragraph on two short lines, a table of two rows with a head across, and a page number without a tag.
func taggedTable() parts {
	content := marked("H1", 0, at(60, 700, 16, "Heading")) +
		marked("P", 1, at(60, 670, 12, "one")+at(60, 650, 12, "two")) +
		marked("TH", 2, at(60, 600, 12, "head")) + marked("TD", 3, at(60, 570, 12, "left")) + marked("TD", 4, at(120, 570, 12, "right")) +
		at(300, 30, 10, "- 1 -")
	return tagged(content, "/K[11 0 R 12 0 R 16 0 R]",
		leaf("H1", 8, 0, ""), leaf("P", 8, 1, ""), leaf("TH", 17, 2, "/A<</O/Table/ColSpan 2>>"), leaf("TD", 18, 3, ""), leaf("TD", 18, 4, ""),
		"<</Type/StructElem/S/Table/P 8 0 R/K[17 0 R 18 0 R]>>", "<</Type/StructElem/S/TR/P 16 0 R/K[13 0 R]>>", "<</Type/StructElem/S/TR/P 16 0 R/K[14 0 R 15 0 R]>>")
}

func TestTagsSayWhatParagraphsAre(t *testing.T) {
	t.Parallel()
	f := read(t, taggedTable().pack())
	if len(f.Items) != 4 {
		t.Fatalf("%d items: %+v", len(f.Items), f.Items)
	}
	if p := f.Items[0].Paragraph; p.Text() != "Heading" || p.Outline != 1 {
		t.Errorf("the heading is %+v", p)
	}
	if p := f.Items[1].Paragraph; p.Text() != "one two" || p.Outline != 0 {
		t.Errorf("the paragraph is %+v", p)
	}
	table := f.Items[2].Table
	if table == nil || table.HeaderRows != 1 || len(table.Rows) != 2 || len(table.Rows[1]) != 2 {
		t.Fatalf("the table is %+v", table)
	}
	if c := table.Rows[0][0]; c.ColSpan != 2 || c.Paragraphs[0].Text() != "head" {
		t.Errorf("its head is %+v", c)
	}
	if c := table.Rows[1][1]; c.ColSpan != 1 || c.Paragraphs[0].Text() != "right" {
		t.Errorf("its last cell is %+v", c)
	}
	if p := f.Items[3].Paragraph; p.Place != flow.Footer || p.Text() != "- 1 -" {
		t.Errorf("what has no tag is %+v", p)
	}
}

func TestTagsThatSayLittleAreNotTrusted(t *testing.T) {
	t.Parallel()
	for name, file := range map[string]parts{
		"most text has none":     tagged(marked("P", 0, at(60, 700, 12, "tagged"))+at(60, 600, 12, "text without a tag that is longer"), "/K[11 0 R]", leaf("P", 8, 0, "")),
		"no role of a paragraph": tagged(marked("Div", 0, at(60, 700, 12, "first"))+marked("Div", 0, at(60, 600, 12, "second")), "/K[11 0 R]", leaf("Div", 8, 0, "")),
	} {
		if n := len(flowtest.Paragraphs(read(t, file.pack()))); n != 2 {
			t.Errorf("%s: %d paragraphs", name, n)
		}
	}
}

func TestANoteStandsWhereItsMarkLeads(t *testing.T) {
	t.Parallel()
	content := marked("P", 0, at(60, 700, 12, "before")) + marked("Reference", 1, at(100, 704, 8, "1")) + marked("Note", 2, at(60, 60, 9, "1 what the note says"))
	f := read(t, tagged(content, "/K[11 0 R]",
		"<</Type/StructElem/S/P/P 8 0 R/Pg 3 0 R/K[0 12 0 R 13 0 R]>>", leaf("Reference", 11, 1, ""), leaf("Note", 11, 2, "")).pack())
	if len(f.Items) != 1 || len(f.Notes) != 1 || f.Notes[0].Paragraphs[0].Text() != "what the note says" {
		t.Fatalf("items %+v, notes %+v", f.Items, f.Notes)
	}
	runs := f.Items[0].Paragraph.Runs
	if len(runs) != 2 || runs[0].Text != "before" || runs[1].Note != 1 {
		t.Errorf("runs %+v", runs)
	}
}

func TestACellWithoutARowIsStillText(t *testing.T) {
	t.Parallel()
	f := read(t, tagged(marked("TD", 0, at(60, 700, 12, "alone"))+marked("P", 1, at(60, 600, 12, "in a row")), "/K[13 0 R]",
		leaf("TD", 13, 0, ""), leaf("P", 14, 1, ""), "<</Type/StructElem/S/Table/P 8 0 R/K[11 0 R 14 0 R]>>", "<</Type/StructElem/S/TR/P 13 0 R/K[12 0 R]>>").pack())
	var got []string
	for _, p := range flowtest.Paragraphs(f) {
		got = append(got, p.Text())
	}
	if strings.Join(got, "|") != "alone|in a row" {
		t.Errorf("read %q", got)
	}
}

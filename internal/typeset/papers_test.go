package typeset

import (
	"slices"
	"strings"
	"testing"

	"jianbao/models"
)

// lines is what a paper says, a paragraph a line, cells among them.
func lines(p *Paper) (out []string) {
	for _, b := range p.Flow {
		switch b := b.(type) {
		case *Para:
			out = append(out, b.PlainText())
		case *Table:
			for _, r := range b.Rows {
				for _, c := range r.Cells {
					for _, para := range c.Paras {
						out = append(out, para.PlainText())
					}
				}
			}
		}
	}
	return out
}

func reviewed() models.ReviewCopy {
	return models.ReviewCopy{
		Content: Sample(models.Bulletin{Name: "开放前沿", Host: "省自贸办"}), File: "开放前沿第1期送审稿", Head: "送审稿　核验码 3fa9", Mark: "草稿", Title: "送审", Note: "段号",
		Facts: []models.Fact{{Label: "核验码", Text: "3fa9"}},
		Steps: models.SheetSteps{
			Columns: [3]string{"环节", "意见", "签名"}, Sign: []string{"签名："},
			Rows: []models.SheetStep{{Name: "初审", By: "顾言", Opinion: "同意"}, {Name: "签发", Opinion: "□ 同意"}},
		},
	}
}

func TestAReviewCopyNamesEveryPartOfATextAndEndsWithAPageToSign(t *testing.T) {
	t.Parallel()
	p, err := ReviewCopy(reviewed(), models.OfficialLayout())
	if err != nil {
		t.Fatal(err)
	}
	if p.Head != "送审稿　核验码 3fa9" || p.Mark != "草稿" || len(p.Foot) != 0 {
		t.Errorf("head %q, mark %q, %d lines at the foot of the last page", p.Head, p.Mark, len(p.Foot))
	}
	said := lines(p)
	for _, place := range []string{"1-1 ", "1-5 ", "2-1 ", "3-6 "} {
		if n := len(slices.DeleteFunc(slices.Clone(said), func(s string) bool { return !strings.HasPrefix(s, place) })); n != 1 {
			t.Errorf("%d places are called %q", n, place)
		}
	}
	fonts, err := Shipped()
	if err != nil {
		t.Fatal(err)
	}
	pages := Lay(p, fonts).Pages
	last := pages[len(pages)-1]
	on := func(text string) bool {
		return slices.ContainsFunc(last.Items, func(it Item) bool {
			line, is := it.(*Line)
			return is && line.Of.PlainText() == text
		})
	}
	if !on("顾言") || !on("签名：") || on("电话：") {
		t.Error("the last page is not that of the steps alone")
	}
}

func TestWhereNumbersBeginAnewPlacesNameTheSectionToo(t *testing.T) {
	t.Parallel()
	r := reviewed()
	r.Content.Manifest.Numbering = models.PerSection
	p, err := ReviewCopy(r, models.OfficialLayout())
	if err != nil {
		t.Fatal(err)
	}
	if said := strings.Join(lines(p), "\n"); !strings.Contains(said, "\n2-3-1 ") {
		t.Error(said)
	}
}

func TestAMarkedUpCopyNeedsNoColour(t *testing.T) {
	t.Parallel()
	p := MarkedUp(models.MarkedUp{Title: "花脸稿", Parts: []models.MarkedPart{{Lines: []models.MarkedLine{
		{Label: "第1段", Changed: true, Notes: []string{"移自第3段"}, Text: []models.MarkedText{{Text: "投资"}, {Text: "200", Deleted: true}, {Text: "210", Inserted: true}}},
		{Label: "第2段", Text: []models.MarkedText{{Text: "未改"}}},
		{Label: "第3段", Changed: true, Rows: []models.MarkedRow{{Cells: [][]models.MarkedText{{{Text: "甲"}}, {{Text: "乙"}}}}, {Word: "新增行", Cells: [][]models.MarkedText{{{Text: "丙", Inserted: true}}}}}},
	}}}})
	said := lines(p)
	for _, want := range []string{"第1段　移自第3段", "投资200210", "第2段 未改", "新增行"} {
		if !slices.Contains(said, want) {
			t.Errorf("%q is missing in %q", want, said)
		}
	}
	for _, b := range p.Flow {
		para, is := b.(*Para)
		if !is {
			continue
		}
		for _, r := range para.Runs {
			if r.Struck != (r.Text == "200") || r.Underline != (r.Text == "210") {
				t.Errorf("%+v", r)
			}
		}
	}
}

func TestAStepWithoutADecisionLeavesRoomToSign(t *testing.T) {
	t.Parallel()
	p := SignOffSheet(models.SignOffSheet{Title: "审签单", Issue: "第1期", Steps: reviewed().Steps, Amended: "审改情况", Amendments: []models.SheetAmendment{{Title: "标题", Notes: []string{"移自第3段"}}}})
	var steps *Table
	for _, b := range p.Flow {
		if t, is := b.(*Table); is {
			steps = t
		}
	}
	if steps.Rows[1].Height >= signHeight || steps.Rows[2].Height < signHeight {
		t.Errorf("rows are %v and %v high", steps.Rows[1].Height, steps.Rows[2].Height)
	}
	if said := lines(p); !slices.Contains(said, "签名：") || !slices.Contains(said, "移自第3段") {
		t.Error(said)
	}
}

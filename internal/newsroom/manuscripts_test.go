package newsroom

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"jianbao/internal/flow"
	"jianbao/internal/manuscript"
	"jianbao/models"
)

func paragraph(runs ...flow.Run) flow.Item {
	return flow.Item{Paragraph: &flow.Paragraph{Runs: runs}}
}

func cell(text string, columns, rows int) flow.Cell {
	return flow.Cell{Paragraphs: []flow.Paragraph{{Bold: true, Runs: []flow.Run{{Text: text, Bold: true}}}}, ColSpan: columns, RowSpan: rows}
}

// sentIn is an article with everything that a file may hold and a text cannot.
func sentIn() *flow.File {
	title := paragraph(flow.Run{Text: "云汀片区融资畅通工程取得成效", Bold: true})
	title.Paragraph.Align, title.Paragraph.Bold = flow.Center, true
	heading := paragraph(flow.Run{Text: "一、主要做法", Bold: true})
	heading.Paragraph.Bold = true
	bullet := func(text string, level int) flow.Item {
		it := paragraph(flow.Run{Text: text})
		it.Paragraph.Marker, it.Paragraph.ListLevel = "•", level
		return it
	}
	return &flow.File{
		Format: flow.Docx,
		Items: []flow.Item{
			title,
			paragraph(flow.Run{Text: "（云汀市自贸办）"}),
			paragraph(flow.Run{Text: "今年以来，片区新增贷款"}, flow.Run{Text: "一百二十亿元", Bold: true}, flow.Run{Note: 1}, flow.Run{Text: "，详见", Italic: true}, flow.Run{Text: "公报", Href: "https://example.org/"}, flow.Run{Text: "，其中信用贷款占三成，企业综合融资成本下降零点六个百分点。"}),
			heading,
			paragraph(flow.Run{Text: "片区管委会同银行建立周调度机制，对企业提出的问题当日登记、三日答复、十日办结，半年来累计协调解决三百余件。"}),
			bullet("白名单", 1), bullet("按月更新", 2),
			{Table: &flow.Table{HeaderRows: 1, Rows: [][]flow.Cell{{cell("指标", 1, 1), cell("上半年", 2, 1)}, {cell("贷款", 1, 1), cell("120", 1, 1), cell("12%", 1, 1)}}}},
			paragraph(flow.Run{Picture: 1}),
		},
		Notes:    []flow.Note{{Paragraphs: []flow.Paragraph{{Runs: []flow.Run{{Text: "数据截至六月底。"}}}}}},
		Pictures: []flow.Picture{{Name: "窗口.jpg"}},
	}
}

func sentText(t *testing.T, pictures []keptPicture) models.ArticleText {
	t.Helper()
	d, err := manuscript.ReadArticle(sentIn())
	if err != nil {
		t.Fatal(err)
	}
	text := articleText(d.Document, d.Sections[0].Articles[0], pictures).Normalise()
	if err := text.Validate(); err != nil {
		t.Fatal(err)
	}
	return text
}

func blocksOf(text models.ArticleText, kind models.BlockKind) []models.Block {
	return slices.DeleteFunc(slices.Clone(text.Body.Blocks), func(b models.Block) bool { return b.Kind != kind })
}

func TestMarksAndReferencesToNotesComeIntoTheText(t *testing.T) {
	t.Parallel()
	text := sentText(t, make([]keptPicture, 1))
	if text.Title != "云汀片区融资畅通工程取得成效" {
		t.Errorf("title %q", text.Title)
	}
	note := blocksOf(text, models.Footnote)
	if len(note) != 1 || note[0].PlainText() != "数据截至六月底。" {
		t.Fatalf("footnotes %+v", note)
	}
	want := []models.Inline{
		{Text: "今年以来，片区新增贷款"},
		{Text: "一百二十亿元", Marks: []models.Mark{{Kind: models.Bold}}},
		{Note: note[0].ID},
		{Text: "，详见", Marks: []models.Mark{{Kind: models.Italic}}},
		{Text: "公报", Marks: []models.Mark{{Kind: models.Link, Href: "https://example.org/"}}},
		{Text: "，其中信用贷款占三成，企业综合融资成本下降零点六个百分点。"},
	}
	if got := text.Body.Blocks[0].Inlines; models.Hash(got) != models.Hash(want) {
		t.Errorf("%+v", got)
	}
}

func TestLooksOfHeadingsAndHeaderRowsAreLeftToTheTemplates(t *testing.T) {
	t.Parallel()
	text := sentText(t, make([]keptPicture, 1))
	heading, table := blocksOf(text, models.Heading), blocksOf(text, models.Table)
	if len(heading) != 1 || heading[0].Marker != "一、" || heading[0].Inlines[0].Marks != nil {
		t.Errorf("headings %+v", heading)
	}
	if len(table) != 1 || table[0].HeaderRows != 1 || table[0].Rows[0][1].ColSpan != 2 || table[0].Rows[0][0].Inlines[0].Marks != nil || table[0].Rows[1][0].Inlines[0].Marks == nil {
		t.Errorf("tables %+v", table)
	}
}

func TestListsKeepTheirLevels(t *testing.T) {
	t.Parallel()
	list := blocksOf(sentText(t, make([]keptPicture, 1)), models.List)
	if len(list) != 1 || len(list[0].Items) != 2 || list[0].Items[0].Level != 0 || list[0].Items[1].Level != 1 {
		t.Errorf("lists %+v", list)
	}
}

func TestAPictureThatIsNotKeptIsNamedInItsPlace(t *testing.T) {
	t.Parallel()
	text := sentText(t, make([]keptPicture, 1))
	if len(blocksOf(text, models.Image)) != 0 || !strings.Contains(text.Body.PlainText(), "〔图片：窗口.jpg〕") {
		t.Errorf("%s", text.Body.PlainText())
	}
}

func TestAPictureThatIsKeptStandsInItsPlace(t *testing.T) {
	t.Parallel()
	kept := models.Picture{SHA256: strings.Repeat("ab", 32), Width: 800, Height: 600}
	image := blocksOf(sentText(t, []keptPicture{{Picture: &kept}}), models.Image)
	if len(image) != 1 || image[0].Picture.SHA256 != kept.SHA256 {
		t.Errorf("images %+v", image)
	}
}

func TestAMarkerLongerThanMarkersAreStandsInTheText(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("甲", models.MaxMarker) + "）"
	item := paragraph(flow.Run{Text: "文字"})
	item.Paragraph.Marker, item.Paragraph.ListLevel = long, 1
	f := sentIn()
	f.Items = append(f.Items, item)
	d, err := manuscript.ReadArticle(f)
	if err != nil {
		t.Fatal(err)
	}
	text := articleText(d.Document, d.Sections[0].Articles[0], make([]keptPicture, 1)).Normalise()
	if err := text.Validate(); err != nil || !strings.Contains(text.Body.PlainText(), long+"文字") {
		t.Errorf("%v\n%s", err, text.Body.PlainText())
	}
}

func TestWhyAFileIsRefusedIsSaidOnThePage(t *testing.T) {
	t.Parallel()
	for code, cause := range map[string]error{
		"import.encrypted": &flow.Error{Code: flow.Encrypted},
		"import.too_large": &manuscript.Error{Code: manuscript.TooLarge},
	} {
		e, ok := errors.AsType[*models.Error](refusedFile(cause))
		if !ok || e.Code != models.CodeInvalid || e.Key != code || len(e.Fields) != 1 || e.Fields[0].Field != "file" {
			t.Errorf("%s: %+v", code, e)
		}
	}
}

func TestEveryFormatThatIsReadHasAContentType(t *testing.T) {
	t.Parallel()
	for _, f := range []flow.Format{flow.Text, flow.Docx, flow.Doc, flow.HTML, flow.Markdown} {
		if contentTypes[f] == "" {
			t.Errorf("%s has none", f)
		}
	}
}

package manuscript

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"jianbao/internal/flow"
)

// issue is a file of one issue with these items under its masthead.
func issue(items ...flow.Item) *flow.File {
	head := []flow.Item{para("开放前沿", centred, size(36)), para("第90期", centred), para("省自贸办  2025年9月29日", centred)}
	return &flow.File{Format: flow.Docx, Items: slices.Concat(head, items)}
}

// flowShape is what was read, a line for each part: # section, ## article, kind and text.
func flowShape(d *Document) string {
	var b strings.Builder
	for _, s := range d.Sections {
		if s.Title.Value != "" {
			fmt.Fprintf(&b, "# %s\n", s.Title.Value)
		}
		for _, a := range s.Articles {
			fmt.Fprintf(&b, "## %s\n", a.Title.Value)
			for _, bl := range a.Blocks {
				fmt.Fprintf(&b, "%s %s\n", bl.Kind, head(strings.Join([]string{bl.Caption.Value, bl.Marker.Value + bl.Text.Lines(), itemsOf(bl), rowsOf(bl)}, ""), 24))
			}
		}
	}
	return b.String()
}

func itemsOf(b Block) string {
	var out []string
	for _, it := range b.Items {
		out = append(out, strings.Repeat(">", it.Level)+it.Marker.Value+it.Text.Value)
	}
	return strings.Join(out, ";")
}

func rowsOf(b Block) string {
	var out []string
	for _, r := range b.Rows {
		out = append(out, strings.Join(cellValues(r), ","))
	}
	return strings.Join(out, ";")
}

func TestWhatTheFileKnowsDecides(t *testing.T) {
	t.Parallel()
	title := func(s string) flow.Item { return para(s, outlined(1), bold) }
	first := head(sentenceA, 24)
	for name, c := range map[string]struct {
		items []flow.Item
		want  string
	}{
		"a paragraph without a full stop is not joined with the next": {
			[]flow.Item{title("首票业务落地"), para(strings.TrimSuffix(sentenceA, "。")), para(sentenceB)},
			"## 首票业务落地\nparagraph " + first + "\nparagraph " + head(sentenceB, 24) + "\n",
		},
		"a break within a title is no end of it": {
			[]flow.Item{para("澜江片区首票\n业务落地", outlined(1), centred), para(sentenceA)},
			"## 澜江片区首票业务落地\nparagraph " + first + "\n",
		},
		"a break within text begins a paragraph": {
			[]flow.Item{title("首票业务落地"), para(sentenceA + "\n" + sentenceB)},
			"## 首票业务落地\nparagraph " + first + "\nparagraph " + head(sentenceB, 24) + "\n",
		},
		"quotations are told by their style, however short, or by their mark": {
			[]flow.Item{title("首票业务落地"), para(sentenceA), para("规则的价值在于用得上", styled("Quote")), para("> 不在于写得多。"), para("> 而在于好记", styled("引用")), para(sentenceB)},
			"## 首票业务落地\nparagraph " + first + "\nquote 规则的价值在于用得上\nquote 不在于写得多。\nquote > 而在于好记\nparagraph " + head(sentenceB, 24) + "\n",
		},
		"a heading of a deeper level stands below its title, whatever its number": {
			[]flow.Item{para("（一）首票业务落地情况", outlined(2)), para(sentenceA), para("一、基本情况", outlined(3)), para(sentenceA), para("二、下步打算", outlined(3)), para(sentenceB)},
			"## 首票业务落地情况\nparagraph " + first + "\nheading 一、基本情况\nparagraph " + first + "\nheading 二、下步打算\nparagraph " + head(sentenceB, 24) + "\n",
		},
		"tabs and blanks make no table": {
			[]flow.Item{title("首票业务落地"), para("甲\t乙\t丙。"), para("丁\t戊\t己。"), para("庚\t辛\t壬。")},
			"## 首票业务落地\nparagraph 甲\t乙\t丙。\nparagraph 丁\t戊\t己。\nparagraph 庚\t辛\t壬。\n",
		},
		"automatic numbers of paragraphs make a list, with its levels": {
			[]flow.Item{title("首票业务落地"), para("材料", numbered("1.")), para("流程", numbered("a)"), nested(2)), para("时限", numbered("2.")), para(sentenceA)},
			"## 首票业务落地\nlist 1.材料;>a)流程;2.时限\nparagraph " + first + "\n",
		},
		"a number is known though the text goes on in digits": {
			[]flow.Item{title("首票业务落地"), para("5G专网覆盖口岸作业区。", numbered("1.")), para(sentenceA)},
			"## 首票业务落地\nparagraph 1.5G专网覆盖口岸作业区。\nparagraph " + first + "\n",
		},
		"a table of one column is text": {
			[]flow.Item{title("首票业务落地"), table(0, []flow.Cell{cell(sentenceA, 1, 1)})},
			"## 首票业务落地\nparagraph " + first + "\n",
		},
		"paragraphs of a cell stay one cell": {
			[]flow.Item{title("首票业务落地"), para(sentenceA), table(0, []flow.Cell{{Paragraphs: []flow.Paragraph{*para("甲").Paragraph, *para("乙").Paragraph}}, cell("丙", 1, 1)}, []flow.Cell{cell("丁", 1, 1), cell("戊", 1, 1)})},
			"## 首票业务落地\nparagraph " + first + "\ntable 甲\n乙,丙;丁,戊\n",
		},
		"captions go to the pictures beside them": {
			[]flow.Item{title("首票业务落地"), para(sentenceA), para("", rich(flow.Run{Picture: 1}, flow.Run{Picture: 2})), para("图1 口岸", centred), para("图2 港区", centred), para(sentenceB)},
			"## 首票业务落地\nparagraph " + first + "\nimage 图1 口岸〔图片：甲〕\nimage 图2 港区〔图片：乙.png〕\nparagraph " + head(sentenceB, 24) + "\n",
		},
		"a heading may stand above a picture": {
			[]flow.Item{title("首票业务落地"), para(sentenceA), para("现场情况", bold), para("", rich(flow.Run{Picture: 1})), para(sentenceB)},
			"## 首票业务落地\nparagraph " + first + "\nheading 现场情况\nimage 〔图片：甲〕\nparagraph " + head(sentenceB, 24) + "\n",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := issue(c.items...)
			f.Pictures = []flow.Picture{{Name: "a.png", Alt: "甲"}, {Name: "乙.png"}}
			if got := flowShape(readFlow(t, f)); got != c.want {
				t.Errorf("read\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func TestMastheadsAreFoundWhereverTheyStand(t *testing.T) {
	t.Parallel()
	body := []flow.Item{para("首票业务落地", outlined(1)), para(sentenceA), para("查验流程再造", outlined(1)), para(sentenceB)}
	for name, head := range map[string][]flow.Item{
		"in the page head": {para("开放前沿", in(flow.Header)), para("第90期", in(flow.Header)), para("省自贸办  2025年9月29日", in(flow.Header))},
		"in a table": {
			para("开放前沿", centred, size(36)),
			table(0, []flow.Cell{cell("第90期", 1, 1), cell("省自贸办", 1, 1), cell("2025年9月29日", 1, 1)}),
		},
		"in text boxes": {para("开放前沿", in(flow.Box)), para("第90期\n主办：省自贸办", in(flow.Box)), para("2025年9月29日", in(flow.Box))},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := readFlow(t, &flow.File{Format: flow.Docx, Items: slices.Concat(head, body)})
			if m := d.Masthead; m.Name.Value != "开放前沿" || m.Number != 90 || m.Host.Value != "省自贸办" || m.Date != "2025-09-29" {
				t.Errorf("masthead %q %d %q %q", m.Name.Value, m.Number, m.Host.Value, m.Date)
			}
			if got, want := flowShape(d), flowShape(readFlow(t, issue(body...))); got != want {
				t.Errorf("read\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func TestAFootInATableIsAFoot(t *testing.T) {
	t.Parallel()
	foot := table(0,
		[]flow.Cell{cell("报：省委、省政府", 2, 1)},
		[]flow.Cell{cell("编辑：林一舟", 1, 1), cell("签发：赵启明", 1, 1)})
	d := readFlow(t, issue(para("首票业务落地", outlined(1)), para(sentenceA), foot))
	if d.Colophon.Editor.Value != "林一舟" || d.Colophon.Signer.Value != "赵启明" || len(d.Distribution.To) != 2 {
		t.Errorf("colophon %+v, to %v", d.Colophon, values(d.Distribution.To))
	}
}

func TestHeadsAndFeetOfPagesAreLeftOutWithAReason(t *testing.T) {
	t.Parallel()
	d := readFlow(t, issue(para("首票业务落地", outlined(1)), para("开放前沿", in(flow.Header)), para("第 3 页", in(flow.Footer)), para("省自贸办编印", in(flow.Footer)), para(sentenceA)))
	var got []string
	for _, x := range d.Dropped {
		got = append(got, x.Text+"="+x.Reason)
	}
	if want := []string{"开放前沿=running head", "第 3 页=page number", "省自贸办编印=running foot"}; !slices.Equal(got, want) {
		t.Errorf("dropped %q", got)
	}
}

func TestANoteStandsAtTheEndOfTheArticleThatRefersToIt(t *testing.T) {
	t.Parallel()
	f := issue(
		para("首票业务落地", outlined(1)), para("", rich(flow.Run{Text: sentenceA}, flow.Run{Note: 2})),
		para("查验流程再造", outlined(1)), para("", rich(flow.Run{Note: 1}, flow.Run{Text: sentenceB})),
	)
	for _, s := range []string{"甲注。", "乙注。", "无人提及的注。"} {
		f.Notes = append(f.Notes, flow.Note{Paragraphs: []flow.Paragraph{*para(s).Paragraph}})
	}
	d := readFlow(t, f)
	articles := d.Sections[0].Articles
	if n := articles[0].Blocks; len(n) != 2 || n[1].Kind != Footnote || n[1].Note != 2 || n[1].Text.Value != "乙注。" {
		t.Errorf("first article %+v", n)
	}
	if n := articles[1].Blocks; len(n) != 3 || n[1].Note != 1 || n[2].Note != 3 {
		t.Errorf("second article %+v", n)
	}
	if runs := d.Runs(articles[1].Blocks[0].Text); len(runs) != 3 || runs[1].Note != 1 {
		t.Errorf("a reference at the head of a paragraph: %+v", runs)
	}
}

func TestALineOfATableThatIsTakenForTextMakesTheWholeTableText(t *testing.T) {
	t.Parallel()
	f := issue(para("首票业务落地", outlined(1)), para(sentenceA), table(0, []flow.Cell{cell("甲", 1, 1), cell("乙", 1, 1)}, []flow.Cell{cell("丙", 1, 1), cell("丁", 1, 1)}))
	d := readFlow(t, f)
	if got := d.Sections[0].Articles[0].Blocks; len(got) != 2 || got[1].Kind != Table {
		t.Fatalf("blocks %+v", got)
	}
	d = readFlow(t, f, Decision{Op: Set, Line: 6, Role: RoleParagraph})
	if got := flowShape(d); strings.Contains(got, "table") || !strings.Contains(got, "paragraph 甲\t乙") {
		t.Errorf("read\n%s", got)
	}
}

func TestATitleOnTwoLinesCanBeParted(t *testing.T) {
	t.Parallel()
	f := issue(
		para("澜江片区以“三张清单”推进", centred, size(18), bold), para("跨境贸易便利化改革", centred, size(18), bold), para(sentenceA),
		para("云汀市探索“企业吹哨、部门报到”", centred, size(18), bold), para(sentenceB),
	)
	d := readFlow(t, f)
	if len(d.Repairs) != 1 || d.Repairs[0].Kind != Join {
		t.Fatalf("repairs %+v", d.Repairs)
	}
	d = readFlow(t, f, Decision{Op: Undo, ID: d.Repairs[0].ID})
	if len(d.Repairs) != 0 || strings.Contains(flowShape(d), "推进跨境") {
		t.Errorf("read\n%s", flowShape(d))
	}
}

func TestAFileWithoutLooksIsReadAsItsText(t *testing.T) {
	t.Parallel()
	lines := []string{"开放前沿", "第87期", "省自贸办 2025年9月8日", "一、澜江实践", "（一）首票业务落地", sentenceA, "（二）查验流程再造", sentenceB, "二、制度创新", "（三）推广改革经验", sentenceC, "编辑：林一舟"}
	f := &flow.File{Format: flow.Doc}
	for _, s := range lines {
		f.Items = append(f.Items, flow.Item{Paragraph: &flow.Paragraph{Runs: []flow.Run{{Text: s}}}})
	}
	if got, want := flowShape(readFlow(t, f)), flowShape(read(t, []byte(strings.Join(lines, "\n")))); got != want {
		t.Errorf("read\n%s\nwant\n%s", got, want)
	}
}

func TestAnEmptyFileIsRefused(t *testing.T) {
	t.Parallel()
	for name, f := range map[string]*flow.File{"nothing": {Format: flow.Docx}, "blanks": {Format: flow.Docx, Items: []flow.Item{para(" \n\t")}}} {
		if _, err := ReadFlow(f, nil); err == nil || err.(*Error).Code != Empty { //nolint:errorlint // the type is promised
			t.Errorf("%s: %v", name, err)
		}
	}
}

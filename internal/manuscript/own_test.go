package manuscript

import (
	"testing"

	"jianbao/internal/flow"
)

// ownFile is a file with the styles of those that leave from here: its name is a picture, and its numbers say little.
func ownFile(items ...flow.Item) *flow.File {
	head := []flow.Item{
		para("", styled("Title"), rich(flow.Run{Picture: 1})), para("第90期", styled("期号")), para("主办：省自贸办\t2025年9月29日", styled("编印单位")),
		para("目　　录", styled("TOC Heading")), para("一、首票业务落地\t1", styled("toc 1")), para("（一）查验流程再造\t1", styled("toc 2")),
	}
	return &flow.File{Format: flow.Docx, Items: append(head, items...), Pictures: []flow.Picture{{Name: "image1.png", Alt: "开放前沿"}}}
}

func TestStylesOfOurOwnFilesSayWhatStandsInThem(t *testing.T) {
	t.Parallel()
	d := readFlow(t, ownFile(
		para("一、首票业务落地", styled("heading 1"), outlined(1)), para("（一）查验流程再造", styled("heading 2"), outlined(2)),
		para("一、问题", styled("heading 3"), outlined(3), bold, rich(flow.Run{Text: "一、问题", Bold: true})), para(sentenceA, styled("Body Text")),
		para("短的一段", styled("Body Text")), para("·谈清目录", styled("List")), para("（1）再论证", styled("List 2")), para("把方便留给企业。", styled("Quote")),
		para("清单", styled("附件")), para("①数据由海关提供。", styled("footnote text")),
	))
	if d.Masthead.Name.Value != "开放前沿" || d.Masthead.Number != 90 || d.Masthead.Host.Value != "省自贸办" || d.Masthead.Date != "2025-09-29" {
		t.Errorf("the masthead is %+v", d.Masthead)
	}
	want := "# 首票业务落地\n## 查验流程再造\nheading 一、问题\nparagraph " + head(sentenceA, 24) + "\nparagraph 短的一段\nlist 谈清目录;>（1）再论证\n" +
		"quote 把方便留给企业。\nattachment 清单\nfootnote ①数据由海关提供。\n"
	if got := flowShape(d); got != want {
		t.Errorf("read\n%s\nwant\n%s", got, want)
	}
	if runs := d.Runs(d.Sections[0].Articles[0].Blocks[0].Text); len(runs) != 1 || runs[0].Bold {
		t.Errorf("the look of a heading is taken for stress: %+v", runs)
	}
}

func TestStylesOfOtherFilesAreHintsOnly(t *testing.T) {
	t.Parallel()
	f := ownFile(para("（一）查验流程再造", styled("heading 3"), outlined(3)), para(sentenceA, styled("附件")))
	f.Items = append([]flow.Item{para("开放前沿", centred)}, f.Items[1:]...)
	f.Items[2].Paragraph.Style = "Normal"
	want := "## 查验流程再造\nparagraph " + head(sentenceA, 24) + "\n"
	if got := flowShape(readFlow(t, f)); got != want {
		t.Errorf("read\n%s\nwant\n%s", got, want)
	}
}

func TestAPersonKnowsBetterThanAStyle(t *testing.T) {
	t.Parallel()
	f := ownFile(para("（一）查验流程再造", styled("heading 2"), outlined(2)), para(sentenceA, styled("Body Text")))
	d, err := ReadFlow(f, Decisions{{Op: Set, Line: 8, Role: RoleQuote}})
	if err != nil {
		t.Fatal(err)
	}
	want := "## 查验流程再造\nquote " + head(sentenceA, 24) + "\n"
	if got := flowShape(d); got != want {
		t.Errorf("read\n%s\nwant\n%s", got, want)
	}
}

package docx

import (
	"testing"

	"jianbao/internal/flow"
)

// fld is a field with an instruction and the text it last gave.
func fld(code, result string) string {
	return `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ` + code + ` </w:instrText></w:r>` +
		`<w:r><w:fldChar w:fldCharType="separate"/></w:r>` + result + `<w:r><w:fldChar w:fldCharType="end"/></w:r>`
}

func TestOnlyAddressesThatMayBeFollowedBecomeLinks(t *testing.T) {
	t.Parallel()
	d := document(`<w:p><w:hyperlink r:id="web" w:anchor="x">` + r(`<w:u w:val="single"/>`, "网页") + `</w:hyperlink><w:hyperlink r:id="mail">` + r("", "邮箱") +
		`</w:hyperlink><w:hyperlink r:id="bad">` + r("", "脚本") + `</w:hyperlink><w:hyperlink w:anchor="here">` + r(`<w:u w:val="single"/>`, "文内") + `</w:hyperlink></w:p>`)
	d.link("web", "hyperlink", "https://lanjiang.example/a").link("mail", "hyperlink", "mailto:a@lanjiang.example").link("bad", "hyperlink", "javascript:alert(1)")
	reads(t, d, "<https://lanjiang.example/a#x>(网页)<mailto:a@lanjiang.example>(邮箱)脚本文内")
	leavesOut(t, d, flow.Omission{Kind: flow.External, Count: 1, Sample: "javascript:alert(1)"})
}

func TestFieldsKeepTheirLastResult(t *testing.T) {
	t.Parallel()
	d := document(`<w:p>` + fld(`HYPERLINK "https://lanjiang.example/b" \l "y" \o "提示"`, r("", "链接")) + fld(`HYPERLINK \l "_Toc1"`, r(`<w:u w:val="single"/>`, "目录")) +
		fld(`HYPERLINK "file:///c:/x"`, r("", "本地")) + fld("PAGE", r("", "3")) + `<w:fldSimple w:instr="DATE">` + r("", "9月") + `</w:fldSimple></w:p>`)
	reads(t, d, "<https://lanjiang.example/b#y>(链接)目录本地39月")
	leavesOut(t, d, flow.Omission{Kind: flow.External, Count: 1, Sample: "file:///c:/x"})
}

func TestFieldsWithoutTextAreCounted(t *testing.T) {
	t.Parallel()
	d := document(`<w:p>` + r("", "词") + `<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>XE "词"</w:instrText><w:fldChar w:fldCharType="end"/></w:r>` +
		fld(`INCLUDETEXT "\\host\a"`, r("", "引")) + `<w:fldSimple w:instr="SEQ x"/></w:p>`)
	reads(t, d, "词引")
	leavesOut(t, d, flow.Omission{Kind: flow.Field, Count: 2, Sample: `XE "词"`}, flow.Omission{Kind: flow.External, Count: 1, Sample: `INCLUDETEXT "\\host\a"`})
}

func TestWhatAFieldComputesWithIsNotText(t *testing.T) {
	t.Parallel()
	d := document(`<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>` + fld("MERGEFIELD X", r("", "内部")) +
		`<w:r><w:instrText> = 1 "对" "错"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + r("", "对") + `<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`)
	if got := dump(d.read(t).Items); len(got) != 1 || got[0] != "对" {
		t.Errorf("reads as %q", got)
	}
}

func TestFieldsMayGoOnOverParagraphs(t *testing.T) {
	t.Parallel()
	begin := `<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>TOC \o</w:instrText><w:fldChar w:fldCharType="separate"/></w:r>`
	end := `<w:r><w:fldChar w:fldCharType="end"/></w:r>`
	reads(t, document(`<w:p>`+begin+r("", "目录一")+`</w:p><w:p>`+r("", "目录二")+end+r("", "后")+`</w:p>`), "目录一", "目录二后")
}

func TestAFieldThatNeverEndsSwallowsNoText(t *testing.T) {
	t.Parallel()
	d := document(`<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText></w:r></w:p>` + p("", "余下的话") + `<w:p><w:r><w:fldChar w:fldCharType="end"/><w:fldChar w:fldCharType="end"/></w:r></w:p>`)
	reads(t, d, "", "余下的话", "")
}

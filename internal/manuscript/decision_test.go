package manuscript

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

const short = `开放前沿
第87期
主办：省自贸办
2025年9月8日

一、澜江实践

（一）北屿口岸试行夜间专窗

口岸管理部门会同查验单位梳理了申报流程，企业在网上一次提交材料即可办理，平均办理时间由五个工作日缩短到一天

半。首批有 42 家企业参加试点。

专窗怎么运行

查验人员每晚八点到次日六点在岗。遇到设备故障，值班长可以直接改用人工查验。

（二）云汀市认下首批境外职业资格

云汀市公布首批境外职业资格认可目录，共 18 项。
`

func readWith(t *testing.T, text string, ds ...Decision) *Document {
	t.Helper()
	d, err := ReadWith([]byte(text), ds)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.CheckCoverage(); err != nil {
		t.Error(err)
	}
	return d
}

func shape(d *Document) string {
	var b strings.Builder
	for _, s := range d.Sections {
		b.WriteString("[" + s.Title.Value)
		for _, a := range s.Articles {
			b.WriteString(" (" + a.Title.Value)
			for _, bl := range a.Blocks {
				b.WriteString(" " + string(bl.Kind))
			}
			b.WriteString(")")
		}
		b.WriteString("]")
	}
	return b.String()
}

func TestDecisionsOverrideWhatWasRecognised(t *testing.T) {
	t.Parallel()
	const first, second = "北屿口岸试行夜间专窗", "云汀市认下首批境外职业资格"
	for name, c := range map[string]struct {
		ds   []Decision
		want string
	}{
		"nothing":        {nil, "[澜江实践 (" + first + " paragraph heading paragraph) (" + second + " paragraph)]"},
		"undone join":    {[]Decision{{Op: Undo, ID: "join-10"}}, "[澜江实践 (" + first + " paragraph paragraph heading paragraph) (" + second + " paragraph)]"},
		"separate":       {[]Decision{{Op: Separate, Line: 12}}, "[澜江实践 (" + first + " paragraph paragraph heading paragraph) (" + second + " paragraph)]"},
		"no heading":     {[]Decision{{Op: Set, Line: 14, Role: RoleParagraph}}, "[澜江实践 (" + first + " paragraph paragraph paragraph) (" + second + " paragraph)]"},
		"an article":     {[]Decision{{Op: Set, Line: 14, Role: RoleArticle}}, "[澜江实践 (" + first + " paragraph) (专窗怎么运行 paragraph) (" + second + " paragraph)]"},
		"a section":      {[]Decision{{Op: Set, Line: 14, Role: RoleSection}, {Op: Set, Line: 16, Role: RoleArticle}}, "[澜江实践 (" + first + " paragraph)][专窗怎么运行 (查验人员每晚八点到次日六点在岗。遇到设备故障，值班长可以直接改用人工查验。) (" + second + " paragraph)]"},
		"joined":         {[]Decision{{Op: JoinUp, Line: 16}, {Op: Set, Line: 14, Role: RoleParagraph}}, "[澜江实践 (" + first + " paragraph paragraph) (" + second + " paragraph)]"},
		"split":          {[]Decision{{Op: Split, Line: 16, At: 16}}, "[澜江实践 (" + first + " paragraph heading paragraph paragraph) (" + second + " paragraph)]"},
		"split and set":  {[]Decision{{Op: Split, Line: 16, At: 16}, {Op: Set, Line: 16, At: 16, Role: RoleQuote}}, "[澜江实践 (" + first + " paragraph heading paragraph quote) (" + second + " paragraph)]"},
		"dropped":        {[]Decision{{Op: Set, Line: 14, Role: RoleDrop}}, "[澜江实践 (" + first + " paragraph paragraph) (" + second + " paragraph)]"},
		"note, footnote": {[]Decision{{Op: Set, Line: 14, Role: RoleNote}, {Op: Set, Line: 16, Role: RoleFootnote}}, "[澜江实践 (" + first + " paragraph note footnote) (" + second + " paragraph)]"},
		"table":          {[]Decision{{Op: Set, Line: 14, Role: RoleTable}, {Op: Set, Line: 16, Role: RoleTable}}, "[澜江实践 (" + first + " paragraph table) (" + second + " paragraph)]"},
		"list":           {[]Decision{{Op: Set, Line: 14, Role: RoleList}, {Op: Set, Line: 16, Role: RoleList}}, "[澜江实践 (" + first + " paragraph list) (" + second + " paragraph)]"},
		"no section":     {[]Decision{{Op: Set, Line: 6, Role: RoleDrop}}, "[ (" + first + " paragraph heading paragraph) (" + second + " paragraph)]"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := shape(readWith(t, short, c.ds...)); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestAnUndoneRepairLeavesTheTextAsItWas(t *testing.T) {
	t.Parallel()
	d := readWith(t, short)
	if len(d.Repairs) != 1 || d.Repairs[0].ID != "join-10" || d.Repairs[0].Line != 10 {
		t.Fatalf("repairs %+v", d.Repairs)
	}
	if r := d.Repairs[0]; !strings.Contains(r.Before, "一天\n半。") || !strings.Contains(r.After, "一天半。") {
		t.Errorf("repair %+v", r)
	}
	d = readWith(t, short, Decision{Op: Undo, ID: "join-10"})
	if len(d.Repairs) != 0 {
		t.Errorf("repairs %+v", d.Repairs)
	}
}

func TestASettledDoubtIsNoDoubt(t *testing.T) {
	t.Parallel()
	d := readWith(t, short)
	if len(d.Uncertain) != 1 || d.Uncertain[0].Line != 14 || d.Lines[13].Uncertain[0] != d.Uncertain[0].ID {
		t.Fatalf("uncertain %+v", d.Uncertain)
	}
	for _, settle := range []Decision{{Op: Accept, ID: d.Uncertain[0].ID}, {Op: Set, Line: 14, Role: RoleHeading, Level: 2}} {
		if d := readWith(t, short, settle); len(d.Uncertain) != 0 {
			t.Errorf("after %+v: %+v", settle, d.Uncertain)
		}
	}
	if b := readWith(t, short, Decision{Op: Set, Line: 14, Role: RoleHeading, Level: 2}).Sections[0].Articles[0].Blocks[1]; b.Level != 2 || b.Likely {
		t.Errorf("heading %+v", b)
	}
}

func TestBlanksBesideDigitsStayUntilSomeoneAppliesTheProposal(t *testing.T) {
	t.Parallel()
	d := readWith(t, short)
	if len(d.Proposals) != 1 || d.Proposals[0].Count != 4 || !strings.Contains(d.Sections[0].Articles[0].Blocks[0].Text.Value, "有 42 家") {
		t.Fatalf("proposals %+v", d.Proposals)
	}
	d = readWith(t, short, Decision{Op: Apply, ID: SpacingProposal})
	if len(d.Proposals) != 0 || !strings.Contains(d.Sections[0].Articles[0].Blocks[0].Text.Value, "有42家") {
		t.Errorf("not applied: %+v", d.Proposals)
	}
	d = readWith(t, short, Decision{Op: Apply, ID: SpacingProposal}, Decision{Op: Undo, ID: "spacing-digits-12"})
	if a := d.Sections[0].Articles; !strings.Contains(a[0].Blocks[0].Text.Value, "有 42 家") || !strings.Contains(a[1].Blocks[0].Text.Value, "共18项") {
		t.Error("one line undone should leave the other applied")
	}
}

func TestMastheadAndFootCanBeDecided(t *testing.T) {
	t.Parallel()
	d := readWith(t, short, Decision{Op: Set, Line: 14, Role: RoleEditor}, Decision{Op: Set, Line: 1, Role: RoleAccess}, Decision{Op: Set, Line: 18, Role: RoleTo})
	if d.Colophon.Editor.Value != "专窗怎么运行" || d.Masthead.Note.Value != "开放前沿" || len(d.Distribution.To) != 1 {
		t.Errorf("editor %q, note %q, to %v", d.Colophon.Editor.Value, d.Masthead.Note.Value, d.Distribution.To)
	}
	if d.Masthead.Name.Value != "" {
		t.Errorf("name %q", d.Masthead.Name.Value)
	}
}

func TestDecisionsThatFitNothingAreRefused(t *testing.T) {
	t.Parallel()
	for _, x := range []Decision{
		{Op: Set, Line: 5, Role: RoleArticle},
		{Op: Set, Line: 99, Role: RoleArticle},
		{Op: Set, Line: 1, Role: "poem"},
		{Op: Split, Line: 1, At: 40},
		{Op: Split, Line: 1},
		{Op: "sing", Line: 1},
		{Op: Undo},
		{Op: Set, Line: 14, Role: RoleHeading, Level: 4},
	} {
		_, err := ReadWith([]byte(short), Decisions{x})
		var e *Error
		if !errors.As(err, &e) || e.Code != BadDecision {
			t.Errorf("%+v: %v", x, err)
		}
	}
}

func TestTheLinesShowWhatBecameOfThem(t *testing.T) {
	t.Parallel()
	d := readWith(t, short)
	if len(d.Lines) != 20 || d.Lines[7].Text != "（一）北屿口岸试行夜间专窗" {
		t.Fatalf("%d lines, line 8 %q", len(d.Lines), d.Lines[7].Text)
	}
	want := []LinePart{{0, 3, RoleMarker, "s1a1"}, {3, 13, RoleArticle, "s1a1"}}
	if got := d.Lines[7].Parts; len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("parts %+v", got)
	}
	if got := d.Lines[9]; got.Repairs[0] != "join-10" || got.Parts[0].Element != "s1a1b1" || d.Lines[11].Parts[0].Element != "s1a1b1" {
		t.Errorf("line 10 %+v", got)
	}
}

func TestNothingIsLostWhateverIsDecided(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := heap(t)
		lines := strings.Split(text, "\n")
		var ds Decisions
		for range rapid.IntRange(1, 6).Draw(t, "decisions") {
			x := Decision{
				Op:   rapid.SampledFrom([]Op{Set, Set, Set, JoinUp, Separate, Split, Apply}).Draw(t, "op"),
				Line: rapid.IntRange(1, len(lines)).Draw(t, "line"),
				Role: rapid.SampledFrom(SettableRoles()).Draw(t, "role"),
				ID:   SpacingProposal,
			}
			if x.Op == Split {
				x.At = rapid.IntRange(1, 4).Draw(t, "at")
			}
			if _, err := ReadWith([]byte(text), append(ds, x)); err == nil {
				ds = append(ds, x)
			}
		}
		holds2(t, []byte(text), ds)
	})
}

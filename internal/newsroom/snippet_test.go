package newsroom

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"jianbao/internal/store"
)

func parse(tb testing.TB, words string) store.Words {
	tb.Helper()
	w, err := store.ParseWords(words)
	if err != nil {
		tb.Fatal(err)
	}
	return w
}

// printed writes marked segments in brackets.
func printed(list []Segment) string {
	var b strings.Builder
	for _, s := range list {
		if s.Mark {
			b.WriteString("[" + s.Text + "]")
		} else {
			b.WriteString(s.Text)
		}
	}
	return b.String()
}

func TestWordsAreMarkedAsTheyArePrinted(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ words, text, want string }{
		{"招商", "招商引资与招商", "[招商]引资与[招商]"},
		{"2024年 rcep", "２０２４ 年起，RCEP 与ｒｃｅｐ", "[２０２４ 年]起，[RCEP] 与[ｒｃｅｐ]"},
		{"港", "自贸港港口", "自贸[港港]口"},
		{"自贸 贸易", "自贸易", "[自贸易]"},
		{"乙", "甲", "甲"},
		{"甲", "", ""},
	} {
		if got := printed(highlight(parse(t, c.words), c.text)); got != c.want {
			t.Errorf("%q in %q: %s, want %s", c.words, c.text, got, c.want)
		}
	}
}

func TestASnippetShowsThePlaceWithMostWords(t *testing.T) {
	t.Parallel()
	filler := strings.Repeat("各地工作有序开展。", 30)
	for _, c := range []struct{ words, text, want string }{
		{"招商", "第一段\n第二段\t招商", "第一段 第二段 [招商]"},
		{"招商 口岸", filler + "招商。" + filler + "全年招商，口岸通关。" + filler, "…全年[招商]，[口岸]通关。" + filler[:strings.Index(filler, "。")+3]},
		{"招商", filler + "招商一次。" + filler + "招商，再招商。", "…"},
		{"没有", filler, "各地工作有序开展。"},
		{"结尾", filler + "结尾", "[结尾]"},
	} {
		if got := printed(snippet(parse(t, c.words), c.text)); !strings.Contains(got, c.want) {
			t.Errorf("%q: %s, want %s", c.words, got, c.want)
		}
	}
}

func TestASnippetNeverCutsANumber(t *testing.T) {
	t.Parallel()
	text := strings.Repeat(" 1234567.89", 40) + "招商" + strings.Repeat("1234567.89 ", 40)
	got := printed(snippet(parse(t, "招商"), text))
	got = strings.NewReplacer("1234567.89", "", " ", "", "…", "", "[招商]", "").Replace(got)
	if got != "" {
		t.Errorf("left over: %q", got)
	}
}

func TestASnippetIsAPieceOfTheTextAndShowsAMatch(t *testing.T) {
	t.Parallel()
	letters := rapid.StringOfN(rapid.SampledFrom([]rune("招商引资自贸港aＢ12 ，。\n\u0301㍿")), 0, 300, -1)
	rapid.Check(t, func(rt *rapid.T) {
		text := letters.Draw(rt, "text")
		words := parse(t, rapid.StringOfN(rapid.SampledFrom([]rune("招商引资自a1 ")), 1, 6, -1).Draw(rt, "words"))
		var plain strings.Builder
		marks := 0
		list := snippet(words, text)
		for i, s := range list {
			if s.Mark {
				marks++
			}
			if s.Text == "" || i > 0 && list[i-1].Mark == s.Mark && s.Text != "…" && list[i-1].Text != "…" {
				rt.Fatalf("segments %v", list)
			}
			plain.WriteString(s.Text)
		}
		flat := strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) {
				return ' '
			}
			return r
		}, text)
		piece := strings.TrimSuffix(strings.TrimPrefix(plain.String(), "…"), "…")
		if !strings.Contains(flat, piece) || utf8.RuneCountInString(piece) > snippetWidth {
			rt.Fatalf("%q is no piece of %q", piece, flat)
		}
		if (marks > 0) != (len(words.Find(text)) > 0) {
			rt.Fatalf("%d marks in %q", marks, printed(list))
		}
	})
}

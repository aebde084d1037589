package store_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/unicode/rangetable"
	"pgregory.net/rapid"

	"jianbao/internal/store"
	"jianbao/internal/store/storetest"
	"jianbao/internal/testenv"
	"jianbao/models"
)

func TestTextIsCutIntoHanPairsAndWholeWords(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"自贸港":                   "自贸 贸港 港",
		"港":                     "港",
		"2024 年4月":              "2024 年 4 月",
		"２０２４年，ＲＣＥＰ生效":          "2024 年 rcep 生效 效",
		"占地213.万吨":              "占地 地 213 万吨 吨",
		"①第〇期 ㎡":                "1 第〇 〇期 期 m2",
		"5G、3D打印":               "5g 3d 打印 印",
		"Café Ångström ΣΊΣΥΦΟΣ": "café ångström σίσυφοσ",
		"e\u0301te\u0301":       "été",
		"零\u200b宽":              "零宽 宽",
		"—— “”！\n\t":            "",
		"\xff坏\xfe字\x00":        "坏 字",
	} {
		if got := strings.Join(store.TokensOf(text), " "); got != want {
			t.Errorf("%q is cut into %q, want %q", text, got, want)
		}
	}
}

func TestATokenIsBoundedInLength(t *testing.T) {
	t.Parallel()
	list := store.TokensOf(strings.Repeat("a", 5000))
	if len(list) != 1 || len(list[0]) != 60 {
		t.Errorf("got %d tokens, the first of %d bytes", len(list), len(list[0]))
	}
}

func TestAWordIsFoundAsAPersonReadsIt(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		words, text string
		found       bool
	}{
		{"2024年", "到 2024 年底", true},
		{"2024 年", "到２０２４年底", true},
		{"第2024号", "见第 2024 号文", true},
		{"自贸2024", "自贸 2024年", true},
		{"贸2024", "自贸2024年", true},
		{"港", "自贸港", true},
		{"港", "港口", true},
		{"港", "口岸", false},
		{"自贸港", "自贸，港", false},
		{"自贸", "贸自", false},
		{"213", "213.万吨", true},
		{"213", "2130", false},
		{"rcep", "《ＲＣＥＰ》生效", true},
		{"RCE", "RCEP", false},
		{"招商 引资", "引资与招商", true},
		{"招商 引资", "招商", false},
		{"2.5", "增长2.5%", true},
		{`"招商"`, "招商", true},
		{"招商　引资", "招商，引资", true},
	} {
		words, err := store.ParseWords(c.words)
		if err != nil {
			t.Fatal(err)
		}
		found := map[int]bool{}
		for _, m := range words.Find(c.text) {
			found[m.Word] = true
		}
		if got := len(found) == len(words); got != c.found {
			t.Errorf("%q in %q: %v", c.words, c.text, got)
		}
	}
}

func TestAMatchNamesItsPlaceInTheOriginal(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		words, text string
		want        []string
	}{
		{"2024年", "到 ２０２４ 年底", []string{"２０２４ 年"}},
		{"港", "港口与自贸港", []string{"港", "港"}},
		{"rcep", "Rcep和ＲＣＥＰ", []string{"Rcep", "ＲＣＥＰ"}},
		{"平方米", "3㎡与3平方米", []string{"平方米"}},
		{"式会", "某㍿", []string{"㍿"}},
		{"été", "l'e\u0301te\u0301", []string{"e\u0301te\u0301"}},
		{"坏字", "\xff坏字", []string{"坏字"}},
	} {
		words, err := store.ParseWords(c.words)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, m := range words.Find(c.text) {
			got = append(got, string([]rune(c.text)[m.Start:m.End]))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q in %q: %q, want %q", c.words, c.text, got, c.want)
		}
	}
}

func TestASearchIsBounded(t *testing.T) {
	t.Parallel()
	for words, key := range map[string]string{
		strings.Repeat("字", store.MaxSearchLength):   "",
		strings.Repeat("字", store.MaxSearchLength+1): "search.too_long",
		strings.Repeat("㍿", store.MaxSearchLength/3): "search.too_long",
		strings.Repeat("字 ", store.MaxSearchWords):   "",
		strings.Repeat("字 ", store.MaxSearchWords+1): "search.too_many_words",
		strings.Repeat("， ", store.MaxSearchWords*2): "",
	} {
		_, err := store.ParseWords(words)
		if key == "" && err != nil || key != "" && (models.CodeOf(err) != models.CodeInvalid || !strings.Contains(err.Error(), key)) {
			t.Errorf("%q: %v, want %q", words, err, key)
		}
	}
}

func TestAnythingParsesAndFindsItsOwnText(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		words, err := store.ParseWords(text)
		if err != nil {
			t.Skip(err)
		}
		found := map[int]bool{}
		for _, m := range words.Find(text) {
			if m.Start < 0 || m.Start >= m.End || m.End > len([]rune(text)) {
				t.Fatalf("match %v in %d characters", m, len([]rune(text)))
			}
			found[m.Word] = true
		}
		if len(found) != len(words) {
			t.Fatalf("%d of %d words", len(found), len(words))
		}
	})
}

// What is folded without asking for its normal form has to become what its normal form becomes, wherever it stands.
func TestTextFoldsAsItsNormalFormDoes(t *testing.T) {
	t.Parallel()
	alphabet := []rune("aBeKİſσς09 \u0301\u0308\u20dd\u200b\ufeff，。！ＡＢｚ～　、〃〄〈】“”‘…营營业〇㐀豈龯①㍿㎡Ⅷガｶﾞか\u3099각가ㄱ")
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.SampledFrom(alphabet)).Draw(t, "text")
		var want strings.Builder
		for _, r := range norm.NFKC.String(text) {
			want.WriteString(store.Folded(string(r)))
		}
		if got := store.Folded(text); got != want.String() {
			t.Fatalf("folded to %q, want %q", got, want.String())
		}
	})
}

// BenchmarkFind looks for a word in a text of 1,200 characters.
func BenchmarkFind(b *testing.B) {
	words, err := store.ParseWords("跨境电商")
	if err != nil {
		b.Fatal(err)
	}
	text := strings.Repeat("今年1—6月，新区跨境电商进出口额18.6亿元，同比增长23%。“一站式”服务更顺畅，企业少跑路；", 25)
	b.ReportAllocs()
	for b.Loop() {
		if len(words.Find(text)) != 25 {
			b.Fatal("not found")
		}
	}
}

// The index has a tokeniser of its own, which has to leave ours as they are.
func TestTheIndexOfSQLiteKeepsEveryToken(t *testing.T) {
	t.Parallel()
	want := map[string]bool{}
	for _, script := range []*unicode.RangeTable{unicode.Han, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Nd, unicode.Hiragana, unicode.Hangul} {
		rangetable.Visit(script, func(r rune) {
			for _, token := range store.TokensOf(string(r)) {
				want[token] = true
			}
		})
	}
	var text strings.Builder
	for token := range want {
		text.WriteString(token + " ")
	}
	s := storetest.SQLite(t, clock)
	write(t, s, func(tx *store.Tx) error {
		if err := tx.Exec("CREATE VIRTUAL TABLE terms USING fts5vocab(search_texts, 'row')"); err != nil {
			return err
		}
		if err := tx.Exec("INSERT INTO search_texts (rowid, title, body, facets) VALUES (1, '', ?, '')", text.String()); err != nil {
			return err
		}
		var got []string
		if err := tx.Scan(&got, "SELECT term FROM terms"); err != nil {
			return err
		}
		for _, term := range got {
			delete(want, term)
		}
		return nil
	})
	if len(want) != 0 {
		t.Errorf("%d tokens are lost: %v", len(want), want)
	}
}

func TestTheWordsOfTheSampleAreFound(t *testing.T) {
	t.Parallel()
	sample := string(testenv.Sample(t, "issue-232.txt"))
	for _, word := range []string{"招商", "营商", "自贸", "港", "哈尔滨新区", "213"} {
		words, err := store.ParseWords(word)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := len(words.Find(sample)), strings.Count(sample, word); got != want {
			t.Errorf("%s: found %d times, stands %d times", word, got, want)
		}
	}
}

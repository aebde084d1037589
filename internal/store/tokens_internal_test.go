package store

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// Words are looked for in the folded text; the index looks for tokens in a row. Both have to find the same, at the same places.
func TestWhatIsFoundInTextIsWhatStandsAmongItsTokens(t *testing.T) {
	t.Parallel()
	const seed = 1
	random := rand.New(rand.NewPCG(seed, seed))
	alphabet := []string{"跨", "境", "電", "电", "a", "A", "ａ", "2", "1", "３", "年", " ", "，", "①", "é", "e\u0301", "\u200b", "\ufffd", "\xff", "ς", "𠀀", "ﬁ"}
	write := func(most int) string {
		var s strings.Builder
		for range 1 + random.IntN(most) {
			s.WriteString(alphabet[random.IntN(len(alphabet))])
		}
		return s.String()
	}
	found := 0
	for range 20_000 {
		text, typed := write(40), write(4)
		words, err := ParseWords(typed)
		if err != nil {
			t.Fatal(err)
		}
		got, want := words.Find(text), words.amongTokens(text)
		if !slices.Equal(got, want) {
			t.Fatalf("%q in %q: found %v, among its tokens %v", typed, text, got, want)
		}
		found += len(got)
	}
	if found < 5000 {
		t.Errorf("only %d matches were compared", found)
	}
}

// amongTokens looks for each phrase at every token of a text.
func (w Words) amongTokens(text string) (out []Match) {
	list := tokens(text)
	for word, p := range w {
		last := len(p.texts) - 1
	next:
		for i := 0; i+last < len(list); i++ {
			for n, want := range p.texts {
				if open := p.prefix && n == last; open && !strings.HasPrefix(list[i+n].text, want) || !open && list[i+n].text != want {
					continue next
				}
			}
			end := list[i+last].end
			if p.prefix {
				end = list[i+last].head
			}
			out = append(out, Match{int(list[i].start), int(end), word})
		}
	}
	return out
}

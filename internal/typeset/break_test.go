package typeset

import (
	"strings"
	"testing"
)

// set lays a text out as running text of the official page and returns its lines.
func set(t *testing.T, text string) []string {
	t.Helper()
	fonts, err := Shipped()
	if err != nil {
		t.Fatal(err)
	}
	g := Official()
	s := OfficialSheet(g)[StyleBody]
	atoms := fonts.atoms(Text(text), s)
	var out []string
	for _, l := range breakLines(atoms, g.Measure()-2*g.Advance(), g.Measure()) {
		var b strings.Builder
		for _, a := range atoms[l.from:l.to] {
			b.WriteRune(a.Char)
		}
		out = append(out, b.String())
		if spare := l.spare + blank(atoms[l.from:l.to]); spare < -leastSpread {
			t.Errorf("%q is %.2f pt wider than its line", b.String(), -spare)
		}
	}
	if got := strings.Join(out, ""); strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(text, " ", "") {
		t.Errorf("lines hold %q, not %q", got, text)
	}
	return out
}

func TestALineOfRunningTextHoldsTwentyEightCharacters(t *testing.T) {
	t.Parallel()
	lines := set(t, strings.Repeat("国", 26+28*3))
	for i, want := range []int{26, 28, 28, 28} {
		if got := len([]rune(lines[i])); got != want {
			t.Errorf("line %d has %d characters, not %d", i+1, got, want)
		}
	}
}

func TestLinesBreakAsTheStandardsSay(t *testing.T) {
	t.Parallel()
	han := func(n int) string { return strings.Repeat("国", n) }
	for _, c := range []struct {
		name, text, first string
	}{
		{"a mark that would begin a line is squeezed in", han(10) + "，" + han(15) + "，" + han(20), han(10) + "，" + han(15) + "，"},
		{"without room the character before goes along", han(26) + "，" + han(20), han(25)},
		{"an opening mark ends no line", han(25) + "（" + han(20), han(25)},
		{"a dash is never parted, and begins no line", han(25) + "——" + han(20), han(24)},
		{"nor are six dots", han(25) + "……" + han(20), han(24)},
		{"a number stays whole", han(24) + "12345" + han(20), han(24)},
		{"a number keeps its measure", han(25) + "50亿元" + han(20), han(25)},
		{"a number keeps its sign of percent", han(25) + "50%" + han(20), han(25)},
		{"a telephone number is not parted at its stroke", han(20) + "0451-12345678" + han(20), han(20)},
		{"a word of Latin letters stays whole", han(24) + "Jianbao" + han(20), han(24)},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := set(t, c.text)[0]; got != c.first {
				t.Errorf("first line %q, not %q", got, c.first)
			}
		})
	}
}

func TestNoCharacterStandsAloneOnTheLastLine(t *testing.T) {
	t.Parallel()
	for _, text := range []string{strings.Repeat("国", 27) + "。", strings.Repeat("国", 26+28+1) + "。", strings.Repeat("国", 20) + "，" + strings.Repeat("国", 6) + "。"} {
		lines := set(t, text)
		if last := []rune(strings.TrimRight(lines[len(lines)-1], "。")); len(lines) > 1 && len(last) < 2 {
			t.Errorf("%q: last line %q", text, lines[len(lines)-1])
		}
	}
}

func TestAFootnotesMarkIsNoCompanyForTheLastCharacter(t *testing.T) {
	t.Parallel()
	fonts, err := Shipped()
	if err != nil {
		t.Fatal(err)
	}
	g := Official()
	runs := []Run{{Text: strings.Repeat("国", 26+28+1)}, {Note: &Note{Mark: "①"}}, {Text: "。"}}
	atoms := fonts.atoms(runs, OfficialSheet(g)[StyleBody])
	lines := breakLines(atoms, g.Measure()-2*g.Advance(), g.Measure())
	if last := lines[len(lines)-1]; lastHan(atoms[last.from:last.to], 2) < 2 {
		t.Errorf("the last line has %d atoms", last.to-last.from)
	}
}

func TestTheHalvesOfADashTouch(t *testing.T) {
	t.Parallel()
	fonts, err := Shipped()
	if err != nil {
		t.Fatal(err)
	}
	for _, style := range []StyleName{StyleBody, StyleSection, StyleArticle, StyleFoot} {
		atoms := fonts.atoms(Text("国——国"), OfficialSheet(Official())[style])
		glyphs := place(atoms, 0)
		ink := func(g Glyph) (from, to Points) {
			em := g.Size * Points(g.Scale)
			return g.X + em*Points(g.Face.dash.from), g.X + em*Points(g.Face.dash.to)
		}
		from, middle := ink(glyphs[1])
		next, to := ink(glyphs[2])
		if middle < next-0.01 || from < glyphs[1].Size || to > glyphs[3].X {
			t.Errorf("%s: a dash from %.2f to %.2f and from %.2f to %.2f, the character behind it at %.2f", style, from, middle, next, to, glyphs[3].X)
		}
	}
}

package typeset

import (
	"errors"
	"math"
	"regexp"
	"strconv"
	"testing"
)

func draw(t *testing.T, name string) Lettering {
	t.Helper()
	l, err := NewLettering(name)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestANameIsItsCharactersAndTheGapsBetweenThem(t *testing.T) {
	t.Parallel()
	for n, name := range map[float64]string{1: "报", 4: "开放前沿", 7: "工作情况一二三"} {
		l := draw(t, name)
		if want := n*Em + (n-1)*.18*Em; l.Width != want || l.Height != Em {
			t.Errorf("%s is %v × %v, want %v × %v", name, l.Width, l.Height, want, Em)
		}
	}
}

var number = regexp.MustCompile(`-?\d+(\.\d)?`)

func TestEveryCharacterIsDrawnInItsOwnBox(t *testing.T) {
	t.Parallel()
	l := draw(t, "开放前沿")
	drawn := map[int]bool{}
	for i, text := range number.FindAllString(l.Path, -1) {
		v, err := strconv.ParseFloat(text, 64)
		if err != nil {
			t.Fatal(err)
		}
		if i%2 == 1 { // a height
			if v < 0 || v > l.Height {
				t.Fatalf("y = %v lies outside the box", v)
			}
			continue
		}
		box, offset := int(v/(1.18*Em)), math.Mod(v, 1.18*Em)
		if offset < 0 || offset > Em {
			t.Fatalf("x = %v lies between two characters", v)
		}
		drawn[box] = true
	}
	if len(drawn) != 4 {
		t.Errorf("%d characters are drawn, want 4", len(drawn))
	}
}

func TestThePathHoldsNothingButDrawing(t *testing.T) {
	t.Parallel()
	if l := draw(t, "自贸动态 (增刊) No.3"); !regexp.MustCompile(`^(M[-0-9. LQC]+Z)+$`).MatchString(l.Path) {
		t.Errorf("path = %.200s", l.Path)
	}
}

func TestACharacterTheFontLacksIsRefused(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"", "开放\U0002A6D6前沿", "🙂"} {
		if _, err := NewLettering(name); !errors.Is(err, ErrNoOutline) {
			t.Errorf("%q: error %v, want %v", name, err, ErrNoOutline)
		}
	}
}

func BenchmarkNewLettering(b *testing.B) {
	for b.Loop() {
		if _, err := NewLettering("开放前沿"); err != nil {
			b.Fatal(err)
		}
	}
}

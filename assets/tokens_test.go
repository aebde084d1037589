package assets_test

import (
	"maps"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var named = regexp.MustCompile(`(?m)^\s*--([a-z-]+): #([0-9a-f]{6});`)

// tokens are the colours of one block of tokens.css, laid over others.
func tokens(t *testing.T, block string, under map[string]string) map[string]string {
	t.Helper()
	sheet, err := os.ReadFile("css/tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(sheet), block)
	body, _, closed := strings.Cut(rest, "}")
	if !found || !closed {
		t.Fatalf("tokens.css has no block %q", block)
	}
	out := map[string]string{}
	maps.Copy(out, under)
	for _, m := range named.FindAllStringSubmatch(body, -1) {
		out[m[1]] = m[2]
	}
	return out
}

// luminance is the relative luminance of WCAG 2.2.
func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	n, err := strconv.ParseUint(colour, 16, 32)
	if err != nil {
		t.Fatal(err)
	}
	linear := func(c uint64) float64 {
		v := float64(c&0xff) / 255
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(n>>16) + 0.7152*linear(n>>8) + 0.0722*linear(n)
}

// TestEveryTextCanBeReadOnEveryGround holds WCAG 2.2, 1.4.3, in both themes: also where a page shows a ground only in passing, such as under
// what an address leads to.
func TestEveryTextCanBeReadOnEveryGround(t *testing.T) {
	t.Parallel()
	const always = " paper desk sunken mark inserted deleted"
	grounds := map[string]string{
		"ink": "info-tint good-tint warn-tint red-tint selection" + always, "grey": "info-tint good-tint warn-tint red-tint" + always, "link": "info-tint" + always,
		"red-small": "red-tint" + always, "link-visited": "paper desk", "info": "info-tint paper desk", "good": "good-tint paper desk", "warn": "warn-tint paper desk sunken",
		"accent-strong": "info-tint paper", "on-accent": "accent accent-strong red-small",
	}
	light := tokens(t, ":root,\n  .paper {", nil)
	for theme, colours := range map[string]map[string]string{"light": light, "dark": tokens(t, `:root[data-theme="dark"] {`, light)} {
		for text, on := range grounds {
			for ground := range strings.FieldsSeq(on) {
				a, b := luminance(t, colours[text]), luminance(t, colours[ground])
				if ratio := (max(a, b) + 0.05) / (min(a, b) + 0.05); ratio < 4.5 {
					t.Errorf("%s: --%s on --%s is %.2f : 1", theme, text, ground, ratio)
				}
			}
		}
	}
}

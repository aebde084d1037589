package typeset

import (
	"errors"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// svgOf is an SVG of one path.
func svgOf(d string) string {
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 100"><path d="` + d + `"/></svg>`
}

func TestPathsAreReadInEveryWayThatTheyAreWritten(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, d, want string }{
		{"lines", "M0 0L400 0L400 100L0 100Z", "M0 0L4000 0L4000 1000L0 1000Z"},
		{"after a move come lines", "M0,0 400,0,400,100 0,100z", "M0 0L4000 0L4000 1000L0 1000Z"},
		{"relative", "m0 0l400 0 0 100-400 0z", "M0 0L4000 0L4000 1000L0 1000Z"},
		{"straight", "M0 0H400V100h-400z", "M0 0L4000 0L4000 1000L0 1000Z"},
		{"without spaces", "M0-0L.4e3.0L400 1e2 0 100", "M0 0L4000 0L4000 1000L0 1000Z"},
		{"anywhere and of any size", "M1000 1000H1004V1001H1000Z", "M0 0L4000 0L4000 1000L0 1000Z"},
		{"two contours", "M0 0H400V100zm10 10h10v10z", "M0 0L4000 0L4000 1000ZM100 100L200 100L200 200Z"},
		{"what follows an end begins where the contour did", "M0 0H400V100zL0 100", "M0 0L4000 0L4000 1000ZM0 0L0 1000Z"},
		{"a smooth curve", "M0 0C0 50 50 100 100 100S200 50 200 0", "M0 0C0 500 500 1000 1000 1000C1500 1000 2000 500 2000 0Z"},
		{"a smooth curve after a line", "M0 0L100 100S200 50 200 0", "M0 0L1000 1000C1000 1000 2000 500 2000 0Z"},
		{"quadratic", "M0 0Q50 100 100 0T200 0l0 100", "M0 0Q500 1500 1000 500Q1500 -500 2000 500L2000 1500Z"},
	} {
		got, err := ReadLettering([]byte(svgOf(c.d)))
		if c.name == "quadratic" { // its control points reach beyond what is drawn, and count
			if err != nil || strings.Count(got.Path, "Q") != 2 || got.Height != Em {
				t.Errorf("%s: %v %v", c.name, got, err)
			}
			continue
		}
		if err != nil || got.Path != c.want || got.Height != Em {
			t.Errorf("%s: %s, %v; want %s", c.name, got.Path, err, c.want)
		}
	}
}

var pair = regexp.MustCompile(`(-?[0-9.]+) (-?[0-9.]+)`)

func TestAnArcStaysOnItsEllipse(t *testing.T) {
	t.Parallel()
	// A circle of radius 50 in two halves; its flags stand without spaces, as programs write them.
	got, err := ReadLettering([]byte(svgOf("M0 50a50 50 0 11100 0a50 50 0 11-100 0z")))
	if err != nil {
		t.Fatal(err)
	}
	curves := strings.Split(got.Path, "C")[1:]
	if len(curves) != 4 {
		t.Fatalf("%d curves, want 4: %s", len(curves), got.Path)
	}
	for _, c := range curves {
		pairs := pair.FindAllStringSubmatch(c, -1)
		end := pairs[len(pairs)-1]
		x, _ := strconv.ParseFloat(end[1], 64)
		y, _ := strconv.ParseFloat(end[2], 64)
		if r := math.Hypot(x-500, y-500); math.Abs(r-500) > 0.2 {
			t.Errorf("a curve ends at %v, %v, %v from the middle", x, y, r)
		}
	}
}

func TestOnlyOutlinesAreTakenOfADrawing(t *testing.T) {
	t.Parallel()
	const head, foot = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="urn:program">`, `</svg>`
	const path = `<path d="M0 0H400V100z"/>`
	taken := `<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd"><!-- by hand -->` +
		`<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="urn:program"><title>刊名</title><i:view><i:grid/></i:view><metadata>x</metadata><defs><style>.a{fill:red}</style></defs>` +
		`<g id="a" fill="#c00" transform=""><g><path class="a" onclick="alert(1)" d="M0 0H400V100z"/></g></g></svg>`
	got, err := ReadLettering([]byte(taken))
	if err != nil || got.Path != "M0 0L4000 0L4000 1000Z" {
		t.Errorf("%+v, %v", got, err)
	}
	for _, c := range []struct {
		name, file string
		want       LetteringError
	}{
		{"nothing", "", LetteringError{Code: LetteringNotSVG}},
		{"no SVG", "<html><body/></html>", LetteringError{Code: LetteringNotSVG}},
		{"a picture", "\x89PNG\r\n\x1a\n", LetteringError{Code: LetteringNotSVG}},
		{"half a file", head + path, LetteringError{Code: LetteringNotSVG}},
		{"entities", `<!DOCTYPE svg [<!ENTITY a "b">]>` + head + path + foot, LetteringError{Code: LetteringNotSVG}},
		{"another encoding", `<?xml version="1.0" encoding="GBK"?>` + head + path + foot, LetteringError{Code: LetteringNotSVG}},
		{"text", head + `<text>刊名</text>` + path + foot, LetteringError{Code: LetteringElement, Name: "text"}},
		{"a script", head + `<script>alert(1)</script>` + path + foot, LetteringError{Code: LetteringElement, Name: "script"}},
		{"a picture within", head + `<image href="http://example.org/x.png"/>` + path + foot, LetteringError{Code: LetteringElement, Name: "image"}},
		{"a moved path", head + `<g transform="translate(1 1)">` + path + `</g>` + foot, LetteringError{Code: LetteringAttribute, Name: "transform"}},
		{"a cut path", head + `<path clip-path="url(#a)" d="M0 0H400V100z"/>` + foot, LetteringError{Code: LetteringAttribute, Name: "clip-path"}},
		{"no path", head + foot, LetteringError{Code: LetteringEmpty}},
		{"a path that draws nothing", svgOf("M0 0"), LetteringError{Code: LetteringEmpty}},
		{"a path that does not begin", svgOf("L1 1"), LetteringError{Code: LetteringBadPath}},
		{"words", svgOf("M0 0 to the end"), LetteringError{Code: LetteringBadPath}},
		{"a number too few", svgOf("M0 0L1"), LetteringError{Code: LetteringBadPath}},
		{"beyond any drawing", svgOf("M0 0L1e300 1"), LetteringError{Code: LetteringBadPath}},
		{"a line", svgOf("M0 0H400"), LetteringError{Code: LetteringBadShape}},
		{"a ribbon", svgOf("M0 0H4000V10z"), LetteringError{Code: LetteringBadShape}},
		{"too many steps", svgOf("M0 0" + strings.Repeat("l1 1-1-1", maxSegments/2+1)), LetteringError{Code: LetteringTooLarge}},
		{"a large file", svgOf(strings.Repeat(" ", MaxLetteringFile)), LetteringError{Code: LetteringTooLarge}},
		{"depth", head + strings.Repeat("<g>", maxDepth) + strings.Repeat("</g>", maxDepth) + foot, LetteringError{Code: LetteringNotSVG}},
	} {
		_, err := ReadLettering([]byte(c.file))
		got, ok := errors.AsType[*LetteringError](err)
		if !ok || got.Code != c.want.Code || got.Name != c.want.Name {
			t.Errorf("%s: %v, want %s %s", c.name, err, c.want.Code, c.want.Name)
		}
	}
}

func TestTheShippedLetteringCanBeBroughtIn(t *testing.T) {
	t.Parallel()
	l := draw(t, "开放前沿")
	got, err := ReadLettering([]byte(svgOf(l.Path)))
	if err != nil || strings.Count(got.Path, "Z") != strings.Count(l.Path, "Z") {
		t.Errorf("%d contours of %d, %v", strings.Count(got.Path, "Z"), strings.Count(l.Path, "Z"), err)
	}
}

var outline = regexp.MustCompile(`^(M-?[0-9.]+ -?[0-9.]+([LQC]-?[0-9.]+( -?[0-9.]+)+)+Z)+$`)

func FuzzReadLettering(f *testing.F) {
	for _, d := range []string{"M0 0H400V100z", "M0 50a50 50 0 11100 0a50 50 0 11-100 0z", "m0 0c0 1 1 2 2 2s1-1 1-2t3 3", "M0 0A1 0 0 0 0 5 5L9 9"} {
		f.Add(svgOf(d))
	}
	f.Fuzz(func(t *testing.T, file string) {
		l, err := ReadLettering([]byte(file))
		if err == nil && (!outline.MatchString(l.Path) || l.Width <= 0 || l.Height != Em) {
			t.Errorf("%q gives %+v", file, l)
		}
	})
}

package views

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/a-h/templ"

	"jianbao/internal/i18n"
	"jianbao/models"
)

// Lettering is a bulletin's name drawn as outlines: Path is the d attribute of one path in the viewBox 0 0 Width Height.
type Lettering struct {
	Path          string
	Width, Height float64
}

func (l Lettering) viewBox() string {
	return fmt.Sprintf("0 0 %d %d", int(math.Ceil(l.Width)), int(math.Ceil(l.Height)))
}

// EditionRenderer draws the parts of an edition, once, at its publication. Afterwards they are kept as they are: their class
// names (all begin with ed-) and their anchors (#article-ID) are promises to every edition ever published.
type EditionRenderer struct {
	// Lettering draws a bulletin's name; false, or no function, leaves it to the reader's fonts.
	Lettering func(name string) (Lettering, bool)
}

// Render draws masthead, contents, articles and colophon. It fills nothing else in and keeps no part of the content out. Pictures
// have the addresses that readers of the bulletin know: no bulletin ever changes its slug.
func (r EditionRenderer) Render(ctx context.Context, slug string, content models.EditionContent) (models.Fragments, error) {
	return r.render(ctx, content, IssuePictures(slug, content.Manifest.Issue))
}

// RenderDraft draws the same for the desk, where pictures are seen before they are published.
func (r EditionRenderer) RenderDraft(ctx context.Context, slug string, content models.EditionContent) (models.Fragments, error) {
	return r.render(ctx, content, DeskPictures(slug))
}

func (r EditionRenderer) render(ctx context.Context, content models.EditionContent, image ImageURL) (models.Fragments, error) {
	var f models.Fragments
	for _, part := range []struct {
		into *string
		draw templ.Component
	}{
		{&f.Masthead, r.Masthead(content.Manifest.Masthead)},
		{&f.Contents, ContentsFragment(content, nil)},
		{&f.Colophon, ColophonFragment(content)},
	} {
		html, err := drawn(ctx, part.draw)
		if err != nil {
			return models.Fragments{}, err
		}
		*part.into = html
	}
	for _, section := range content.Sections {
		for _, article := range section.Articles {
			html, err := drawn(ctx, ArticleFragment(article, image))
			if err != nil {
				return models.Fragments{}, fmt.Errorf("article %d: %w", article.ID, err)
			}
			f.Articles = append(f.Articles, models.ArticleFragment{Article: article.ID, HTML: html})
		}
	}
	return f, nil
}

// Masthead is MastheadFragment with the name in the renderer's lettering.
func (r EditionRenderer) Masthead(m models.Masthead) templ.Component {
	var name Lettering
	if r.Lettering != nil {
		name, _ = r.Lettering(m.Name)
	}
	return MastheadFragment(m, name)
}

func drawn(ctx context.Context, c templ.Component) (string, error) {
	var b strings.Builder
	if err := c.Render(ctx, &b); err != nil {
		return "", err
	}
	return b.String(), nil
}

// fragmentOf is the stored drawing of an article.
func fragmentOf(f models.Fragments, article int64) string {
	for _, a := range f.Articles {
		if a.Article == article {
			return a.HTML
		}
	}
	return ""
}

// nameClass lets the style sheet fit a name of any length into the measure. A name has at most 20 characters.
func nameClass(name string) string {
	return fmt.Sprintf("ed-chars-%d", min(max(utf8.RuneCountInString(name), 1), 20))
}

// numbersClass lets the style sheet make the column of numbers as wide as the longest one: （一）, （十一）, （二十一）.
func numbersClass(c models.EditionContent) string {
	longest := 0
	for _, section := range c.Sections {
		for _, a := range section.Articles {
			longest = max(longest, utf8.RuneCountInString(models.ArticleNumber(a.Number)))
		}
	}
	return fmt.Sprintf("ed-numbers-%d", longest)
}

// sectionTitle is a section's title after its printed number: 一、龙江板块.
func sectionTitle(s models.EditionSection) string {
	if s.Number == 0 {
		return s.Title
	}
	return models.SectionNumber(s.Number) + s.Title
}

// imprints are the words that a host may end with and that say already what it does.
var imprints = []string{"主办", "承办", "编", "编印", "编发", "印发"}

// hostLine is the host as the masthead prints it, 主办：省自贸办, unless it says so itself.
func hostLine(ctx context.Context, host string) string {
	says := strings.ContainsAny(host, "：:") ||
		slices.ContainsFunc(imprints, func(word string) bool { return strings.HasSuffix(host, word) })
	if host == "" || says {
		return host
	}
	return i18n.T(ctx, "reader.host", i18n.D{"Host": host})
}

// dateLine is a stored day (2024-04-10) as printed (2024年4月10日); a text that is no day stays as it is.
func dateLine(ctx context.Context, day string) string {
	t, err := time.ParseInLocation(time.DateOnly, day, i18n.Location(ctx))
	if err != nil {
		return day
	}
	return i18n.Date(ctx, t)
}

// creditLines say where an article comes from: its units, and its source unless that only repeats them.
func creditLines(ctx context.Context, t models.ArticleText) []string {
	units := strings.Join(t.Units, "、")
	var out []string
	if units != "" {
		out = append(out, i18n.T(ctx, "reader.units", i18n.D{"Units": units}))
	}
	if t.Source != "" && t.Source != units {
		out = append(out, i18n.T(ctx, "reader.source", i18n.D{"Source": t.Source}))
	}
	return out
}

// colophonLine is one line of the colophon: a label and the names after it.
type colophonLine struct {
	label string
	names string
}

// distributionLines are the lines 报 送 发, each ending in a full stop; empty ones are left out.
func distributionLines(ctx context.Context, d models.Distribution) []colophonLine {
	var out []colophonLine
	for _, l := range []struct {
		key   string
		names []string
	}{{"reader.to", d.To}, {"reader.cc", d.CC}, {"reader.for", d.For}} {
		if len(l.names) > 0 {
			names := strings.TrimRight(strings.Join(l.names, "，"), "。") + "。"
			out = append(out, colophonLine{i18n.T(ctx, l.key), names})
		}
	}
	return out
}

// makerLines are who made the issue, and the telephone; empty ones are left out.
func makerLines(ctx context.Context, c models.Colophon) []colophonLine {
	var out []colophonLine
	for _, l := range []struct{ key, names string }{
		{"reader.editors", strings.Join(c.Editors, " ")},
		{"reader.reviewers", strings.Join(c.Reviewers, " ")},
		{"reader.signer", c.Signer},
		{"reader.phone", c.Phone},
	} {
		if l.names != "" {
			out = append(out, colophonLine{i18n.T(ctx, l.key), l.names})
		}
	}
	return out
}

// editorNote is the note before the first article in paragraphs; its label is printed once, whether typed or not.
func editorNote(ctx context.Context, note string) []string {
	label := i18n.T(ctx, "reader.editor_note")
	note = strings.TrimSpace(note)
	for _, typed := range []string{label, strings.TrimSuffix(label, "：") + ":"} {
		note = strings.TrimSpace(strings.TrimPrefix(note, typed))
	}
	if note == "" {
		return nil
	}
	return strings.FieldsFunc(note, func(r rune) bool { return r == '\n' || r == '\r' })
}

// Sheet is a whole issue to be drawn by EditionSheet.
type Sheet struct {
	Content models.EditionContent      // with its fragments
	Gaps    []int64                    // articles that were withdrawn
	Note    templ.Component            // stands under the masthead; nil: nothing
	Link    func(article int64) string // address of an article's own page; nil: no links
}

func sectionAnchor(n int) string { return fmt.Sprintf("section-%d", n+1) }

func articleAnchor(id int64) string { return fmt.Sprintf("article-%d", id) }

// isGap reports whether an article has been withdrawn: its number stays, its title and text do not.
func isGap(gaps []int64, article int64) bool { return slices.Contains(gaps, article) }

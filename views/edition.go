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
	"jianbao/internal/paths"
	"jianbao/models"
)

// Lettering is a bulletin's name as it is drawn: outlines, whose Path is the d attribute of one path in the viewBox 0 0 Width Height, or a
// picture of that size. The zero value leaves the name to the reader's fonts.
type Lettering struct {
	Path          string
	Width, Height float64
	Picture       string // address of the picture
	Own           bool   // the office's own
}

// lettering is the office's own drawing of the name, or none.
func lettering(l models.Lettering, image ImageURL) Lettering {
	out := Lettering{Path: l.Path, Width: l.Width, Height: l.Height, Own: l.Own()}
	if l.SHA256 != "" {
		out.Picture = paths.OnScreen(image(l.SHA256))
	}
	return out
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

// Render draws masthead, contents, articles and colophon. It fills nothing else in and keeps nothing out but what the layout leaves off paper. Pictures
// have the addresses that readers of the bulletin know: no bulletin ever changes its slug.
func (r EditionRenderer) Render(ctx context.Context, slug string, content models.EditionContent) (models.Fragments, error) {
	return r.render(ctx, content, IssuePictures(slug, content.Manifest.Issue))
}

// RenderDraft draws the same for the desk, where pictures are seen before they are published.
func (r EditionRenderer) RenderDraft(ctx context.Context, slug string, content models.EditionContent) (models.Fragments, error) {
	return r.render(ctx, content, DeskPictures(slug))
}

// RenderPreview draws the same for the holder of a preview link, who gets pictures under its token.
func (r EditionRenderer) RenderPreview(ctx context.Context, token string, content models.EditionContent) (models.Fragments, error) {
	return r.render(ctx, content, func(sha256 string) string { return paths.To(paths.PreviewPicture, token, sha256) })
}

func (r EditionRenderer) render(ctx context.Context, content models.EditionContent, image ImageURL) (models.Fragments, error) {
	var f models.Fragments
	content = content.Printed()
	for _, part := range []struct {
		into *string
		draw templ.Component
	}{
		{&f.Masthead, r.Masthead(content, image)},
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

// Masthead is MastheadFragment with the name in the office's own lettering, or else in the renderer's.
func (r EditionRenderer) Masthead(c models.EditionContent, image ImageURL) templ.Component {
	name := lettering(c.Laid().Lettering, image)
	if !name.Own && r.Lettering != nil {
		name, _ = r.Lettering(c.Manifest.Masthead.Name)
	}
	return MastheadFragment(c.Manifest.Masthead, name)
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

// nameClass lets the style sheet fit a name of any length into the measure. A name has at most 20 characters; the office's own drawing of it
// counts as many as are as wide.
func nameClass(name string, drawn Lettering) string {
	chars := utf8.RuneCountInString(name)
	if drawn.Own {
		chars = int(math.Ceil((drawn.Width/drawn.Height + nameGap) / (1 + nameGap)))
	}
	return fmt.Sprintf("ed-chars-%d", min(max(chars, 1), 20))
}

// nameGap stands between the characters of a name, in em.
const nameGap = 0.18

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

// dateLine is a stored day (2024-04-10) as printed (2024年4月10日); a text that is no day stays as it is.
func dateLine(ctx context.Context, day string) string {
	t, err := time.ParseInLocation(time.DateOnly, day, i18n.Location(ctx))
	if err != nil {
		return day
	}
	return i18n.Date(ctx, t)
}

// Sheet is a whole issue to be drawn by EditionSheet.
type Sheet struct {
	Content models.EditionContent      // with its fragments; contents that are not drawn yet are drawn
	Gaps    []int64                    // articles that were withdrawn
	Note    templ.Component            // stands under the masthead; nil: nothing
	Link    func(article int64) string // address of an article's own page; nil: no links
}

func sectionAnchor(n int) string { return fmt.Sprintf("section-%d", n+1) }

func articleAnchor(id int64) string { return fmt.Sprintf("article-%d", id) }

// isGap reports whether an article has been withdrawn: its number stays, its title and text do not.
func isGap(gaps []int64, article int64) bool { return slices.Contains(gaps, article) }

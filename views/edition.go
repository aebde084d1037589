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
	Content models.EditionContent      // with its fragments
	Gaps    []int64                    // articles that were withdrawn
	Note    templ.Component            // stands under the masthead; nil: nothing
	Link    func(article int64) string // address of an article's own page; nil: no links
}

func sectionAnchor(n int) string { return fmt.Sprintf("section-%d", n+1) }

func articleAnchor(id int64) string { return fmt.Sprintf("article-%d", id) }

// isGap reports whether an article has been withdrawn: its number stays, its title and text do not.
func isGap(gaps []int64, article int64) bool { return slices.Contains(gaps, article) }

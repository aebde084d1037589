package views

import (
	"context"
	"slices"
	"strings"

	"jianbao/internal/i18n"
	"jianbao/models"
	"jianbao/views/components"
)

// AccessShown says who may read an issue and those of its articles that fewer people may read (公开范围).
type AccessShown struct {
	Access   models.Access
	Units    []string // that the issue lists
	Stricter []models.StricterArticle
}

// AccessOf is who may read what an issue holds.
func AccessOf(c models.EditionContent) AccessShown {
	return AccessShown{Access: c.Manifest.Access, Units: c.Manifest.ListedUnits, Stricter: c.Stricter()}
}

// ownClassNames name what an article's access class can be of its own.
var ownClassNames = map[models.Access]string{
	"": "article.access.issue", models.Members: accessNames[models.Members], models.Internal: accessNames[models.Internal],
}

// OwnClassName is an article's own access class in words.
func OwnClassName(ctx context.Context, class models.Access) string {
	return i18n.T(ctx, ownClassNames[class])
}

// plain reports whether nothing has to be said beyond the name of the class.
func (a AccessShown) plain() bool {
	return a.Access != models.Internal && len(a.Stricter) == 0
}

// internal reports whether there is anything that only people of the listed units read.
func (a AccessShown) internal() bool {
	return a.Access == models.Internal || slices.ContainsFunc(a.Stricter, func(s models.StricterArticle) bool { return s.Access == models.Internal })
}

// lines say it a line each: the class, each stricter article, the units.
func (a AccessShown) lines(ctx context.Context) []string {
	out := []string{named(ctx, accessNames, a.Access)}
	for _, s := range a.Stricter {
		out = append(out, i18n.T(ctx, "access.article", i18n.D{"Title": models.ArticleNumber(s.Number) + s.Title, "Access": named(ctx, accessNames, s.Access)}))
	}
	switch {
	case !a.internal(): // the list is for nobody
	case len(a.Units) > 0:
		out = append(out, i18n.T(ctx, "access.units", i18n.D{"Units": strings.Join(a.Units, "、")}))
	default:
		out = append(out, i18n.T(ctx, "access.nobody"))
	}
	return out
}

// manyUnits is how many units are too many for a line.
const manyUnits = 8

func (a AccessShown) long() bool { return a.internal() && len(a.Units) > manyUnits }

// brief is Text with the units counted.
func (a AccessShown) brief(ctx context.Context) string {
	lines := a.lines(ctx)
	lines[len(lines)-1] = i18n.T(ctx, "access.units_count", i18n.D{"Count": len(a.Units)})
	return strings.Join(lines, "；")
}

// Text is all of it in one line.
func (a AccessShown) Text(ctx context.Context) string { return strings.Join(a.lines(ctx), "；") }

// ownClassChip marks an article that has an access class of its own.
func ownClassChip(ctx context.Context, class models.Access) components.ChipProps {
	return components.ChipProps{Text: OwnClassName(ctx, class), Tone: components.Info, Shape: components.Box}
}

package proof

import (
	"slices"
	"strings"

	"jianbao/models"
)

// articles go through the issue.
func (r *reading) articles(fn func(models.EditionArticle)) {
	for _, s := range r.content.Sections {
		for _, a := range s.Articles {
			fn(a)
		}
	}
}

func noNumber(in *reading, r *report) {
	if in.content.Manifest.Masthead.Number == 0 {
		r.note(Finding{Field: "masthead"}, "proof.number", nil)
	}
}

func noDate(in *reading, r *report) {
	if in.content.Manifest.Masthead.Date == "" {
		r.note(Finding{Field: "date"}, "proof.date_missing", nil)
	}
}

// empties finds an issue without articles, sections without articles and articles without text.
func empties(in *reading, r *report) {
	if len(in.content.Sections) == 0 {
		r.note(Finding{Field: "sections"}, "proof.empty.issue", nil)
	}
	for _, s := range in.content.Sections {
		switch {
		case len(s.Articles) > 0:
		case s.Title == "":
			r.note(Finding{Field: "sections"}, "proof.empty.issue", nil)
		default:
			r.note(Finding{Field: "sections", text: s.Title}, "proof.empty.section", models.Args{"Section": s.Title})
		}
	}
	in.articles(func(a models.EditionArticle) {
		if !slices.ContainsFunc(a.Text.Body.Blocks, printsSomething) {
			r.of(a, "", "blocks", "", "proof.empty.article", nil)
		}
	})
}

func printsSomething(b models.Block) bool {
	return b.Kind == models.Image || strings.TrimSpace(b.PlainText()) != ""
}

func noAlternative(in *reading, r *report) {
	in.articles(func(a models.EditionArticle) {
		for _, b := range a.Text.Body.Blocks {
			if b.Picture != nil && strings.TrimSpace(b.Picture.Alt) == "" {
				r.of(a, b.ID, "alt", b.Picture.SHA256, "proof.alt", models.Args{"Caption": b.PictureCaption()})
			}
		}
	})
}

// narrowWords are what an access note says when not everybody may read the issue.
var narrowWords = []string{"内部", "注意保存", "妥善保管", "不公开", "不予公开", "不得公开", "不得外传", "请勿外传", "仅限", "仅供", "限阅", "阅后"}

// tooWide finds an issue whose web page more people could read than what is printed on it promises.
func tooWide(in *reading, r *report) {
	m := in.content.Manifest
	if m.Access != models.Public {
		return
	}
	printed := append([]string{m.Masthead.Note}, slices.Concat(m.Distribution.To, m.Distribution.CC, m.Distribution.For)...)
	for _, line := range printed {
		if slices.ContainsFunc(narrowWords, func(w string) bool { return strings.Contains(line, w) }) {
			r.note(Finding{Field: "access", text: line}, "proof.access", models.Args{"Words": line})
			return
		}
	}
}

// nobodyListed finds what is for the people of listed units in an issue that lists none: nobody but the staff could read it.
func nobodyListed(in *reading, r *report) {
	m := in.content.Manifest
	switch {
	case len(m.ListedUnits) > 0:
	case m.Access == models.Internal:
		r.note(Finding{Field: "access", text: string(m.Access)}, "proof.listed.issue", nil)
	default:
		in.articles(func(a models.EditionArticle) {
			if a.Text.Access == models.Internal {
				r.of(a, "", "access", string(a.Text.Access), "proof.listed.article", nil)
			}
		})
	}
}

func sourceless(a models.EditionArticle) bool { return a.Text.Source == "" && len(a.Text.Units) == 0 }

func noSourceRequired(in *reading, r *report) {
	if !in.settings.RequireSources {
		return
	}
	in.articles(func(a models.EditionArticle) {
		if sourceless(a) && a.Text.Origin != models.OriginOwn {
			r.of(a, "", "source", a.Text.Title, "proof.source.required", nil)
		}
	})
}

// owed is what an article of an origin must say of where it comes from, and the sentence for one that does not: what was taken needs
// its source, what was sent the unit.
var owed = map[models.Origin]struct {
	key  string
	paid func(models.ArticleText) bool
}{
	models.OriginExcerpt: {"proof.source.taken", func(t models.ArticleText) bool { return t.Source != "" }},
	models.OriginReprint: {"proof.source.taken", func(t models.ArticleText) bool { return t.Source != "" }},
	models.OriginSent:    {"proof.source.sent", func(t models.ArticleText) bool { return t.Source != "" || len(t.Units) > 0 }},
	models.OriginInvited: {"proof.source.sent", func(t models.ArticleText) bool { return t.Source != "" || len(t.Units) > 0 }},
}

// noSource finds articles that came from elsewhere and do not say from where.
func noSource(in *reading, r *report) {
	if in.settings.RequireSources {
		return
	}
	in.articles(func(a models.EditionArticle) {
		if o, ok := owed[a.Text.Origin]; ok && !o.paid(a.Text) {
			r.of(a, "", "source", a.Text.Title, o.key, nil)
		}
	})
}

// similarTitles compares titles with those of the issues before, and within the issue. The nearest is named.
func similarTitles(in *reading, r *report) {
	earlier := make([]models.TitleShape, len(in.settings.Earlier))
	for i, e := range in.settings.Earlier {
		earlier[i] = models.TitleShapeOf(e.Title)
	}
	type seen struct {
		shape models.TitleShape
		title string
		num   int
	}
	var here []seen
	in.articles(func(a models.EditionArticle) {
		mine := models.TitleShapeOf(a.Text.Title)
		best, at := 0, -1
		for i, e := range earlier {
			if p := mine.Likeness(e); p > best {
				best, at = p, i
			}
		}
		if best >= models.SimilarTitle {
			e := in.settings.Earlier[at]
			r.of(a, "", "title", a.Text.Title+"\n"+e.Title, "proof.title.earlier", models.Args{"Other": e.Title, "Issue": e.Issue})
		}
		for _, h := range here {
			if mine.Likeness(h.shape) >= models.SimilarTitle {
				r.of(a, "", "title", a.Text.Title+"\n"+h.title, "proof.title.same_issue", models.Args{"Other": models.ArticleNumber(h.num) + h.title})
			}
		}
		here = append(here, seen{mine, a.Text.Title, a.Number})
	})
}

package newsroom_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"jianbao/models"
)

// outlines are how many pictures of characters a drawn page uses, and whether it carries a mark.
func outlines(t *testing.T, page []byte) (uses int, marked bool) {
	t.Helper()
	if !bytes.HasPrefix(page, []byte("<svg")) || !bytes.Contains(page, []byte(`aria-label="页"`)) {
		t.Fatalf("no picture: %.80s", page)
	}
	return strings.Count(string(page), "<use"), bytes.Contains(page, []byte("rotate(-45)"))
}

func TestAnIssueIsDrawnAsItPrints(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		draft := o.imported(t, o.editor, 87)
		d, err := o.DraftPages(ctx, o.editor, draft.ID)
		must(t, err)
		first, err := d.Draw(1, "页")
		must(t, err)
		if uses, marked := outlines(t, first); uses < 50 || !marked {
			t.Errorf("a draft's first page shows %d characters; marked: %t", uses, marked)
		}
		if width, height := d.Size(); int(width) != 595 || int(height) != 841 {
			t.Errorf("pages of %v × %v points", width, height)
		}
		for _, page := range []int{0, -1, d.Count() + 1} {
			_, err := d.Draw(page, "页")
			refused(t, err, models.CodeNotFound, "error.not_found")
		}
		// What is changed is drawn at once, whatever was laid out a moment ago.
		article := o.articles(t, draft.ID)[0]
		must(t, o.retext(t, o.editor, article, strings.Repeat("澜江两岸秋色正浓，", 400), ""))
		longer, err := o.DraftPages(ctx, o.editor, draft.ID)
		must(t, err)
		if longer.Count() <= d.Count() {
			t.Errorf("%d pages became %d", d.Count(), longer.Count())
		}
		for _, a := range []models.Actor{o.first, o.reader, o.admin} {
			_, err := o.DraftPages(ctx, a, draft.ID)
			refused(t, err, models.CodeNotFound, "error.not_found")
		}
		_, err = o.EditionPages(ctx, models.Actor{}, o.bulletin, draft.ID)
		refused(t, err, models.CodeNotFound, "error.not_found")
	})
}

func TestAPublishedIssueIsDrawnUntilAnythingOfItIsWithdrawn(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		issue := o.published(t, 87)
		d, err := o.EditionPages(ctx, models.Actor{}, o.bulletin, issue.ID)
		must(t, err)
		last, err := d.Draw(d.Count(), "页")
		must(t, err)
		var begin []string
		for page := range d.Count() {
			begin = append(begin, d.Places()[page+1]...)
		}
		for _, article := range o.articles(t, issue.ID) {
			if !slices.Contains(begin, fmt.Sprintf("article-%d", article)) {
				t.Errorf("article %d begins on no page: %v", article, begin)
			}
		}
		if uses, marked := outlines(t, last); uses == 0 || marked || d.Gone || d.Label != "第87期" {
			t.Errorf("the last page of %s shows %d characters; marked: %t; gone: %t", d.Label, uses, marked, d.Gone)
		}
		must(t, o.TakeDownArticle(ctx, o.editor, issue.ID, o.articles(t, issue.ID)[0], "有误"))
		if d, err = o.EditionPages(ctx, models.Actor{}, o.bulletin, issue.ID); err != nil || !d.Gone {
			t.Errorf("with an article withdrawn, the pages are shown: %v", err)
		}
	})
}

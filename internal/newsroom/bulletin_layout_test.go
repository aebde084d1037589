package newsroom_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"jianbao/internal/newsroom"
	"jianbao/internal/store"
	"jianbao/models"
)

// layout is the bulletin's layout with its version.
func (o *office) layout(tb testing.TB) (models.Layout, int64) {
	tb.Helper()
	p, err := o.Layout(tb.Context(), o.admin, o.bulletin.ID)
	must(tb, err)
	return p.Bulletin.Layout, p.Bulletin.Version
}

// relayout changes the bulletin's layout.
func (o *office) relayout(tb testing.TB, change func(*models.Layout)) {
	tb.Helper()
	l, version := o.layout(tb)
	change(&l)
	must(tb, o.SetLayout(tb.Context(), o.admin, o.bulletin.ID, version, l))
}

// letter gives the bulletin a lettering of the office's own.
func (o *office) letter(tb testing.TB, name string, file []byte) error {
	tb.Helper()
	_, version := o.layout(tb)
	return o.SetLettering(tb.Context(), o.admin, o.bulletin.ID, version, name, file)
}

// head is the newest entry of the audit log.
func (o *office) head(tb testing.TB) (e models.AuditEntry) {
	tb.Helper()
	must(tb, o.store.Read(tb.Context(), func(tx *store.Tx) (err error) {
		e, err = tx.AuditHead()
		return err
	}))
	return e
}

const twoStrokes = `<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h300v40H0zM0 60h300v40H0z"/></svg>`

func TestALayoutIsSetByAdministratorsAndAudited(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		ctx, t := o.t.Context(), o.t
		l, version := o.layout(t)
		if l != models.OfficialLayout() {
			t.Errorf("a new bulletin prints as %+v", l)
		}
		before := lastSeq(t, o)
		for who, want := range map[models.Actor]models.Code{o.editor: models.CodeNotFound, o.signer: models.CodeNotFound, {}: models.CodeNotFound, {Role: models.Admin}: models.CodeUnauthenticated} {
			wantCode(t, "layout", o.SetLayout(ctx, who, o.bulletin.ID, version, l), want)
			wantCode(t, "lettering", o.SetLettering(ctx, who, o.bulletin.ID, version, "n.svg", []byte(twoStrokes)), want)
			wantCode(t, "no lettering", o.RemoveLettering(ctx, who, o.bulletin.ID, version), want)
		}
		_, err := o.Layout(ctx, o.editor, o.bulletin.ID)
		wantCode(t, "the page", err, models.CodeNotFound)
		_, err = o.LayoutPreview(ctx, o.editor, o.bulletin.ID, nil, 1, "")
		wantCode(t, "the preview", err, models.CodeNotFound)
		for field, bad := range map[string]func(*models.Layout){
			"size": func(l *models.Layout) { l.Size = 17 }, "name_size": func(l *models.Layout) { l.NameSize = 300 }, "rule": func(l *models.Layout) { l.Rule = 0 },
			"font_body": func(l *models.Layout) { l.Fonts.Body = strings.Repeat("仿", 41) },
		} {
			wrong := l
			bad(&wrong)
			refused(t, o.SetLayout(ctx, o.admin, o.bulletin.ID, version, wrong), models.CodeInvalid, field)
			_, err := o.LayoutPreview(ctx, o.admin, o.bulletin.ID, &wrong, 1, "")
			wantCode(t, field, err, models.CodeInvalid)
		}
		if got := actions(t, o, before); len(got) != 0 {
			t.Errorf("what was refused is audited as done: %q", got)
		}
		l.Size, l.Sources, l.Fonts.Body, l.Lettering = 14, false, " 仿宋 ", models.Lettering{Path: "M0 0Z", Width: 1, Height: 1}
		must(t, o.SetLayout(ctx, o.admin, o.bulletin.ID, version, l))
		got, _ := o.layout(t)
		if got.Size != 14 || got.Sources || got.Fonts.Body != "仿宋" || got.Lettering.Own() {
			t.Errorf("stored %+v", got)
		}
		wantCode(t, "a version that has moved on", o.SetLayout(ctx, o.admin, o.bulletin.ID, version, l), models.CodeConflict)
		e := o.head(t)
		if e.Action != "bulletin.layout" || e.BulletinID != o.bulletin.ID || len(e.Details) != 4 {
			t.Errorf("the entry is %+v", e)
		}
		must(t, o.UpdateBulletin(ctx, o.admin, o.settings(t), newsroom.Numbering{FirstNumber: 87}))
		if kept, _ := o.layout(t); kept != got {
			t.Errorf("other settings changed the layout to %+v", kept)
		}
	})
}

func (o *office) settings(tb testing.TB) models.Bulletin {
	tb.Helper()
	p, err := o.Bulletin(tb.Context(), o.admin, o.bulletin.ID)
	must(tb, err)
	p.Bulletin.Layout = models.Layout{}
	return p.Bulletin
}

func TestAnEditionKeepsTheLayoutThatItWasPublishedWith(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		ctx, t := o.t.Context(), o.t
		issue := o.imported(t, o.editor, 87)
		article := o.articles(t, issue.ID)[0]
		p, err := o.Article(ctx, o.editor, article)
		must(t, err)
		text := p.Revision.Text
		text.Units = []string{"省商务厅"}
		_, err = o.SaveArticle(ctx, o.editor, article, newsroom.SaveArticle{Base: p.Article.RevisionID, Text: text, State: models.ArticleReady})
		must(t, err)
		must(t, o.Submit(ctx, o.editor, issue.ID))
		for _, a := range []models.Actor{o.first, o.second, o.signer} {
			must(t, o.approve(t, a, issue.ID, "同意"))
		}
		signed := o.hash(t, o.first, issue.ID)
		o.relayout(t, func(l *models.Layout) { l.Size, l.Sources, l.Makers = 14, false, false })
		if now := o.hash(t, o.first, issue.ID); now != signed {
			t.Error("a layout changed what was signed")
		}
		must(t, o.Publish(ctx, o.signer, issue.ID))
		must(t, o.DrainOutbox(ctx))
		o.relayout(t, func(l *models.Layout) { *l = models.OfficialLayout() })

		read, err := o.ReadIssue(ctx, models.Actor{}, o.bulletin, issue.ID)
		must(t, err)
		c := read.Edition.Content
		if l := c.Laid(); l.Size != 14 || l.Sources || l.Makers {
			t.Errorf("the edition prints as %+v", l)
		}
		page := c.Fragments.Articles[0].HTML + c.Fragments.Colophon
		file, err := o.EditionFile(ctx, models.Actor{}, o.bulletin, issue.ID, models.FormatText)
		must(t, err)
		for what, shown := range map[string]string{"the page": page, "the text": string(file.Data), "the data": c.Sections[0].Articles[0].Text.Source + strings.Join(c.Sections[0].Articles[0].Text.Units, "")} {
			if strings.Contains(shown, "省商务厅") || strings.Contains(shown, "签发人") {
				t.Errorf("%s names who sent or made it: %s", what, shown)
			}
		}
		draft := o.imported(t, o.editor, 88)
		review, err := o.Review(ctx, o.editor, draft.ID)
		must(t, err)
		if review.Content.Laid() != models.OfficialLayout() {
			t.Errorf("a draft prints as %+v", review.Content.Laid())
		}
		must(t, o.store.Read(ctx, func(tx *store.Tx) error { // what is kept is whole
			e, err := tx.Edition(read.Edition.ID)
			if kept := e.Content.Sections[0].Articles[0].Text.Units; !slices.Equal(kept, []string{"省商务厅"}) || e.Hash != models.EditionHash(e.Content, e.ManifestHash, e.PrevHash) {
				t.Errorf("the edition keeps %q", kept)
			}
			return err
		}))
	})
}

func TestOutlinesStandForTheNameOnPagesAndInThePreview(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		ctx, t := o.t.Context(), o.t
		refused(t, o.letter(t, "name.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg"><text>开放前沿</text></svg>`)), models.CodeInvalid, "lettering.element")
		must(t, o.letter(t, "name.svg", []byte(twoStrokes)))
		const path = "M0 0L3000 0L3000 400L0 400ZM0 600L3000 600L3000 1000L0 1000Z"
		issue := o.published(t, 87)
		read, err := o.ReadIssue(ctx, models.Actor{}, o.bulletin, issue.ID)
		must(t, err)
		preview, err := o.LayoutPreview(ctx, o.admin, o.bulletin.ID, nil, 1, "预览")
		must(t, err)
		for what, shown := range map[string]string{"the page": read.Edition.Content.Fragments.Masthead, "the preview": string(preview)} {
			if !strings.Contains(shown, path) {
				t.Errorf("%s does not show the office's lettering", what)
			}
		}
		_, version := o.layout(t)
		must(t, o.RemoveLettering(ctx, o.admin, o.bulletin.ID, version))
		if l, _ := o.layout(t); l.Lettering.Own() {
			t.Errorf("removed, it is %+v", l.Lettering)
		}
		if e := o.head(t); e.Action != "bulletin.lettering_removed" {
			t.Errorf("the entry is %+v", e)
		}
	})
}

func TestAPictureThatStandsForTheNameIsSeenWithItAndKept(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		ctx, t := o.t.Context(), o.t
		refused(t, o.letter(t, "name.png", drawing(t, 10, 1200)), models.CodeInvalid, "lettering.bad_shape") // 60 times as wide as high
		refused(t, o.letter(t, "name.png", []byte("no picture")), models.CodeUnsupported, "")
		must(t, o.letter(t, "name.png", drawing(t, 10, 80)))
		l, _ := o.layout(t)
		art := l.Lettering.SHA256
		if art == "" || l.Lettering.Width != 80 || l.Lettering.Height != 20 {
			t.Fatalf("the lettering is %+v", l.Lettering)
		}
		if _, err := o.Picture(ctx, o.first, art, true); err != nil {
			t.Errorf("a reviewer does not see the name: %v", err)
		}
		_, err := o.Picture(ctx, o.reader, art, true)
		wantCode(t, "a reader at the desk", err, models.CodeNotFound)
		kept := func(uses int) {
			t.Helper()
			_, err := o.DeletePicture(ctx, o.editor, art)
			refused(t, err, models.CodeConflict, "picture.in_use")
			if e, ok := errors.AsType[*newsroom.PictureInUse](err); !ok || len(e.Uses) != uses || e.Uses[0].ArticleID != 0 {
				t.Errorf("uses %+v, want %d", e, uses)
			}
		}
		kept(1)
		_, err = o.EditionPicture(ctx, models.Actor{}, o.bulletin, o.imported(t, o.editor, 87).ID, art, true)
		wantCode(t, "a visitor, before publication", err, models.CodeNotFound)
		issue := o.published(t, 88)
		kept(2)
		if _, err := o.EditionPicture(ctx, models.Actor{}, o.bulletin, issue.ID, art, true); err != nil {
			t.Errorf("a visitor does not see the name: %v", err)
		}
		read, err := o.ReadIssue(ctx, models.Actor{}, o.bulletin, issue.ID)
		must(t, err)
		preview, err := o.LayoutPreview(ctx, o.admin, o.bulletin.ID, nil, 1, "预览")
		must(t, err)
		if !strings.Contains(read.Edition.Content.Fragments.Masthead, art) || !strings.Contains(string(preview), "data:image/png;base64,") {
			t.Error("the name is not drawn")
		}
		_, version := o.layout(t)
		must(t, o.RemoveLettering(ctx, o.admin, o.bulletin.ID, version))
		kept(1)
	})
}

func TestThePreviewShowsNothingThatIsNotPublished(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		ctx, t := o.t.Context(), o.t
		shown := func() string {
			t.Helper()
			p, err := o.Layout(ctx, o.admin, o.bulletin.ID)
			must(t, err)
			return p.Shown
		}
		draft := func(l models.Layout, page int) string {
			t.Helper()
			out, err := o.LayoutPreview(ctx, o.admin, o.bulletin.ID, &l, page, "预览")
			must(t, err)
			return string(out)
		}
		o.imported(t, o.editor, 87)
		if shown() != "" {
			t.Errorf("with drafts only it shows %s", shown())
		}
		sample := draft(models.OfficialLayout(), 1)
		issue := o.published(t, 88)
		if shown() != "第88期" || draft(models.OfficialLayout(), 1) == sample {
			t.Errorf("it shows %q, not the issue that is published", shown())
		}
		small := models.OfficialLayout()
		small.Size = 14
		if draft(small, 1) == draft(models.OfficialLayout(), 1) {
			t.Error("the preview does not follow the layout")
		}
		if draft(small, 500) != draft(small, 400) {
			t.Error("a page beyond the last is not the last")
		}
		must(t, o.Withdraw(ctx, o.signer, issue.ID, "有误", password))
		if shown() != "" {
			t.Errorf("it shows %s, which is withdrawn", shown())
		}
		o.relayout(t, func(l *models.Layout) { l.Sources = false })
		o.published(t, 89)
		if shown() != "" {
			t.Errorf("it shows %s, which keeps its sources off paper", shown())
		}
	})
}

package newsroom_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"jianbao/internal/newsroom"
	"jianbao/models"
)

const correctionNote = "第（一）篇“三小时”应为“五小时”。"

// correcting is a published issue whose correction is at work, with a note and one article changed.
func (o *office) correcting(tb testing.TB, number int) (issue models.Issue, articles []int64) {
	tb.Helper()
	issue = o.published(tb, number)
	must(tb, o.Correct(tb.Context(), o.editor2, issue.ID))
	articles = o.articles(tb, issue.ID)
	must(tb, o.retext(tb, o.editor2, articles[0], "北屿口岸推行提前申报，平均通关时间压缩到五小时以内。", ""))
	o.notes(tb, issue.ID, correctionNote)
	return issue, articles
}

// notes writes the public note of a correction, as the masthead's form does.
func (o *office) notes(tb testing.TB, issue int64, note string) {
	tb.Helper()
	c, err := o.Contents(tb.Context(), o.editor2, issue)
	must(tb, err)
	in := c.Issue
	in.CorrectionNote = note
	must(tb, o.SaveMasthead(tb.Context(), o.editor2, issue, c.Base, in, ""))
}

// readers is the edition that readers see, and its first text.
func (o *office) readers(tb testing.TB, issue int64) (models.Edition, string) {
	tb.Helper()
	p, err := o.ReadIssue(tb.Context(), models.Actor{}, o.bulletin, issue)
	must(tb, err)
	return p.Edition, p.Edition.Content.Sections[0].Articles[0].Text.Body.PlainText()
}

func TestACorrectionStandsBesideTheLiveEditionUntilItIsPublished(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		issue, articles := o.correcting(t, 87)
		same := func(when string) {
			t.Helper()
			if e, text := o.readers(t, issue.ID); e.Number != 1 || !strings.Contains(text, "三小时") || e.Content.Manifest.Correction != nil {
				t.Errorf("%s: readers see edition %d: %s", when, e.Number, text)
			}
		}
		same("while it is drafted")
		for _, a := range []models.Actor{o.first, o.signer, o.proofreader} { // from submission on
			_, err := o.Contents(ctx, a, issue.ID)
			refused(t, err, models.CodeNotFound, "error.not_found")
		}
		must(t, o.Submit(ctx, o.editor2, issue.ID))
		same("while it is reviewed")
		for _, a := range []models.Actor{o.first, o.second, o.signer} {
			must(t, o.approve(t, a, issue.ID, "同意"))
		}
		same("when it is signed")
		before, _ := o.readers(t, issue.ID)
		must(t, o.Publish(ctx, o.signer, issue.ID))
		must(t, o.Publish(ctx, o.signer, issue.ID)) // once
		must(t, o.DrainOutbox(ctx))
		after, text := o.readers(t, issue.ID)
		if after.Number != 2 || !strings.Contains(text, "五小时") || after.Content.Manifest.Correction.Note != correctionNote || after.Content.CorrectedOn != "2026-11-02" ||
			after.PrevHash != before.Hash || after.IssueNumber != 87 {
			t.Errorf("readers see edition %d: %s; %+v", after.Number, text, after.Content.Manifest.Correction)
		}
		p, err := o.ReadArticle(ctx, models.Actor{}, o.bulletin, articles[0])
		must(t, err)
		if p.Edition.ID != after.ID {
			t.Error("the article's address does not lead to the new edition")
		}
		if got := faults(t, o.Newsroom, newsroom.EditionScope{}); got != "" {
			t.Error(got)
		}
		f, err := o.EditionFile(ctx, models.Actor{}, o.bulletin, issue.ID, models.FormatText)
		must(t, err)
		if !strings.Contains(string(f.Data), "更正说明（更正后第2版，2026年11月2日）："+correctionNote) {
			t.Errorf("the file says %s", f.Data)
		}
		if hits := o.find(t, models.Actor{}, "三小时"); len(hits) != 0 {
			t.Error("search finds the text of the edition before")
		}
		c, err := o.CompareIssue(ctx, o.editor, issue.ID, "edition-1", "edition-2")
		must(t, err)
		if len(c.Diff.Articles) != 1 {
			t.Errorf("%d articles differ between the editions", len(c.Diff.Articles))
		}
	})
}

func TestACorrectionTellsReadersWhatItCorrects(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		issue := o.published(t, 87)
		must(t, o.Correct(t.Context(), o.editor, issue.ID))
		refused(t, o.Submit(t.Context(), o.editor, issue.ID), models.CodeInvalid, "correction.note_required")
		o.notes(t, issue.ID, correctionNote)
		was := o.hash(t, o.editor, issue.ID)
		o.notes(t, issue.ID, correctionNote+"特此说明。")
		if o.hash(t, o.editor, issue.ID) == was {
			t.Error("the note is no part of what is signed")
		}
		file, err := o.DraftFile(t.Context(), o.editor, issue.ID, models.FormatJSON)
		must(t, err)
		var told struct {
			Hash       string   `json:"manifest_hash"`
			EditorNote []string `json:"editor_note"`
			Correction struct {
				Edition int
				Note    string
			}
		}
		must(t, json.Unmarshal(file.Data, &told))
		if told.Hash != o.hash(t, o.editor, issue.ID) || told.Correction.Edition != 2 || told.Correction.Note != correctionNote+"特此说明。" || len(told.EditorNote) != 0 {
			t.Errorf("programs are told %+v", told)
		}
		c, err := o.Contents(t.Context(), o.editor, issue.ID)
		must(t, err)
		in := c.Issue
		in.Number = 99
		refused(t, o.SaveMasthead(t.Context(), o.editor, issue.ID, c.Base, in, ""), models.CodeConflict, "correction.number_fixed")
	})
}

func TestWhoMadeTheFirstEditionMayReviewItsCorrection(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		p, err := o.Bulletin(ctx, o.admin, o.bulletin.ID)
		must(t, err)
		must(t, o.SetCorrectionSkips(ctx, o.admin, o.bulletin.ID, p.Bulletin.Version, []string{"初审", "签发"}))
		if p, err = o.Bulletin(ctx, o.admin, o.bulletin.ID); err != nil {
			t.Fatal(err)
		}
		settings := p.Bulletin
		settings.CorrectionSkips, settings.Phone = nil, "0000-7654321" // its form holds other settings only
		must(t, o.UpdateBulletin(ctx, o.admin, settings, newsroom.Numbering{FirstNumber: 87}))
		issue, _ := o.correcting(t, 87)
		must(t, o.Submit(ctx, o.editor2, issue.ID))
		page, err := o.Review(ctx, o.second, issue.ID)
		must(t, err)
		if len(page.Steps) != 2 || page.Steps[0].Name != "复审" || strings.Join(page.Contributors, "") != o.editor2.Name {
			t.Errorf("the chain is %+v, drafted by %v", page.Steps, page.Contributors)
		}
		must(t, o.approve(t, o.second, issue.ID, "同意"))
		refused(t, o.approve(t, o.first, issue.ID, "同意"), models.CodeForbidden, "error.forbidden")
		must(t, o.approve(t, o.signer, issue.ID, "同意"))
		must(t, o.Publish(ctx, o.signer, issue.ID))
		e, _ := o.readers(t, issue.ID)
		if got := e.Content.Colophon.Editors; !reflect.DeepEqual(got, []string{"林编辑", "陈编辑"}) {
			t.Errorf("the colophon names %v", got)
		}
	})
}

func TestWhatWasPublishedIsNeitherDeletedNorPrintedElsewhere(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		issue, articles := o.correcting(t, 87)
		c, err := o.Contents(ctx, o.editor, issue.ID)
		must(t, err)
		must(t, o.Arrange(ctx, o.editor, issue.ID, newsroom.Removal(c.Order(), c.Sections[1].ID), ""))
		refused(t, o.DeleteArticle(ctx, o.editor, articles[2]), models.CodeConflict, "article.was_published")
		other := o.imported(t, o.editor, 88)
		oc, err := o.Contents(ctx, o.editor, other.ID)
		must(t, err)
		_, err = o.PlaceArticle(ctx, o.editor, other.ID, oc.Sections[0].ID, articles[2], "")
		refused(t, err, models.CodeConflict, "article.was_published")
		must(t, o.GiveUpCorrection(ctx, o.editor, issue.ID))
	})
}

func TestACorrectionThatIsGivenUpLeavesTheEdition(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		issue, articles := o.correcting(t, 87)
		live, _ := o.readers(t, issue.ID)
		c, err := o.Contents(ctx, o.editor, issue.ID)
		must(t, err)
		must(t, o.Arrange(ctx, o.editor, issue.ID, newsroom.Removal(c.Order(), c.Sections[1].ID), ""))
		_, err = o.CreateArticle(ctx, o.editor, issue.ID, c.Sections[0].ID, "新的一篇", "")
		must(t, err)
		before := o.entries(t)
		must(t, o.GiveUpCorrection(ctx, o.editor, issue.ID))
		got := o.state(t, issue.ID)
		if got.Workflow != models.Signed || got.Correcting || o.hash(t, o.signer, issue.ID) != live.ManifestHash || o.entries(t) != before+1 || len(o.articles(t, issue.ID)) != len(articles) {
			t.Errorf("got %+v", got)
		}
		page, err := o.Review(ctx, o.signer, issue.ID)
		must(t, err)
		if len(page.Steps) != 3 || page.Steps[2].Decision == nil || strings.Join(page.Contributors, "") != o.editor.Name {
			t.Errorf("the record of the edition is %+v by %v", page.Steps, page.Contributors)
		}
		must(t, o.Correct(ctx, o.editor, issue.ID)) // another try
	})
}

func TestWhatIsTakenDownDuringACorrectionComesBackOnlyByASigner(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		p, err := o.Bulletin(ctx, o.admin, o.bulletin.ID)
		must(t, err)
		b := p.Bulletin
		b.EditorsPublish = true
		must(t, o.UpdateBulletin(ctx, o.admin, b, newsroom.Numbering{FirstNumber: 87}))
		issue, _ := o.correcting(t, 87)
		must(t, o.TakeDown(ctx, o.editor, issue.ID, "数字有误"))
		must(t, o.Submit(ctx, o.editor2, issue.ID))
		for _, a := range []models.Actor{o.first, o.second, o.signer} {
			must(t, o.approve(t, a, issue.ID, "同意"))
		}
		refused(t, o.Publish(ctx, o.editor, issue.ID), models.CodeConflict, "issue.not_in_this_state")
		must(t, o.Publish(ctx, o.signer, issue.ID))
		if e, _ := o.readers(t, issue.ID); e.Number != 2 || o.state(t, issue.ID).Standing != models.Normal {
			t.Errorf("readers see edition %d", e.Number)
		}
	})
}

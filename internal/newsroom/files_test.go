package newsroom_test

import (
	"archive/zip"
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"jianbao/internal/redline"
	"jianbao/internal/store"
	"jianbao/models"
	"jianbao/views"
)

func TestAPublicationMakesItsFilesInTheBackground(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		issue := o.signed(t, 87)
		must(t, o.Publish(ctx, o.signer, issue.ID))
		planned, err := o.IssueFiles(ctx, o.editor, issue.ID)
		must(t, err)
		if len(planned.List) != len(models.FileFormats) || slices.ContainsFunc(planned.List, models.EditionFile.Made) {
			t.Fatalf("before the background work: %+v", planned)
		}
		_, err = o.EditionFile(ctx, models.Actor{}, o.bulletin, issue.ID, models.FormatText)
		wantCode(t, "the file", err, models.CodeNotFound)

		must(t, o.DrainOutbox(ctx))
		for _, f := range models.ReaderFormats {
			got, err := o.EditionFile(ctx, models.Actor{}, o.bulletin, issue.ID, f)
			must(t, err)
			if got.Name != "开放前沿第87期."+string(f) || got.ContentType != f.ContentType() || len(got.Data) == 0 {
				t.Errorf("%s is %q, %s, %d bytes", f, got.Name, got.ContentType, len(got.Data))
			}
		}
		text, err := o.EditionFile(ctx, models.Actor{}, o.bulletin, issue.ID, models.FormatText)
		must(t, err)
		if !strings.Contains(string(text.Data), "口岸通关提速") {
			t.Errorf("the text says %q", text.Data)
		}
	})
}

func TestTheArchiveHoldsTheOtherFilesAndIsKeptInTheHouse(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		issue := o.signed(t, 87)
		must(t, o.Publish(ctx, o.signer, issue.ID))
		must(t, o.DrainOutbox(ctx))
		for _, a := range []models.Actor{{}, o.reader} {
			_, err := o.EditionFile(ctx, a, o.bulletin, issue.ID, models.FormatArchive)
			wantCode(t, "the file", err, models.CodeNotFound)
		}
		got, err := o.EditionFile(ctx, o.editor, o.bulletin, issue.ID, models.FormatArchive)
		must(t, err)
		z, err := zip.NewReader(bytes.NewReader(got.Data), int64(len(got.Data)))
		must(t, err)
		var names []string
		for _, f := range z.File {
			names = append(names, f.Name)
		}
		for _, want := range []string{"开放前沿第87期.docx", "开放前沿第87期.pdf", "开放前沿第87期.txt", "开放前沿第87期审签单.pdf", "manifest.json"} {
			if !slices.Contains(names, want) {
				t.Errorf("the archive lacks %s: %v", want, names)
			}
		}
	})
}

// scribe notes what the sign-off sheet of an archive records.
type scribe struct {
	views.EditionRenderer

	record models.SignOffRecord
}

func (s *scribe) SignOffSheet(ctx context.Context, r models.SignOffRecord, since redline.IssueDiff, at *time.Location) models.SignOffSheet {
	s.record = r
	return s.EditionRenderer.SignOffSheet(ctx, r, since, at)
}

func TestTheArchivesSheetRecordsWhoDecided(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx, s := o.t, o.t.Context(), &scribe{}
		o.Newsroom = o.with(t, s)
		issue, _ := o.signedWithRecord(t, 87)
		must(t, o.Publish(ctx, o.signer, issue.ID))
		must(t, o.DrainOutbox(ctx))
		got := s.record
		if got.Label != "第87期" || got.Run != 1 || got.SubmittedBy != o.editor.Name || len(got.Hash) != 64 || got.AuditSeq == 0 || len(got.Steps) != 3 {
			t.Fatalf("the sheet records %+v", got)
		}
		for k, by := range []models.Actor{o.first, o.second, o.signer} {
			if st := got.Steps[k]; st.By != by.Name || st.Decision.Opinion != "同意" || (k == 0) != (st.Recorder == o.proofreader.Name) {
				t.Errorf("step %d: %+v", k, st)
			}
		}
	})
}

func TestFilesAreMadeOnceAndGoWithTheirIssue(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		issue := o.signed(t, 87)
		must(t, o.Publish(ctx, o.signer, issue.ID))
		must(t, o.DrainOutbox(ctx))
		before, err := o.IssueFiles(ctx, o.editor, issue.ID)
		must(t, err)
		must(t, o.RetryFiles(ctx, o.editor, issue.ID))
		wantCode(t, "an auditor", o.RetryFiles(ctx, o.auditor, issue.ID), models.CodeForbidden)
		must(t, o.DrainOutbox(ctx))
		after, err := o.IssueFiles(ctx, o.editor, issue.ID)
		must(t, err)
		for i := range before.List {
			if before.List[i].SHA256 != after.List[i].SHA256 || after.List[i].Tries != 1 {
				t.Errorf("%s was made again", after.List[i].Format)
			}
		}
		must(t, o.TakeDown(ctx, o.editor, issue.ID, "地名有误"))
		got, err := o.EditionFile(ctx, models.Actor{}, o.bulletin, issue.ID, models.FormatText)
		if err != nil || !got.Gone || got.Data != nil {
			t.Errorf("after the take-down: %+v, %v", got, err)
		}
	})
}

func TestAFileThatFailsSaysSoAndIsTriedAgain(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		issue := o.signed(t, 87)
		must(t, o.Publish(ctx, o.signer, issue.ID))
		live := o.state(t, issue.ID)
		write(t, o.store, func(tx *store.Tx) error { return tx.PlanFiles(*live.EditionID, []models.FileFormat{"unheard_of"}) })
		if err := o.DrainOutbox(ctx); err == nil || !strings.Contains(err.Error(), "make_files") {
			t.Errorf("got %v", err)
		}
		list, err := o.IssueFiles(ctx, o.editor, issue.ID)
		must(t, err)
		for _, f := range list.List {
			if known := f.Format.ContentType() != ""; known != f.Made() || known == (f.Error != "") {
				t.Errorf("%+v", f)
			}
		}
	})
}

package newsroom_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"jianbao/internal/newsroom"
	"jianbao/internal/store"
	"jianbao/internal/store/storetest"
	"jianbao/models"
)

// oldSource is a bulletin from before the system, as a text file.
func oldSource(number int, date string) []byte {
	return fmt.Appendf(nil, `开放前沿

第%d期

主办：省开放筹备组　　%s

一、澜江旧闻

（一）渡口改建完工

鹭洲渡口改建完工，两岸往来不再等候，货车过江由半天减为一小时。

（供稿：鹭洲渡口管理站）
`, number, date)
}

// fileOf is a file as an intake gets it.
func fileOf(name string, data []byte) newsroom.ArchiveFile {
	return newsroom.ArchiveFile{Name: name, Read: func() ([]byte, error) { return data, nil }}
}

// archived brings old issues in and confirms their mapping.
func (o *office) archived(tb testing.TB, files ...newsroom.ArchiveFile) []models.Issue {
	tb.Helper()
	ctx := tb.Context()
	done, err := o.IntakeArchive(ctx, o.editor, files)
	must(tb, err)
	if done.Kept != len(files) {
		tb.Fatalf("kept %+v of %d files", done, len(files))
	}
	var out []models.Issue
	for id := int64(0); ; {
		if id, err = o.NextToMap(ctx, o.editor, id); err != nil || id == 0 {
			must(tb, err)
			return out
		}
		p, err := o.Import(ctx, o.editor, id)
		must(tb, err)
		issue, err := o.ConfirmImport(ctx, o.editor, id, p.Import.Version, p.Issue)
		must(tb, err)
		out = append(out, issue)
	}
}

// waiting is everything that waits for a signer, chosen as it is shown.
func (o *office) waiting(tb testing.TB) (out []newsroom.ArchiveChoice) {
	tb.Helper()
	b, err := o.ArchiveBatch(tb.Context(), o.signer)
	must(tb, err)
	for _, i := range b.Issues {
		out = append(out, newsroom.ArchiveChoice{Issue: i.ID, Hash: i.Hash})
	}
	return out
}

func TestOldIssuesEnterTheMemoryOfTheOffice(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		current := o.published(t, 87)
		o.archived(t, fileOf("12.txt", oldSource(12, "2019年4月8日")), fileOf("13.txt", oldSource(13, "2019年4月15日")))
		before := o.entries(t)
		outcome, err := o.AdmitArchive(ctx, o.signer, o.waiting(t), password)
		must(t, err)
		if outcome.Admitted != 2 || len(outcome.Refused) > 0 || o.entries(t) != before+2 {
			t.Fatalf("got %+v and %d entries", outcome, o.entries(t)-before)
		}
		must(t, o.DrainOutbox(ctx))
		p, err := o.ReadCurrent(ctx, models.Actor{}, o.bulletin)
		must(t, err)
		if p.Edition.IssueID != current.ID || p.Older.Date != "2019-04-15" {
			t.Errorf("the current issue is %+v after %+v", p.Edition.Date, p.Older)
		}
		old, err := o.ReadIssue(ctx, models.Actor{}, o.bulletin, p.Older.IssueID)
		must(t, err)
		if old.Older.Date != "2019-04-08" || old.Newer.IssueID != current.ID {
			t.Errorf("its neighbours are %+v and %+v", old.Older, old.Newer)
		}
		checkArchiveEdition(t, old.Edition)
		checkArchiveFiles(t, o, old.Edition.IssueID)
		for _, art := range old.Edition.Content.Sections[0].Articles { // nobody has looked at it before
			if l, err := o.Revisions(ctx, o.auditor, art.ID); err != nil || len(l.Revisions) != 1 {
				t.Errorf("the history of an old article has %d revisions, %v", len(l.Revisions), err)
			}
		}
		if got := faults(t, o.Newsroom, newsroom.EditionScope{}); got != "" {
			t.Error(got)
		}
		nobodyWasTold(t, o)
		o.checkArchiveReport(t)
	})
}

// checkArchiveFiles makes sure that the files of an archive edition say what it is.
func checkArchiveFiles(t *testing.T, o *office, issue int64) {
	t.Helper()
	const mark = "据存档补录"
	for format, says := range map[models.FileFormat]func(newsroom.FileShown) bool{
		models.FormatText:     func(f newsroom.FileShown) bool { return strings.HasSuffix(strings.TrimSpace(string(f.Data)), mark) },
		models.FormatMarkdown: func(f newsroom.FileShown) bool { return strings.Contains(string(f.Data), mark) },
		models.FormatJSON:     func(f newsroom.FileShown) bool { return strings.Contains(string(f.Data), `"archive": true`) },
		models.FormatWord:     func(f newsroom.FileShown) bool { return strings.Contains(wordText(t, f.Data), mark) },
	} {
		f, err := o.EditionFile(t.Context(), models.Actor{}, o.bulletin, issue, format)
		must(t, err)
		if !says(f) {
			t.Errorf("the %s file does not say that the issue is from before", format)
		}
	}
}

// wordText is the markup of the text of a Word file.
func wordText(t *testing.T, data []byte) string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	must(t, err)
	f, err := archive.Open("word/document.xml")
	must(t, err)
	text, err := io.ReadAll(f)
	must(t, err)
	return string(text)
}

// checkArchiveEdition makes sure that an archive edition says what it is, and nothing that its file does not say.
func checkArchiveEdition(t *testing.T, e models.Edition) {
	t.Helper()
	c := e.Content
	if e.RunID != nil || !c.Manifest.Archive || c.Manifest.Masthead.Host != "省开放筹备组" || c.Manifest.Phone != "" || !c.Manifest.Distribution.Empty() {
		t.Errorf("got %+v", c.Manifest)
	}
	if len(c.Colophon.Editors)+len(c.Colophon.Reviewers) > 0 || c.Colophon.Signer != "" || c.Colophon.Phone != "" {
		t.Errorf("the colophon names %+v", c.Colophon)
	}
}

func nobodyWasTold(t *testing.T, o *office) {
	t.Helper()
	var kinds []models.NoticeKind
	for _, row := range models.Tellings {
		kinds = append(kinds, row.Kind)
	}
	for _, a := range []models.Actor{o.editor, o.editor2, o.signer, o.signer2, o.first, o.second, o.auditor} {
		must(t, o.store.Read(t.Context(), func(tx *store.Tx) error {
			list, err := tx.Notices(store.NoticeFilter{UserID: a.UserID, BulletinID: a.BulletinID, Kinds: kinds, Drafts: true, Limit: 50})
			for _, n := range list {
				if issue, err := tx.Issue(n.IssueID); err == nil && issue.Archival {
					t.Errorf("%s was told of %s", a.Name, issue.Label())
				}
			}
			return err
		}))
	}
}

func (o *office) checkArchiveReport(t *testing.T) {
	t.Helper()
	r, err := o.Report(t.Context(), o.editor, models.ReportSpan{From: "2019-04", To: "2019-04"})
	must(t, err)
	if !slices.Equal(r.Adopted, []int{2}) || r.Units[0].Items[0].Date != "2019-04-08" {
		t.Errorf("the month of the old issues counts %+v", r.Report)
	}
}

func TestABadFileHarmsNoOther(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		files := []newsroom.ArchiveFile{fileOf("12.txt", oldSource(12, "2019年4月8日")), fileOf("empty.txt", nil), fileOf("13.txt", oldSource(13, "2019年4月15日")), fileOf("again.txt", oldSource(12, "2019年4月8日"))}
		done, err := o.IntakeArchive(ctx, o.editor, files)
		must(t, err)
		if done != (newsroom.ArchiveIntake{Kept: 2, Known: 1, Unread: 1}) {
			t.Fatalf("got %+v", done)
		}
		q, err := o.ArchiveQueue(ctx, o.editor, models.ArchiveToMap, 1)
		must(t, err)
		if len(q.Rows) != 2 || q.Rows[0].File != "12.txt" || q.Rows[0].Outline.Label != "第12期" || q.Rows[0].Outline.Date != "2019-04-08" || q.Rows[0].Outline.Articles != 1 || q.Counts[models.ArchiveUnread] != 1 {
			t.Errorf("got %+v", q)
		}
		q, err = o.ArchiveQueue(ctx, o.editor, models.ArchiveUnread, 1)
		must(t, err)
		if len(q.Refusals) != 1 || q.Refusals[0].Name != "empty.txt" || !strings.HasPrefix(q.Refusals[0].Key, "import.") {
			t.Fatalf("got %+v", q.Refusals)
		}
		must(t, o.ForgetUnread(ctx, o.editor2, q.Refusals[0].ID))
		refused(t, o.ForgetUnread(ctx, o.editor2, q.Refusals[0].ID), models.CodeNotFound, "")
		_, err = o.IntakeArchive(ctx, o.signer, files)
		refused(t, err, models.CodeForbidden, "error.forbidden")
	})
}

func TestNumbersThatWereGivenHereAreNotForArchiveIssues(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		_, err := o.IntakeArchive(ctx, o.editor, []newsroom.ArchiveFile{fileOf("87.txt", oldSource(87, "2019年4月8日"))})
		must(t, err)
		id, err := o.NextToMap(ctx, o.editor, 0)
		must(t, err)
		p, err := o.Import(ctx, o.editor, id)
		must(t, err)
		_, err = o.ConfirmImport(ctx, o.editor, id, p.Import.Version, p.Issue)
		refused(t, err, models.CodeConflict, "archive.not_before")
		typed := p.Issue
		typed.Number = 86
		issue, err := o.ConfirmImport(ctx, o.editor, id, p.Import.Version, typed)
		must(t, err)
		c, err := o.Contents(ctx, o.editor, issue.ID)
		must(t, err)
		in := c.Issue
		in.Number = 88
		refused(t, o.SaveMasthead(ctx, o.editor, issue.ID, c.Base, in, ""), models.CodeConflict, "archive.not_before")
		next, err := o.ProposeIssue(ctx, o.editor, models.Regular)
		must(t, err)
		if next.Issue.Number != 87 {
			t.Errorf("the next issue would be %d", next.Issue.Number)
		}
		_, err = o.IntakeArchive(ctx, o.editor, []newsroom.ArchiveFile{fileOf("86.txt", oldSource(86, "2019年5月8日"))})
		must(t, err)
		again, err := o.NextToMap(ctx, o.editor, 0)
		must(t, err)
		if p, err = o.Import(ctx, o.editor, again); err != nil || p.Holder == nil {
			t.Fatalf("nobody holds the number: %v", err)
		}
		_, err = o.ConfirmImport(ctx, o.editor, again, p.Import.Version, p.Issue)
		refused(t, err, models.CodeConflict, "issue.number_taken")
	})
}

func TestAnArchiveIssuePassesThroughNoReview(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		issue := o.archived(t, fileOf("12.txt", oldSource(12, "2019年4月8日")))[0]
		refused(t, o.Submit(ctx, o.editor, issue.ID), models.CodeConflict, "issue.not_in_this_state")
		refused(t, o.Publish(ctx, o.signer, issue.ID), models.CodeConflict, "")
		chosen := o.waiting(t)
		for _, a := range []models.Actor{o.editor, o.proofreader, o.first, o.auditor, o.admin} {
			_, err := o.AdmitArchive(ctx, a, chosen, password)
			refused(t, err, models.CodeForbidden, "error.forbidden")
		}
		_, err := o.AdmitArchive(ctx, o.signer, chosen, "wrong")
		refused(t, err, models.CodeInvalid, "password")
		_, err = o.AdmitArchive(ctx, o.signer, nil, password)
		refused(t, err, models.CodeInvalid, "archive.none_chosen")
		_, err = o.AdmitArchive(ctx, o.signer, slices.Repeat(chosen, newsroom.MaxArchiveBatch+1), password)
		refused(t, err, models.CodeInvalid, "archive.too_many_chosen")

		c, err := o.Contents(ctx, o.editor, issue.ID)
		must(t, err)
		in := c.Issue
		in.EditorNote = "原件缺编者按。"
		must(t, o.SaveMasthead(ctx, o.editor, issue.ID, c.Base, in, ""))
		outcome, err := o.AdmitArchive(ctx, o.signer, chosen, password)
		must(t, err)
		if outcome.Admitted != 0 || len(outcome.Refused) != 1 {
			t.Fatalf("what has changed since was confirmed: %+v", outcome)
		}
		refused(t, outcome.Refused[0].Err, models.CodeConflict, "archive.changed_meanwhile")
		chosen = o.waiting(t)
		for range 2 { // twice is once
			outcome, err = o.AdmitArchive(ctx, o.signer, chosen, password)
			must(t, err)
			if outcome.Admitted != 1 {
				t.Fatalf("got %+v", outcome)
			}
		}
		if i := o.state(t, issue.ID); i.Workflow != models.Signed || i.Standing != models.Normal || *i.EditionID != 1 {
			t.Errorf("it stands as %+v", i)
		}
		refused(t, o.Correct(ctx, o.editor, issue.ID), models.CodeConflict, "issue.not_in_this_state")
		must(t, o.Withdraw(ctx, o.signer, issue.ID, "原件有误", password))
		must(t, o.Restore(ctx, o.signer, issue.ID, "原件无误", password))
	})
}

// TestForgedArchiveEditionsAreNamed makes an archive edition of what is none, behind the program's back.
func TestForgedArchiveEditionsAreNamed(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(db storetest.Database) {
		t := db.T
		o := newOffice(t, db.Open)
		o.published(t, 87)
		o.archived(t, fileOf("12.txt", oldSource(12, "2019年4月8日")))
		_, err := o.AdmitArchive(t.Context(), o.signer, o.waiting(t), password)
		must(t, err)
		must(t, o.DrainOutbox(t.Context()))
		for _, c := range []struct{ name, do, undo, fault string }{
			{"number", "UPDATE series SET first_number = 12 WHERE kind = 'regular'", "UPDATE series SET first_number = 87 WHERE kind = 'regular'", "edition 2 (kfqy 第12期) is an archive edition with a number that was given here, from 第12期 on"},
			{"no review", "UPDATE editions SET run_id = NULL WHERE id = 1", "UPDATE editions SET run_id = (SELECT MIN(id) FROM runs) WHERE id = 1", "edition 1 (kfqy 第87期) comes from no review without being an archive edition"},
			{"confirmation", "UPDATE audit_entries SET role = 'editor' WHERE action = 'issue.admit'", "UPDATE audit_entries SET role = 'signer' WHERE action = 'issue.admit'", "is an archive edition that no signer has confirmed"},
			{"entry", "UPDATE audit_entries SET action = 'issue.publish' WHERE action = 'issue.admit'", "UPDATE audit_entries SET action = 'issue.admit' WHERE object = 'edition:2'", "was not published in the way"},
			{"lost entry", "UPDATE audit_entries SET object = 'edition:9' WHERE object = 'edition:2'", "UPDATE audit_entries SET object = 'edition:2' WHERE object = 'edition:9'", "edition 9 (kfqy "},
		} {
			db.Exec(c.do)
			if got := faults(t, o.Newsroom, newsroom.EditionScope{}); !strings.Contains(got, c.fault) {
				t.Errorf("%s: got %q, want %q", c.name, got, c.fault)
			}
			db.Exec(c.undo)
			if got := faults(t, o.Newsroom, newsroom.EditionScope{}); got != "" {
				t.Fatalf("%s was not undone: %s", c.name, got)
			}
		}
	})
}

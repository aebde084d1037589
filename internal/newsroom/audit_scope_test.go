package newsroom_test

import (
	"strings"
	"testing"

	"jianbao/internal/newsroom"
	"jianbao/models"
)

// said is everything that the log tells somebody, entry by entry.
func (o *office) said(tb testing.TB, a models.Actor, q newsroom.AuditQuery) (out []string) {
	tb.Helper()
	_, err := o.ExportAudit(tb.Context(), a, q, func(entries []models.AuditEntry, _ newsroom.AuditPages) error {
		for _, e := range entries {
			line := []string{e.Action}
			for _, d := range e.Details {
				line = append(line, d.Value)
			}
			out = append(out, strings.Join(line, " "))
		}
		return nil
	})
	must(tb, err)
	p, err := o.Audit(tb.Context(), a, q)
	must(tb, err)
	for _, e := range p.Entries {
		for _, d := range e.Details {
			if !strings.Contains(strings.Join(out, "\n"), d.Value) {
				tb.Errorf("the page says %q, which the export keeps back", d.Value)
			}
		}
	}
	return out
}

// Titles, numbers and file names of what is not submitted yet are for editors and auditors; that something happened is not hidden.
func TestTheLogKeepsTitlesFromThoseWhoMayNotReadThem(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		issue := o.imported(t, o.editor, 87)
		article := o.articles(t, issue.ID)[0]
		must(t, o.retext(t, o.editor, article, "一段只有编辑知道的话。", ""))
		p, err := o.Article(t.Context(), o.editor, article)
		must(t, err)
		title := p.Article.Title
		tells := func(a models.Actor) bool {
			return strings.Contains(strings.Join(o.said(t, a, newsroom.AuditQuery{}), "\n"), title)
		}
		auditor := o.person(t, "auditor", models.Auditor)
		for who, c := range map[string]struct {
			a    models.Actor
			want bool
		}{"editor": {o.editor, true}, "auditor": {auditor, true}, "signer": {o.signer, false}, "admin": {o.admin, false}} {
			if got := tells(c.a); got != c.want {
				t.Errorf("before submission, the log tells the %s the title: %v", who, got)
			}
		}
		if len(o.said(t, o.signer, newsroom.AuditQuery{})) < 2 {
			t.Error("the signer does not learn that anything happened")
		}
		must(t, o.Submit(t.Context(), o.editor, issue.ID))
		if !tells(o.signer) || tells(o.admin) {
			t.Error("after submission the signer reads the titles, the administrator none")
		}
		must(t, o.Recall(t.Context(), o.editor, issue.ID))
		if tells(o.signer) {
			t.Error("after a recall the signer still reads the titles")
		}
	})
}

func TestTheLogIsNarrowedByPersonObjectActAndTime(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		o.imported(t, o.editor, 88)
		issue := o.signed(t, 87)
		auditor := o.person(t, "auditor", models.Auditor)
		all := len(o.said(t, auditor, newsroom.AuditQuery{}))
		day := o.clock.Now().Format("2006-01-02")
		for name, c := range map[string]struct {
			q    newsroom.AuditQuery
			want func(models.AuditEntry) bool
		}{
			"person": {newsroom.AuditQuery{Person: o.signer.UserID}, func(e models.AuditEntry) bool { return e.ActorID == o.signer.UserID }},
			"kind":   {newsroom.AuditQuery{Kind: "decision"}, func(e models.AuditEntry) bool { return strings.HasPrefix(e.Object, "decision:") }},
			"action": {newsroom.AuditQuery{Action: "issue.submit"}, func(e models.AuditEntry) bool { return e.Action == "issue.submit" }},
			"issue":  {newsroom.AuditQuery{Issue: issue.ID}, func(e models.AuditEntry) bool { return e.IssueID == issue.ID }},
		} {
			p, err := o.Audit(t.Context(), auditor, c.q)
			must(t, err)
			if len(p.Entries) == 0 || len(p.Entries) >= all {
				t.Errorf("%s: %d of %d entries", name, len(p.Entries), all)
			}
			for _, e := range p.Entries {
				if !c.want(e) {
					t.Errorf("%s: %+v", name, e)
				}
			}
		}
		if got := len(o.said(t, auditor, newsroom.AuditQuery{From: "2000-01-01", To: day})); got != all {
			t.Errorf("until today there are %d of %d entries", got, all)
		}
		if got := o.said(t, auditor, newsroom.AuditQuery{To: "2000-01-01"}); len(got) != 0 {
			t.Errorf("long ago there was %v", got)
		}
		_, err := o.Audit(t.Context(), auditor, newsroom.AuditQuery{From: "2026-02-30"})
		refused(t, err, models.CodeInvalid, "")
		_, err = o.CheckAudit(t.Context(), o.first)
		must(t, err)
		_, err = o.CheckAudit(t.Context(), o.person(t, "somebody", models.Reader))
		refused(t, err, models.CodeNotFound, "")
	})
}

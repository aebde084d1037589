package demo_test

import (
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"jianbao/internal/demo"
	"jianbao/internal/files"
	"jianbao/internal/manuscript"
	"jianbao/internal/newsroom"
	"jianbao/internal/store/storetest"
	"jianbao/models"
	"jianbao/views"
)

func TestEveryTextReadsAsTenArticlesInFourSections(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob("issues/*.txt")
	if err != nil || len(names) != 8 {
		t.Fatalf("found %q (%v)", names, err)
	}
	for i, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := manuscript.Read(data)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var sizes []int
		for _, s := range doc.Sections {
			sizes = append(sizes, len(s.Articles))
		}
		if !slices.Equal(sizes, []int{4, 3, 2, 1}) || doc.Masthead.Number != 87+i || doc.Masthead.Name.Value != "开放前沿" {
			t.Errorf("%s: %s 第%d期 with sections of %v", name, doc.Masthead.Name.Value, doc.Masthead.Number, sizes)
		}
	}
}

// made is a demonstration office; as gives the actor behind a login.
type made struct {
	*newsroom.Newsroom
	t     *testing.T // of the subtest on one database
	clock time.Time
	as    map[string]models.Actor
	ids   map[int]int64 // issues by number
}

// eachOffice runs fn with a fresh demonstration office on every database there is.
func eachOffice(t *testing.T, fn func(o *made)) {
	t.Helper()
	storetest.Each(t, func(db storetest.Database) {
		t := db.T
		clock := &demo.Clock{}
		o := &made{t: t, as: map[string]models.Actor{}, ids: map[int]int64{}}
		kept, err := files.Open(t.TempDir())
		must(t, err)
		t.Cleanup(func() { _ = kept.Close() })
		location, err := time.LoadLocation("Asia/Shanghai")
		must(t, err)
		o.Newsroom = newsroom.New(newsroom.Config{
			Store: db.Open(clock.Now), Files: kept, Render: views.EditionRenderer{}, Location: location, Logger: slog.New(slog.DiscardHandler),
			Hashing: newsroom.Hashing{Memory: 8, Passes: 1},
		})
		must(t, demo.Seed(t.Context(), o.Newsroom, clock, location))
		o.clock = clock.Now()
		bulletins, err := o.Bulletins(t.Context(), newsroom.Console())
		must(t, err)
		for _, p := range demo.People {
			u, err := o.UserByLogin(t.Context(), p.Login)
			must(t, err)
			o.as[p.Login] = models.Actor{UserID: u.ID, Name: u.Name, BulletinID: bulletins[0].ID, Role: p.Role}
		}
		list, err := o.Issues(t.Context(), o.as["auditor"], newsroom.IssueQuery{})
		must(t, err)
		for _, row := range list.Rows {
			o.ids[row.Number] = row.ID
		}
		fn(o)
	})
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// review is an issue under review as the auditor sees it.
func (o *made) review(t *testing.T, number int) newsroom.ReviewPage {
	t.Helper()
	p, err := o.Review(t.Context(), o.as["auditor"], o.ids[number])
	must(t, err)
	return p
}

func TestTheOfficeHasIssuesInEveryStateThatItPromises(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *made) {
		t := o.t
		if len(o.ids) != 7 {
			t.Fatalf("there are the issues %v", o.ids)
		}
		opinions := map[string]bool{}
		for number := 87; number <= 91; number++ {
			p := o.review(t, number)
			if p.Issue.Workflow != models.Signed || p.Issue.Standing != models.Normal {
				t.Errorf("issue %d is %s and %s", number, p.Issue.Workflow, p.Issue.Standing)
			}
			for _, s := range p.Steps {
				opinions[s.Decision.Opinion] = true
			}
		}
		if len(opinions) < 4 {
			t.Errorf("the opinions are %v", opinions)
		}
		if p := o.review(t, 88); len(p.Changed) != 1 || !slices.Equal(p.Changed[0].Steps, []string{"复审"}) {
			t.Errorf("issue 88 was amended as %+v", p.Changed)
		}
		if p := o.review(t, 89); len(p.Returned) != 1 || p.Run.Number != 2 {
			t.Errorf("issue 89 was returned %d times and is at run %d", len(p.Returned), p.Run.Number)
		}
		signOff := o.review(t, 90).Steps[2].Decision
		if signOff.Way != models.OnPaper || signOff.Recorder != "周见微" || signOff.By != "陆承安" || signOff.UploadID == nil {
			t.Errorf("issue 90 was signed off as %+v", signOff)
		}
		if p := o.review(t, 92); p.Issue.Workflow != models.Reviewing || p.Steps[p.Run.Step].Name != "复审" {
			t.Errorf("issue 92 is %s at step %d", p.Issue.Workflow, p.Run.Step)
		}
		o.beingEdited(t, 93)
	})
}

// beingEdited checks the issue that editors are at work on.
func (o *made) beingEdited(t *testing.T, number int) {
	t.Helper()
	c, err := o.Contents(t.Context(), o.as["editor1"], o.ids[number])
	must(t, err)
	states, authors := map[models.ArticleState]int{}, map[string]bool{}
	for _, s := range c.Sections {
		for _, a := range s.Articles {
			states[a.State]++
			list, err := o.Revisions(t.Context(), o.as["editor1"], a.ID)
			must(t, err)
			for _, r := range list.Revisions {
				authors[list.Names[r.AuthorID]] = true
			}
		}
	}
	if c.Issue.Workflow != models.Drafting || states[models.ArticleReady] != 4 || states[models.ArticleDraft] != 6 || len(authors) != 2 {
		t.Errorf("issue %d is %s with articles %v by %v", number, c.Issue.Workflow, states, authors)
	}
}

func TestTheVisitorCanFinishTheReviewAndBringInTheNextIssue(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *made) {
		t := o.t
		ctx := t.Context()
		for _, who := range []string{"reviewer2", "signer"} {
			a := o.as[who]
			in := newsroom.Approval{Hash: o.review(t, 92).Hash, Opinion: "同意"}
			if a.Role == models.Signer {
				in.Password = demo.Password
			}
			must(t, o.Approve(ctx, a, o.ids[92], in))
		}
		must(t, o.Publish(ctx, o.as["signer"], o.ids[92]))

		data, err := demo.NextIssue()
		must(t, err)
		issue, _, err := o.ImportFile(ctx, o.as["editor2"], demo.NextName, data, true)
		must(t, err)
		if issue.Number != 94 {
			t.Errorf("the file made issue %d", issue.Number)
		}
	})
}

func TestTheOfficeCouldHaveHappened(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *made) {
		t := o.t
		r, err := o.VerifyAudit(t.Context(), "")
		must(t, err)
		if len(r.Faults) > 0 || r.Entries < 100 {
			t.Errorf("the audit log has %d entries and the faults %v", r.Entries, r.Faults)
		}
		last := o.clock
		for before := int64(0); ; {
			p, err := o.Audit(t.Context(), o.as["auditor"], newsroom.AuditQuery{Before: before})
			must(t, err)
			for _, e := range p.Entries { // newest first
				if e.At.After(last) {
					t.Errorf("entry %d (%s) happens before the one it follows", e.Seq, e.Action)
				}
				last = e.At
			}
			if before = p.Before; before == 0 {
				return
			}
		}
	})
}

func TestPublishedIssuesAreFound(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *made) {
		t := o.t
		visitor := models.Actor{Role: models.Visitor}
		for words, found := range map[string]int{"四十七分钟": 1, "坚果加工": 0} { // published, and still under review
			p, err := o.Search(t.Context(), visitor, o.as["reader"].BulletinID, words, 1)
			must(t, err)
			if p.Total != found {
				t.Errorf("a visitor finds %q %d times", words, p.Total)
			}
		}
	})
}

// TestTheIssuesAreFitToPrint holds the rules of the preflight against texts that were written with care: none of them objects.
func TestTheIssuesAreFitToPrint(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *made) {
		for number, id := range o.ids {
			p, err := o.Preflight(o.t.Context(), o.as["auditor"], id)
			must(o.t, err)
			for _, f := range p.Findings {
				o.t.Errorf("第%d期（%d）%s %s: %s【%s】%s %v", number, f.Number, f.Rule, f.Field, f.Before, f.Marked, f.After, f.Args)
			}
		}
	})
}

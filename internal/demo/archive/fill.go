package archive

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"jianbao/internal/store"
	"jianbao/models"
)

// Draw draws the fragments of an edition, as publication does.
type Draw func(ctx context.Context, slug string, content models.EditionContent) (models.Fragments, error)

// Plan says what Fill writes.
type Plan struct {
	Bulletin int64
	Articles int // rounded up to whole issues
	Editor   int64
	Signer   models.Actor
	Before   time.Time // issues are dated on the working days before this day, the last ones nearest
	Seed     uint64
	Draw     Draw
	Progress func(articles int) // may be nil
}

// Shape of an archive.
const (
	perIssue    = 10
	perSection  = 3
	batchIssues = 50 // in one transaction
)

// Fill writes live editions of a bulletin, oldest first: issues numbered by year with their sections, articles and revisions, editions in the
// bulletin's chain of hashes with audit entries, and their search index. Years that have issues already are refused as duplicates. Nine of
// ten issues are public, the others for members or internal. It is not one transaction: after an error a part stands there.
func Fill(ctx context.Context, s *store.Store, p Plan) error {
	f := filler{Plan: p, writer: newWriter(p.Seed), numbers: map[int]int{}}
	days := workingDays(p.Before, (p.Articles+perIssue-1)/perIssue)
	for done := 0; done < len(days); done += batchIssues {
		batch := days[done:min(done+batchIssues, len(days))]
		if err := s.Write(ctx, func(tx *store.Tx) error { return f.batch(ctx, tx, batch) }); err != nil {
			return fmt.Errorf("write the archive: %w", err)
		}
		if p.Progress != nil {
			p.Progress((done + len(batch)) * perIssue)
		}
	}
	return nil
}

// workingDays are the n days before a day that are no Saturday or Sunday, oldest first.
func workingDays(before time.Time, n int) []time.Time {
	days := make([]time.Time, n)
	day := before
	for i := n - 1; i >= 0; i-- {
		day = day.AddDate(0, 0, -1)
		for day.Weekday() == time.Saturday || day.Weekday() == time.Sunday {
			day = day.AddDate(0, 0, -1)
		}
		days[i] = day
	}
	return days
}

type filler struct {
	Plan
	*writer
	numbers  map[int]int // last number by year
	bulletin models.Bulletin
	prev     string // hash of the edition before
}

func (f *filler) batch(ctx context.Context, tx *store.Tx, days []time.Time) (err error) {
	if err := tx.LockEditions(f.Bulletin); err != nil {
		return err
	}
	if f.bulletin, err = tx.Bulletin(f.Bulletin); err != nil {
		return err
	}
	if f.prev, err = tx.LastEditionHash(f.Bulletin); err != nil {
		return err
	}
	for _, day := range days {
		if err := f.issue(ctx, tx, day); err != nil {
			return fmt.Errorf("issue of %s: %w", day.Format(time.DateOnly), err)
		}
	}
	return nil
}

// access is public for nine of ten issues.
func (f *filler) access() models.Access {
	switch f.random.IntN(20) {
	case 0:
		return models.Members
	case 1:
		return models.Internal
	}
	return models.Public
}

// issue writes one issue as it stands after its publication.
func (f *filler) issue(ctx context.Context, tx *store.Tx, day time.Time) error {
	b := f.bulletin
	f.year, f.month = day.Year(), int(day.Month())
	f.numbers[f.year]++
	i := models.Issue{
		BulletinID: b.ID, Kind: models.Regular, Year: f.year, Number: f.numbers[f.year], Name: b.Name, Host: b.Host, Date: day.Format(time.DateOnly),
		Access: f.access(), Distribution: b.Distribution, Workflow: models.Signed, Standing: models.Unpublished, CreatedBy: f.Editor,
	}
	if err := tx.CreateIssue(&i); err != nil {
		return err
	}
	c, err := f.content(tx, i)
	if err != nil {
		return err
	}
	run := models.Run{IssueID: i.ID, Chain: b.Chain, Separation: true, State: models.RunSigned, Step: len(b.Chain), SubmittedBy: f.Editor, Hash: c.Manifest.Hash()}
	if err := tx.CreateRun(&run); err != nil {
		return err
	}
	if c.Fragments, err = f.Draw(ctx, b.Slug, c); err != nil {
		return err
	}
	return f.publish(tx, i, run, c)
}

// content writes sections and articles, and gives what an edition freezes of them.
func (f *filler) content(tx *store.Tx, i models.Issue) (models.EditionContent, error) {
	b := f.bulletin
	c := models.EditionContent{
		Colophon: models.Colophon{Editors: []string{}, Reviewers: []string{}, Signer: f.Signer.Name, Phone: b.Phone}, Layout: &b.Layout,
		Manifest: models.Manifest{
			Bulletin: b.ID, Issue: i.ID, Numbering: b.ArticleNumbering, Distribution: i.Distribution, Phone: b.Phone, Access: i.Access,
			Masthead: models.Masthead{Name: i.Name, IssueNumber: i.IssueNumber(), Host: i.Host, Date: i.Date},
		},
	}
	sections := f.sections()
	sizes := make([]int, len(sections))
	for s := range sections {
		sizes[s] = min(perSection, perIssue-s*perSection)
	}
	numbers := models.NumberArticles(b.ArticleNumbering, sizes)
	for s, title := range sections {
		articles, texts, err := f.articles(tx, i, title, sizes[s])
		if err != nil {
			return c, err
		}
		printed, listed := models.EditionSection{Number: s + 1, Title: title}, models.ManifestSection{Title: title}
		for n, a := range articles {
			printed.Articles = append(printed.Articles, models.EditionArticle{ID: a.ID, Number: numbers[s][n], Text: texts[n]})
			listed.Articles = append(listed.Articles, models.ManifestArticle{Article: a.ID, Revision: a.RevisionID, Title: a.Title, Hash: a.Hash})
		}
		c.Sections, c.Manifest.Sections = append(c.Sections, printed), append(c.Manifest.Sections, listed)
	}
	return c, nil
}

// sections are different titles, as many as an issue needs.
func (f *filler) sections() []string {
	var out []string
	seen := map[string]bool{}
	for len(out) < (perIssue+perSection-1)/perSection {
		if title := f.word("section"); !seen[title] {
			out, seen[title] = append(out, title), true
		}
	}
	return out
}

func (f *filler) articles(tx *store.Tx, i models.Issue, section string, n int) ([]models.Article, []models.ArticleText, error) {
	s := models.Section{IssueID: i.ID, Title: section}
	if err := tx.CreateSection(&s); err != nil {
		return nil, nil, err
	}
	articles, texts := make([]models.Article, n), make([]models.ArticleText, n)
	for k := range articles {
		texts[k] = f.article()
		articles[k] = models.Article{
			BulletinID: i.BulletinID, IssueID: &i.ID, SectionID: &s.ID, Position: k + 1, State: models.ArticleReady, CreatedBy: f.Editor,
		}
	}
	return articles, texts, tx.CreateArticles(articles, texts, models.CauseImported)
}

// publish inserts the edition and what stands beside it.
func (f *filler) publish(tx *store.Tx, i models.Issue, run models.Run, c models.EditionContent) error {
	e := models.Edition{
		BulletinID: i.BulletinID, IssueID: i.ID, RunID: &run.ID, ManifestHash: run.Hash, Content: c, Hash: models.EditionHash(c, run.Hash, f.prev), PrevHash: f.prev,
		NameArt: c.Laid().Lettering.SHA256, Access: i.Access, Kind: i.Kind, Year: i.Year, IssueNumber: i.Number, Date: i.Date, PublishedBy: f.Signer.UserID,
	}
	if err := tx.CreateEdition(&e, c.Entries(i)); err != nil {
		return err
	}
	f.prev = e.Hash
	i.RunID, i.EditionID, i.Standing = &run.ID, &e.ID, models.Normal
	if err := tx.UpdateIssue(&i); err != nil {
		return err
	}
	if err := tx.IndexEdition(e.ID); err != nil {
		return err
	}
	return tx.AppendAudit(&models.AuditEntry{
		ActorID: f.Signer.UserID, ActorName: f.Signer.Name, Role: f.Signer.Role, IP: f.Signer.IP, BulletinID: i.BulletinID, IssueID: i.ID,
		Action: "issue.publish", Object: "edition:" + strconv.FormatInt(e.ID, 10), Details: models.AuditDetails{
			{Name: "number", Value: i.Label()}, {Name: "check_code", Value: models.CheckCode(e.ManifestHash)}, {Name: "edition_hash", Value: e.Hash},
		},
	})
}

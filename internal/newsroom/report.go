package newsroom

import (
	"context"
	"slices"
	"time"

	"jianbao/internal/store"
	"jianbao/models"
)

// ReportPage is the report of adopted items (采用情况) of a span.
type ReportPage struct {
	models.Report
	Bulletin models.Bulletin
	Span     models.ReportSpan
}

// Report counts, by unit and month, what was sent in and what stands in editions; drafts count nowhere. Zero spans are the
// current month.
func (n *Newsroom) Report(ctx context.Context, a models.Actor, span models.ReportSpan) (ReportPage, error) {
	p := ReportPage{Span: span}
	err := n.read(ctx, a, func(tx *store.Tx) error {
		if !models.Can(a.Role, models.ReadReport, models.Circumstances{}) {
			return models.NotFound()
		}
		if p.Span == (models.ReportSpan{}) {
			month := tx.Now.In(n.location).Format("2006-01")
			p.Span = models.ReportSpan{From: month, To: month}
		}
		months, err := p.Span.Months()
		if err != nil {
			return err
		}
		if p.Bulletin, err = tx.Bulletin(a.BulletinID); err != nil {
			return err
		}
		submitted, err := n.submitted(tx, a.BulletinID, months)
		if err != nil {
			return err
		}
		items, err := itemsOf(tx, a.BulletinID, months)
		if err != nil {
			return err
		}
		p.Report = models.NewReport(months, submitted, items)
		return nil
	})
	return p, err
}

// afterMonth is the month that follows one.
func afterMonth(month string, at *time.Location) time.Time {
	t, _ := time.ParseInLocation("2006-01", month, at) // months come from ReportSpan.Months
	return t.AddDate(0, 1, 0)
}

func (n *Newsroom) submitted(tx *store.Tx, bulletin int64, months []string) (map[string]map[string]int, error) {
	from := afterMonth(months[0], n.location).AddDate(0, -1, 0)
	list, err := tx.MaterialBetween(bulletin, from, afterMonth(months[len(months)-1], n.location))
	out := map[string]map[string]int{}
	for _, m := range list {
		if out[m.Unit] == nil {
			out[m.Unit] = map[string]int{}
		}
		out[m.Unit][m.ReceivedAt.In(n.location).Format("2006-01")]++
	}
	return out, err
}

func itemsOf(tx *store.Tx, bulletin int64, months []string) ([]models.ReportItem, error) {
	editions, err := tx.EditionsBetween(bulletin, months[0]+"-01", afterMonth(months[len(months)-1], time.UTC).Format(time.DateOnly))
	if err != nil {
		return nil, err
	}
	issues := make([]int64, len(editions))
	for i, e := range editions {
		issues[i] = e.IssueID
	}
	gone, err := tx.AllGaps(issues)
	var out []models.ReportItem
	for _, e := range editions {
		out = append(out, itemsIn(e, gone)...)
	}
	return out, err
}

// itemsIn are the articles of an edition, once for each unit that they name.
func itemsIn(e store.ReportEdition, gone []store.Gap) (out []models.ReportItem) {
	label := models.IssueNumber{Kind: e.Kind, Year: e.Year, Number: e.IssueNumber}.Label()
	withdrawn := e.Standing != models.Normal && e.Standing != models.Archived
	for _, s := range e.Content.Sections {
		for _, art := range s.Articles {
			units := art.Text.Units
			if len(units) == 0 {
				units = []string{""}
			}
			item := models.ReportItem{
				Article: art.ID, Title: art.Text.Title, Label: label, Issue: e.IssueID, Date: e.Date,
				Withdrawn: withdrawn || slices.Contains(gone, store.Gap{IssueID: e.IssueID, ArticleID: art.ID}),
			}
			for _, item.Unit = range units {
				out = append(out, item)
			}
		}
	}
	return out
}

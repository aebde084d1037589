package store

import (
	"strings"

	"jianbao/models"
)

// figureRows is how many rows one statement adds.
const figureRows = 100

// AddFigures adds views to what is counted already. Whoever adds several rows in one transaction gives them in the same order as others
// do (models.Figure by its key), or two servers wait for each other.
func (tx *Tx) AddFigures(list []models.Figure) error {
	for len(list) > 0 {
		n := min(len(list), figureRows)
		args := make([]any, 0, 6*n)
		for _, f := range list[:n] {
			args = append(args, f.BulletinID, f.Day, f.Kind, f.SubjectID, f.Section, f.Views)
		}
		err := tx.exec("INSERT INTO figures (bulletin_id, day, kind, subject_id, section, views) VALUES "+strings.TrimSuffix(strings.Repeat("(?, ?, ?, ?, ?, ?), ", n), ", ")+
			" ON CONFLICT (bulletin_id, day, kind, subject_id, section) DO UPDATE SET views = figures.views + excluded.views", args...)
		if err != nil {
			return err
		}
		list = list[n:]
	}
	return nil
}

// FirstFigure is the first day on which anything of a bulletin was counted; empty: none yet.
func (tx *Tx) FirstFigure(bulletin int64) (day string, err error) {
	err = tx.scan(&day, "SELECT day FROM figures WHERE bulletin_id = ? ORDER BY day LIMIT 1", bulletin) // not MIN: the driver would take that for a time
	return day, err
}

// FigureSums adds up what was counted in a span, by day and kind.
func (tx *Tx) FigureSums(bulletin int64, span models.FigureSpan) (out []models.FigureSum, err error) {
	err = tx.scan(&out, "SELECT day, kind, CAST(SUM(views) AS BIGINT) AS views FROM figures WHERE bulletin_id = ? AND day >= ? AND day <= ? GROUP BY day, kind", bulletin, span.From, span.To)
	return out, err
}

// FigureTotal is how often one page was opened in a span.
type FigureTotal struct {
	SubjectID int64
	Section   string
	Views     int64
}

// FigureTotals lists the pages of a kind that were opened in a span, the most read first, and says how many there are.
func (tx *Tx) FigureTotals(bulletin int64, span models.FigureSpan, kind models.FigureKind, limit, offset int) (out []FigureTotal, total int, err error) {
	const where = " FROM figures WHERE bulletin_id = ? AND day >= ? AND day <= ? AND kind = ? GROUP BY subject_id, section"
	args := []any{bulletin, span.From, span.To, kind}
	if err := tx.scan(&total, "SELECT COUNT(*) FROM (SELECT 1 AS page"+where+") AS pages", args...); err != nil {
		return nil, 0, err
	}
	err = tx.scan(&out, "SELECT subject_id, section, CAST(SUM(views) AS BIGINT) AS views"+where+" ORDER BY 3 DESC, 1 DESC, 2 LIMIT ? OFFSET ?", append(args, limit, offset)...)
	return out, total, err
}

// figureIssue is what a list of figures says of the issue behind an entry.
const figureIssue = "e.issue_id, e.kind, e.year, e.issue_number, e.date, i.standing FROM editions e JOIN issues i ON i.id = e.issue_id"

// ShownFigures tells which of the counted sections a readership still finds anything under.
func (tx *Tx) ShownFigures(bulletin int64, span models.FigureSpan, to models.Readership, sections []string) (shown []string, err error) {
	if len(sections) == 0 {
		return nil, nil
	}
	entries := shownEntries(bulletin, to)
	err = tx.scan(&shown, "SELECT f.section FROM (SELECT DISTINCT section FROM figures WHERE bulletin_id = ? AND day >= ? AND day <= ? AND kind = ? AND section IN ?) AS f WHERE EXISTS (SELECT 1"+
		entries.sql+" AND n.section = f.section)", append([]any{bulletin, span.From, span.To, models.SectionFigure, sections}, entries.args...)...)
	return shown, err
}

// FigureNames is what stands behind counted issues or articles: for each the newest edition that it stands in, and what became of that.
type FigureNames struct {
	SubjectID   int64
	Title       string // of an article
	IssueID     int64
	Kind        models.IssueKind
	Year        int
	IssueNumber int
	Date        string
	Standing    models.Standing
	Out         bool // the article was taken out of its issue, or left out of a later edition
}

// Label is the printed number of the issue.
func (f FigureNames) Label() string {
	return models.IssueNumber{Kind: f.Kind, Year: f.Year, Number: f.IssueNumber}.Label()
}

// Shown reports whether readers see it.
func (f FigureNames) Shown() bool {
	return !f.Out && (f.Standing == models.Normal || f.Standing == models.Archived)
}

// NamesOfFigures finds what stands behind counted issues or articles of a bulletin, by their ids.
func (tx *Tx) NamesOfFigures(bulletin int64, kind models.FigureKind, ids []int64) (map[int64]FigureNames, error) {
	queries := map[models.FigureKind]string{
		models.IssueFigure: "SELECT e.issue_id AS subject_id, '' AS title, " + figureIssue + " AND i.edition_id = e.id WHERE e.bulletin_id = ? AND e.issue_id IN ?",
		models.ArticleFigure: "SELECT n.article_id AS subject_id, n.title, " +
			"(i.edition_id <> e.id OR EXISTS (SELECT 1 FROM gaps g WHERE g.issue_id = n.issue_id AND g.article_id = n.article_id)) AS out, " +
			figureIssue + " JOIN edition_entries n ON n.edition_id = e.id WHERE n.bulletin_id = ? AND n.article_id IN ? ORDER BY n.edition_id",
	}
	out := make(map[int64]FigureNames, len(ids))
	query, ok := queries[kind]
	if !ok || len(ids) == 0 {
		return out, nil
	}
	var list []FigureNames
	err := tx.scan(&list, query, bulletin, ids)
	for _, f := range list { // the newest edition comes last
		out[f.SubjectID] = f
	}
	return out, err
}

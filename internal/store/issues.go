package store

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"

	"jianbao/models"
)

// Issue finds an issue, deleted or not.
func (tx *Tx) Issue(id int64) (models.Issue, error) {
	return one[models.Issue](tx, "id = ?", id)
}

// IssuesByID gives issues by their id, deleted or not.
func (tx *Tx) IssuesByID(ids []int64) (map[int64]models.Issue, error) {
	out := make(map[int64]models.Issue, len(ids))
	if len(ids) == 0 {
		return out, nil
	}
	list, err := all[models.Issue](tx, "id", "id IN ?", ids)
	for _, i := range list {
		out[i.ID] = i
	}
	return out, err
}

// LockIssue finds an issue that is about to be changed and keeps other writers away from it until the transaction ends.
func (tx *Tx) LockIssue(id int64) (models.Issue, error) {
	return locked[models.Issue](tx, "id = ?", id)
}

// CreateIssue inserts an issue. A number that is taken is a conflict (IsDuplicate).
func (tx *Tx) CreateIssue(i *models.Issue) error {
	i.CreatedAt, i.UpdatedAt, i.Version = tx.Now, tx.Now, 1
	return create(tx, i)
}

// UpdateIssue writes everything of an issue that can change, if nobody else has since it was read. Its articles are found on the desk as long
// as readers do not see them as they are.
func (tx *Tx) UpdateIssue(i *models.Issue) error {
	was := i.Version
	i.Version, i.UpdatedAt = was+1, tx.Now
	err := update(tx, *i, i.ID, was, "kind", "year", "number", "cumulative", "name", "host", "date", "access_note", "editor_note",
		"access", "distribution", "listed_units", "workflow", "standing", "run_id", "edition_id", "upload_id", "archival", "void_reason", "correcting", "correction_edition", "correction_note", "deleted_at", "updated_at", "version")
	if err != nil {
		return err
	}
	return tx.keepDesk("a.issue_id = ?", i.ID)
}

// IssueByNumber finds the undeleted issue that holds a number.
func (tx *Tx) IssueByNumber(bulletin int64, n models.IssueNumber) (models.Issue, error) {
	return one[models.Issue](tx, "bulletin_id = ? AND kind = ? AND year = ? AND number = ? AND deleted_at IS NULL", bulletin, n.Kind, n.Year, n.Number)
}

// LastIssue finds the undeleted issue of a kind with the highest number, archive issues apart.
func (tx *Tx) LastIssue(bulletin int64, kind models.IssueKind) (models.Issue, error) {
	issues, err := gorm.G[models.Issue](tx.db).Where("bulletin_id = ? AND kind = ? AND deleted_at IS NULL AND NOT archival", bulletin, kind).
		Order("year DESC, number DESC").Limit(1).Find(tx.ctx)
	if err != nil || len(issues) == 0 {
		return models.Issue{}, errors.Join(err, notFoundIf(len(issues) == 0))
	}
	return issues[0], nil
}

func notFoundIf(none bool) error {
	if none {
		return models.NotFound()
	}
	return nil
}

// Series finds the number series of a kind; models.NotFound when the bulletin has none.
func (tx *Tx) Series(bulletin int64, kind models.IssueKind) (models.Series, error) {
	return one[models.Series](tx, "bulletin_id = ? AND kind = ?", bulletin, kind)
}

// IssueFilter narrows a list of issues. Zero fields do not narrow.
type IssueFilter struct {
	BulletinID int64
	Workflows  []models.Workflow
	Standings  []models.Standing
	Submitted  bool          // only what has left the editors' hands, or was published
	Ahead      bool          // only those whose working copy is ahead of what readers see
	Ordinary   bool          // archive issues apart
	Deleted    bool          // only deleted ones; else none of them
	Ended      bool          // only voided and withdrawn ones
	Down       bool          // only those that were taken down, or an article of them, until a signer decides
	Before     *models.Issue // only others that are not dated after this one; every other where it has no date
	Limit      int
	Offset     int
}

// where writes the filter as a condition.
func (f IssueFilter) where() (string, []any) {
	parts, args := []string{"bulletin_id = ?", "deleted_at IS NULL"}, []any{f.BulletinID}
	narrow := func(condition string, values ...any) {
		parts, args = append(parts, condition), append(args, values...)
	}
	if f.Deleted {
		parts[1] = "deleted_at IS NOT NULL"
	}
	if len(f.Workflows) > 0 {
		narrow("workflow IN ?", f.Workflows)
	}
	if len(f.Standings) > 0 {
		narrow("standing IN ?", f.Standings)
	}
	if f.Ahead {
		narrow("(standing = 'none' OR correcting)") // word for word as the index issues_ahead has it, or it is of no use
	}
	if f.Ordinary {
		narrow("NOT archival")
	}
	if f.Ended {
		narrow("(workflow = ? OR standing = ?)", models.Voided, models.Withdrawn)
	}
	if f.Down {
		parts[0] = "+bulletin_id = ?" // as an expression, which leaves the index of all issues alone
		narrow("id IN (SELECT id FROM issues WHERE bulletin_id = ? AND workflow IN ? AND standing = ? UNION SELECT issue_id FROM gaps WHERE event = ?)", f.BulletinID, models.Workflows, models.TakenDown, models.EventTakeDown)
		narrow("standing <> ?", models.Withdrawn)
	}
	if f.Submitted {
		narrow("(archival OR edition_id IS NOT NULL OR (run_id IS NOT NULL AND workflow <> ?))", models.Drafting)
	}
	if f.Before != nil {
		narrow("id <> ?", f.Before.ID)
		if f.Before.Date != "" {
			narrow("date <= ?", f.Before.Date)
		}
	}
	return strings.Join(parts, " AND "), args
}

// order is the newest date and the highest number first. SQLite, which keeps no count of what is how frequent, would walk through the whole
// archive in the order of the index issues_list to find the handful that is worked on: an expression has it look them up, and sort.
func (f IssueFilter) order() string {
	if f.atWork() {
		return "date || '' DESC, year DESC, number DESC, id DESC"
	}
	return newestIssueFirst
}

// atWork reports whether the filter lets through only what nobody has finished.
func (f IssueFilter) atWork() bool {
	return f.Down || len(f.Workflows) > 0 && (f.Ahead || !slices.Contains(f.Workflows, models.Signed) || slices.Equal(f.Standings, []models.Standing{models.TakenDown}))
}

const newestIssueFirst = "date DESC, year DESC, number DESC, id DESC"

// Issues lists issues, newest date and highest number first, and counts all that the filter lets through.
func (tx *Tx) Issues(f IssueFilter) (issues []models.Issue, total int64, err error) {
	if total, err = tx.CountIssues(f); err != nil {
		return nil, 0, err
	}
	issues, err = tx.newestIssues(f)
	return issues, total, err
}

// CountIssues counts all issues that the filter lets through.
func (tx *Tx) CountIssues(f IssueFilter) (int64, error) {
	where, args := f.where()
	return gorm.G[models.Issue](tx.db).Where(where, args...).Count(tx.ctx, "*")
}

// newestIssues is Issues without counting, which takes the longer the more there are.
func (tx *Tx) newestIssues(f IssueFilter) ([]models.Issue, error) {
	where, args := f.where()
	return gorm.G[models.Issue](tx.db).Where(where, args...).Order(f.order()).Limit(f.Limit).Offset(f.Offset).Find(tx.ctx)
}

// NumberedIssue is what an issue is called by.
type NumberedIssue struct {
	ID   int64
	Date string
	models.IssueNumber
}

// NumberedIssues is Issues without counting, and without what is only asked of an issue that is looked at.
func (tx *Tx) NumberedIssues(f IssueFilter) (issues []NumberedIssue, err error) {
	where, args := f.where()
	err = tx.scan(&issues, "SELECT id, date, kind, year, number, cumulative FROM issues WHERE "+where+" ORDER BY "+f.order()+" LIMIT ? OFFSET ?", append(args, f.Limit, f.Offset)...)
	return issues, err
}

// IssueLists gives the issues of each filter, in the order of Issues and up to its limit, in two statements however many filters there are.
func (tx *Tx) IssueLists(filters ...IssueFilter) ([][]models.Issue, error) {
	var query []string
	var args []any
	for n, f := range filters {
		where, of := f.where()
		query = append(query, "SELECT * FROM (SELECT id, CAST(? AS BIGINT) AS list, date, year, number FROM issues WHERE "+where+" ORDER BY "+f.order()+" LIMIT ?) AS f")
		args = append(append(append(args, n), of...), f.Limit)
	}
	var found []struct {
		ID   int64
		List int
	}
	if err := tx.scan(&found, strings.Join(query, " UNION ALL ")+" ORDER BY list, "+newestIssueFirst, args...); err != nil {
		return nil, fmt.Errorf("list issues: %w", err)
	}
	ids := make([]int64, len(found))
	for i, f := range found {
		ids[i] = f.ID
	}
	issues, err := tx.IssuesByID(ids)
	out := make([][]models.Issue, len(filters))
	for _, f := range found {
		out[f.List] = append(out[f.List], issues[f.ID])
	}
	return out, err
}

// CountArticles counts the articles of issues, by issue.
func (tx *Tx) CountArticles(issues []int64) (map[int64]int, error) {
	var rows []struct {
		IssueID int64
		N       int
	}
	counts := make(map[int64]int, len(issues))
	if len(issues) == 0 {
		return counts, nil
	}
	err := tx.scan(&rows, "SELECT issue_id, COUNT(*) AS n FROM articles WHERE issue_id IN ? AND deleted_at IS NULL GROUP BY issue_id", issues)
	for _, r := range rows {
		counts[r.IssueID] = r.N
	}
	return counts, err
}

// Contribute adds a user to the contributors of an issue; twice is once.
func (tx *Tx) Contribute(issue, user int64) error {
	return tx.exec("INSERT INTO contributions (issue_id, user_id, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", issue, user, tx.Now)
}

// ContributeAuthors adds everybody who has saved a text of the articles, amendments and side revisions apart, to the
// contributors of an issue.
func (tx *Tx) ContributeAuthors(issue int64, articles ...int64) error {
	if len(articles) == 0 {
		return nil
	}
	return tx.exec(`INSERT INTO contributions (issue_id, user_id, created_at)
		SELECT DISTINCT CAST(? AS BIGINT), author_id, CAST(? AS `+tx.timeType()+`) FROM revisions WHERE article_id IN ? AND cause NOT IN ? ON CONFLICT DO NOTHING`,
		issue, tx.Now, articles, []models.RevisionCause{models.CauseAmended, models.CauseSide})
}

func (tx *Tx) timeType() string {
	if tx.postgres {
		return "TIMESTAMPTZ"
	}
	return "TEXT"
}

// Contributors lists the users who have drafted the issue, in the order in which they came.
func (tx *Tx) Contributors(issue int64) ([]models.Contribution, error) {
	return all[models.Contribution](tx, "created_at, user_id", "issue_id = ?", issue)
}

// ContributedIssues lists the issues that the user has contributed to.
func (tx *Tx) ContributedIssues(user int64) ([]int64, error) {
	ids := []int64{}
	err := tx.scan(&ids, "SELECT issue_id FROM contributions WHERE user_id = ? UNION SELECT issue_id FROM past_contributions WHERE user_id = ?", user, user)
	return ids, err
}

// Sections lists the sections of an issue in order.
func (tx *Tx) Sections(issue int64) ([]models.Section, error) {
	return all[models.Section](tx, "position, id", "issue_id = ?", issue)
}

// Section finds a section of an issue.
func (tx *Tx) Section(issue, id int64) (models.Section, error) {
	return one[models.Section](tx, "issue_id = ? AND id = ?", issue, id)
}

// SectionByID finds a section of whatever issue.
func (tx *Tx) SectionByID(id int64) (models.Section, error) {
	return one[models.Section](tx, "id = ?", id)
}

// SectionsOf lists the sections of several issues, issue by issue in order.
func (tx *Tx) SectionsOf(issues []int64) ([]models.Section, error) {
	if len(issues) == 0 {
		return nil, nil
	}
	return all[models.Section](tx, "issue_id DESC, position, id", "issue_id IN ?", issues)
}

// CreateSection appends a section to its issue. One that was removed comes back under the id that it has.
func (tx *Tx) CreateSection(s *models.Section) error {
	last, err := tx.lastPosition("sections", "issue_id", s.IssueID)
	if err != nil {
		return err
	}
	s.Position = last + 1
	return create(tx, s)
}

func (tx *Tx) lastPosition(table, column string, id int64) (int, error) {
	var n int
	err := tx.scan(&n, fmt.Sprintf("SELECT COALESCE(MAX(position), 0) FROM %s WHERE %s = ?", table, column), id)
	return n, err
}

// RenameSection writes a section's title.
func (tx *Tx) RenameSection(id int64, title string) error {
	return tx.exec("UPDATE sections SET title = ? WHERE id = ?", title, id)
}

// DeleteSection removes an empty section.
func (tx *Tx) DeleteSection(id int64) error {
	return tx.exec("DELETE FROM sections WHERE id = ?", id)
}

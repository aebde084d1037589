package views

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"jianbao/internal/i18n"
	"jianbao/internal/paths"
	"jianbao/internal/redline"
	"jianbao/models"
	"jianbao/views/components"
)

// ReviewVM is the page of whoever reads an issue for review: the issue as it will print, what was changed since submission, what
// the checks found, and the decision.
//
// Approving posts to paths.IssueEvent with approve or sign_off, as EventVM describes: role, version, hash, opinion,
// and override and password where they are asked for. Returning and recording have their own pages.
type ReviewVM struct {
	Slug     string
	IssueID  int64
	Version  int64
	Label    string
	State    IssueState
	Run      int    // number of the review run
	Hash     string // manifest hash the page was drawn for
	Access   AccessShown
	Printed  templ.Component
	Ways     []components.Tab // the page to read, and the pages as they print
	Drawn    *DrawnPagesVM    // those are shown; nil: the page to read is
	Contents []ReviewArticle
	Since    redline.IssueDiff // what changed since submission
	Changes  []ReviewChange    // its texts: amendments and replacements
	Decided  bool              // the reader of the page decided on this very text before
	Checks   []Check
	Proof    ProofPanel
	Steps    []components.Step

	Informed   InformedPanel // who gets it for information
	CanApprove bool
	SignOff    bool
	CanReturn  bool
	CanRecord  bool
	Blocked    string            // why whoever holds the step may not act
	Override   bool              // may act all the same, with a reason
	Opinion    string            // as typed, or what most people write
	Checklist                    // where the step has a proofreading duty
	Because    string            // reason of the override, as typed
	CopyHref   string            // 送审稿
	SheetHref  string            // 审签单
	CopyFiles  []components.Link // the review copy in each format
	MarkedUp   []components.Link // the marked-up copy since the first submission, in each format; none: nothing was changed
	SinceHref  string            // what changed since the reader of the page last saw it, on its own page; empty: nothing did
	Seen       *SeenBefore       // the same in short; nil: they never saw another state
	Marks      *ReviewMarks      // how far they have read; nil: they have no part in this review
	Points     *PointList        // what was asked for when the issue came back, with the editors' answers; nil: nothing was
}

// ReviewArticle is one line of the jump list.
type ReviewArticle struct {
	ID       int64
	Number   string
	Title    string
	Access   models.Access // of its own; empty: as the issue
	Changed  bool
	Mark     models.MarkVerdict // what the reader of the page noted of it; empty: nothing
	Comments int                // unresolved comments and undecided proposals
	Discuss  string             // page on which they stand
	Amend    string             // page on which it can be amended; empty: it cannot
}

// ReviewChange is what was done to one article since it was submitted.
type ReviewChange struct {
	ArticleID int64
	Title     string
	Who       []string
	Steps     []string // in which they did it; empty: an editor's replacement
	At        time.Time
	Diff      redline.ArticleDiff
}

// Check is one line of what was looked at before the decision.
type Check struct {
	Text string
	Good bool
}

func (vm ReviewVM) issueHref() string { return paths.To(paths.DeskIssue, vm.Slug, vm.IssueID) }

func (vm ReviewVM) do(e models.Event) string {
	return paths.To(paths.IssueEvent, vm.Slug, vm.IssueID, string(e))
}

func (vm ReviewVM) event() models.Event {
	if vm.SignOff {
		return models.EventSignOff
	}
	return models.EventApprove
}

// anchor keeps the ids of one article's comparison apart from those of others.
func (c ReviewChange) anchor() string { return "a" + strconv.FormatInt(c.ArticleID, 10) + "-" }

func (c ReviewChange) by(ctx context.Context) string {
	out := strings.Join(c.Who, "、")
	if len(c.Steps) == 0 {
		return i18n.T(ctx, "review.replaced", i18n.D{"Who": out})
	}
	return i18n.T(ctx, "review.amended", i18n.D{"Who": out, "Step": c.Steps[len(c.Steps)-1]})
}

// RecordVM is the form for a decision made on paper or by telephone (代录).
//
// It posts (with files) to paths.IssueEvent with record: role, version, step (the number of the step at work, from 0), verdict
// (approved, returned), way (paper, telephone), by (id of who decided), decided_on, opinion, code, override, scan, and for a return category.
type RecordVM struct {
	Slug     string
	IssueID  int64
	Version  int64
	Label    string
	Step     int
	StepName string
	SignOff  bool                // only on paper, and only with the scan
	People   []components.Option // value: user id
	Override bool
	Checklist

	By, Verdict, Way, DecidedOn, Opinion, Code, Because string      // as typed
	Category                                            string      // of a return, as chosen
	ScanLimit                                           int         // megabytes
	Proof                                               *ProofPanel // what keeps a sign-off from being recorded; nil: nothing does
	SheetHref                                           string
}

func (vm RecordVM) ways(ctx context.Context) []components.Option {
	if vm.SignOff {
		return options(ctx, []models.Way{models.OnPaper}, wayNames)
	}
	return options(ctx, []models.Way{models.OnPaper, models.ByTelephone}, wayNames)
}

func verdicts(ctx context.Context) []components.Option {
	return options(ctx, []models.Verdict{models.Approved, models.ReturnedBack}, verdictNames)
}

// scanHelp says when the scan is needed and what it may be.
func (vm RecordVM) scanHelp(ctx context.Context) string {
	if vm.SignOff {
		return i18n.T(ctx, "record.scan_needed", i18n.D{"Max": vm.ScanLimit})
	}
	return i18n.T(ctx, "record.scan_help", i18n.D{"Max": vm.ScanLimit})
}

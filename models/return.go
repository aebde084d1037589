package models

import (
	"slices"
	"time"
)

// ReturnCategory is what kind of thing an issue comes back for.
type ReturnCategory string

// The categories.
const (
	ReturnFacts   ReturnCategory = "facts"   // 事实与数据
	ReturnPolicy  ReturnCategory = "policy"  // 政治与政策表述
	ReturnWriting ReturnCategory = "writing" // 文字与标点
	ReturnStyle   ReturnCategory = "style"   // 体例与格式
	ReturnSource  ReturnCategory = "source"  // 来源与授权
	ReturnScope   ReturnCategory = "scope"   // 密级与范围
	ReturnOther   ReturnCategory = "other"
)

// ReturnCategories are the categories in the order in which they are offered.
var ReturnCategories = []ReturnCategory{ReturnFacts, ReturnPolicy, ReturnWriting, ReturnStyle, ReturnSource, ReturnScope, ReturnOther}

// ReturnPoint is one thing that a return asks to be put right: the issue as a whole, one of its articles, or a block of one. What
// the reviewer said never changes; the editors tick it as done, and may say how.
type ReturnPoint struct {
	ID         int64 `gorm:"primaryKey"`
	IssueID    int64
	RunID      int64
	DecisionID int64
	Position   int    // 1, 2, … within its return
	ArticleID  *int64 // nil: the issue as a whole
	BlockID    string // empty: the article as a whole
	Title      string // of the article, as it stood
	Quote      string // how the block began, as it stood
	Note       string
	DoneAt     *time.Time
	DoneBy     *int64
	Answer     string
}

// Open reports whether nobody has ticked the point.
func (p ReturnPoint) Open() bool { return p.DoneAt == nil }

// MaxOpening is how much of a block a point quotes, in characters.
const MaxOpening = 60

// Checklist picks, from all points of an issue, those that its editors have before them and that reviewers of the run after see
// answered: what the newest return asked for, and what earlier ones left open or had ticked since. A run that was signed ends it:
// what it left open was let go by whoever signed. runs are those of the issue, oldest first.
func Checklist(points []ReturnPoint, runs []Run, decisions []Decision) []ReturnPoint {
	last, live := pending(runs, decisions)
	var out []ReturnPoint
	for _, p := range points {
		if live[p.RunID] && (p.DecisionID == last.ID || p.Open() || p.DoneAt.After(last.CreatedAt)) {
			out = append(out, p)
		}
	}
	return out
}

// pending finds the newest return that no signed run has followed, and the runs since the last signed one.
func pending(runs []Run, decisions []Decision) (last Decision, live map[int64]bool) {
	live = map[int64]bool{}
	for _, r := range slices.Backward(runs) {
		i := slices.IndexFunc(decisions, func(d Decision) bool { return d.RunID == r.ID && d.Verdict == ReturnedBack })
		passed := r.State != RunOpen && r.State != RunRecalled
		if passed && i < 0 {
			break
		}
		live[r.ID] = true
		if i >= 0 && last.ID == 0 {
			last = decisions[i]
		}
	}
	return last, live
}

// MarkVerdict is what somebody noted for themselves of a part of an issue they review.
type MarkVerdict string

// The verdicts of a mark.
const (
	MarkRead   MarkVerdict = "read"   // ✔ read, nothing to say
	MarkReturn MarkVerdict = "return" // to be named in a return
)

// ReviewMark is how far somebody has come with reading an issue: what they ticked and what they would return. It counts only while
// the article has the text it was made in, and it is no act: nobody else sees it, and no audit entry is written.
type ReviewMark struct {
	ID        int64 `gorm:"primaryKey"`
	UserID    int64
	IssueID   int64
	ArticleID int64
	BlockID   string // empty: the article as a whole
	Hash      string // of the article's text
	Verdict   MarkVerdict
	CreatedAt time.Time
}

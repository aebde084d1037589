package newsroom

import (
	"context"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"jianbao/internal/store"
	"jianbao/models"
)

// Returning is a return (退回修改) as its page asks for it.
type Returning struct {
	Category models.ReturnCategory
	Reason   string
	Points   []PointNamed // what is to be put right; none: the issue as a whole, by the reason
}

// PointNamed is a place that a return names, with what is wrong there.
type PointNamed struct {
	Article int64
	Block   string // empty: the article as a whole
	Note    string
}

// PointShown is a point of a return with names.
type PointShown struct {
	models.ReturnPoint
	By    string // who asked for it
	Step  string
	Asked models.Decision // the return it belongs to
	Doer  string          // who ticked it

	Recorder string // who recorded the return for whoever asked
}

// MaxNote bounds what a point says, and what is answered to it, in characters.
const MaxNote = 300

// maxPoints bounds the points of one return.
const maxPoints = 200

// Return sends an issue back to its editors, with a category and a reason; it may name articles and blocks. Each becomes a point
// of the editors' checklist, and what is named nowhere in particular becomes one that concerns the issue as a whole.
func (n *Newsroom) Return(ctx context.Context, a models.Actor, id int64, in Returning) error {
	if err := n.may(ctx, a, id, models.EventReturn); err != nil {
		return err
	}
	in.Reason = strings.TrimSpace(in.Reason)
	var p models.Problems
	checkReturn(&p, "reason", in.Reason, in.Category)
	if err := errors.Join(p.Err(), checkLength("reason", in.Reason, MaxReason)); err != nil {
		return err
	}
	return n.write(ctx, a, func(tx *store.Tx) error {
		f, _, err := n.take(tx, a, id, models.EventReturn)
		if err != nil {
			return err
		}
		if err := f.mayReturn(tx, a.UserID); err != nil {
			return err
		}
		points, err := f.pointsNamed(tx, in.Points)
		if err != nil {
			return err
		}
		d := models.Decision{Verdict: models.ReturnedBack, ActorID: a.UserID, Way: models.OnScreen, DecidedOn: n.day(tx), Opinion: in.Reason, Category: in.Category}
		return n.sendBack(tx, a, f, d, models.EventReturn, points)
	})
}

// mayReturn checks separation of duties; where it is switched off, a return needs no reason of its own.
func (f *folder) mayReturn(tx *store.Tx, user int64) error {
	if !f.run.Separation {
		return nil
	}
	_, err := f.mayAct(tx, user, "")
	return err
}

// sendBack decides that an issue goes back, for these points. What whoever decided had marked while reading is used up.
func (n *Newsroom) sendBack(tx *store.Tx, a models.Actor, f *folder, d models.Decision, event models.Event, points []models.ReturnPoint) error {
	for _, point := range points {
		d.ArticleIDs = appendOnce(d.ArticleIDs, *point.ArticleID)
	}
	if err := n.decide(tx, a, f, d, event); err != nil {
		return err
	}
	if err := tx.DropReviewMarks(d.ActorID, f.issue.ID); err != nil {
		return err
	}
	return f.keepPoints(tx, points)
}

// checkReturn notes what is missing of a return.
func checkReturn(p *models.Problems, field, reason string, category models.ReturnCategory) {
	if reason == "" {
		p.Add(field, "field.required")
	}
	if !slices.Contains(models.ReturnCategories, category) {
		p.Add("category", "field.required")
	}
}

// pointsNamed makes points of the places that a return names, in the order of the issue. A place named twice is one point; one that
// is not in the issue does not exist.
func (f *folder) pointsNamed(tx *store.Tx, named []PointNamed) ([]models.ReturnPoint, error) {
	if len(named) == 0 {
		return nil, nil
	}
	sections, err := contentsSections(tx, f)
	if err != nil {
		return nil, err
	}
	var out []models.ReturnPoint
	var p models.Problems
	found := 0
	for _, sec := range sections {
		for _, art := range sec.Articles {
			points := pointsIn(art, named)
			for _, point := range points {
				found += countNamed(named, art.ID, point.BlockID)
				if utf8.RuneCountInString(point.Note) > MaxNote {
					p.Add("article", "field.too_long", models.Args{"Max": MaxNote, "Now": utf8.RuneCountInString(point.Note)})
				}
			}
			out = append(out, points...)
		}
	}
	if found != len(named) {
		return nil, models.NotFound()
	}
	if len(out) > maxPoints {
		p.Add("article", "returning.too_many", models.Args{"Max": maxPoints})
	}
	return out, p.Err()
}

func countNamed(named []PointNamed, article int64, block string) int {
	n := 0
	for _, at := range named {
		if at.Article == article && at.Block == block {
			n++
		}
	}
	return n
}

// pointsIn are the points of one article: itself, then its blocks in their order.
func pointsIn(art ContentsArticle, named []PointNamed) []models.ReturnPoint {
	var out []models.ReturnPoint
	add := func(block, quote string) {
		i := slices.IndexFunc(named, func(at PointNamed) bool { return at.Article == art.ID && at.Block == block })
		if i >= 0 {
			out = append(out, models.ReturnPoint{ArticleID: &art.ID, BlockID: block, Title: art.Title, Quote: quote, Note: strings.TrimSpace(named[i].Note)})
		}
	}
	add("", "")
	for _, b := range art.Text.Body.Blocks {
		add(b.ID, opening(b.PlainText(), models.MaxOpening))
	}
	return out
}

// opening is the beginning of a text in one line, of at most so many characters.
func opening(text string, most int) string {
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) <= most {
		return string(runes)
	}
	return string(runes[:most-1]) + "…"
}

// keepPoints writes the points of the return that was just decided.
func (f *folder) keepPoints(tx *store.Tx, points []models.ReturnPoint) error {
	d := f.decisions[len(f.decisions)-1]
	if len(points) == 0 {
		points = []models.ReturnPoint{{}}
	}
	for i := range points {
		points[i].IssueID, points[i].RunID, points[i].DecisionID, points[i].Position = d.IssueID, d.RunID, d.ID, i+1
		if err := tx.CreateReturnPoint(&points[i]); err != nil {
			return err
		}
	}
	return nil
}

// Answering is what an editor says of a point: it is done, with or without a word about how, or it is open after all.
type Answering struct {
	Done   bool
	Answer string
}

// AnswerPoint ticks a point of a return as done, or opens it again. It is for the editors, while the issue is with them; saying how
// things stand makes nobody a contributor.
func (n *Newsroom) AnswerPoint(ctx context.Context, a models.Actor, issue, point int64, in Answering) error {
	in.Answer = strings.TrimSpace(in.Answer)
	return n.write(ctx, a, func(tx *store.Tx) error {
		f, _, err := n.take(tx, a, issue, models.EventAnswer)
		if err != nil {
			return err
		}
		list, err := f.checklist(tx)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(list, func(p models.ReturnPoint) bool { return p.ID == point })
		if i < 0 {
			return models.NotFound()
		}
		if err := checkLength("answer", in.Answer, MaxNote); err != nil {
			return err
		}
		p := list[i]
		if p.Open() != in.Done && p.Answer == in.Answer {
			return nil // it stands like that already
		}
		return answer(tx, a, p, in)
	})
}

// answer writes what an editor says of a point.
func answer(tx *store.Tx, a models.Actor, p models.ReturnPoint, in Answering) error {
	p.DoneAt, p.DoneBy, p.Answer = nil, nil, in.Answer
	state := "open"
	if in.Done {
		p.DoneAt, p.DoneBy, state = &tx.Now, &a.UserID, "done"
	}
	if err := tx.AnswerReturnPoint(p); err != nil {
		return err
	}
	details := models.AuditDetails{{Name: "point", Value: state}}
	if p.Title != "" {
		details = append(details, models.AuditDetail{Name: "title", Value: p.Title})
	}
	return note(tx, a, models.AuditEntry{IssueID: p.IssueID, Action: "issue." + string(models.EventAnswer), Object: object("point", p.ID), Details: details})
}

// checklist are the points of returns that count for the issue as it stands; see models.Checklist.
func (f *folder) checklist(tx *store.Tx) ([]models.ReturnPoint, error) {
	if f.run.ID == 0 {
		return nil, nil
	}
	points, err := tx.ReturnPoints(f.issue.ID)
	if err != nil || len(points) == 0 {
		return nil, err
	}
	runs, err := tx.Runs(f.issue.ID)
	return models.Checklist(points, runs, f.decisions), err
}

// openPoints counts the points that nobody ticked.
func (f *folder) openPoints(tx *store.Tx) (int, error) {
	list, err := f.checklist(tx)
	n := 0
	for _, p := range list {
		if p.Open() {
			n++
		}
	}
	return n, err
}

// ticked refuses to hand in with open points.
func ticked(open int) error {
	if open == 0 {
		return nil
	}
	return &models.Error{
		Code: models.CodeInvalid, Key: "error.invalid",
		Fields: []models.FieldError{{Field: "confirm", Key: "returning.still_open", Args: models.Args{"Count": open}}},
	}
}

// pointsShown adds names to points.
func (f *folder) pointsShown(tx *store.Tx, points []models.ReturnPoint) ([]PointShown, error) {
	var ids []int64
	out := make([]PointShown, len(points))
	for i, p := range points {
		out[i].ReturnPoint = p
		if k := slices.IndexFunc(f.decisions, func(d models.Decision) bool { return d.ID == p.DecisionID }); k >= 0 {
			out[i].Asked, out[i].Step = f.decisions[k], f.decisions[k].StepName
		}
		ids = append(ids, out[i].Asked.ActorID)
		for _, more := range []*int64{p.DoneBy, out[i].Asked.RecorderID} {
			if more != nil {
				ids = append(ids, *more)
			}
		}
	}
	names, err := tx.UserNames(ids)
	for i, p := range points {
		out[i].By = names[out[i].Asked.ActorID]
		if p.DoneBy != nil {
			out[i].Doer = names[*p.DoneBy]
		}
		if r := out[i].Asked.RecorderID; r != nil {
			out[i].Recorder = names[*r]
		}
	}
	return out, err
}

// PointList is the checklist of an issue as somebody sees it.
type PointList struct {
	Points    []PointShown
	CanAnswer bool
}

// Open counts the points that nobody ticked.
func (l PointList) Open() int {
	n := 0
	for _, p := range l.Points {
		if p.Open() {
			n++
		}
	}
	return n
}

// Points shows the checklist of an issue to whoever may read its working copy.
func (n *Newsroom) Points(ctx context.Context, a models.Actor, issue int64) (l PointList, err error) {
	err = n.read(ctx, a, func(tx *store.Tx) error {
		f, err := n.open(tx, a, issue, false)
		if err != nil {
			return err
		}
		l, err = f.points(tx, a)
		return err
	})
	return l, err
}

func (f *folder) points(tx *store.Tx, a models.Actor) (l PointList, err error) {
	list, err := f.checklist(tx)
	if err != nil {
		return l, err
	}
	_, no := f.require(a, models.EventAnswer)
	l.CanAnswer = no == nil
	l.Points, err = f.pointsShown(tx, list)
	return l, err
}

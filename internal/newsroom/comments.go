package newsroom

import (
	"cmp"
	"context"
	"slices"

	"jianbao/internal/store"
	"jianbao/models"
)

// Discussion is what people say of an article as it stands (批注, 修改建议).
type Discussion struct {
	Threads    []Thread // unresolved, in the order of the text; those whose passage is gone last
	Resolved   []Thread // the newest first
	Proposals  []ProposalShown
	Decided    []ProposalShown // the newest first
	CanComment bool
	CanPropose bool
	CanDecide  bool          // accept and reject proposals now
	Colleagues []models.User // who can be mentioned
}

// Thread is a comment with its answers.
type Thread struct {
	CommentShown
	Place    models.Found
	Answers  []CommentShown
	Resolver string // who resolved it; empty: nobody has
}

// CommentShown is a comment or an answer with names.
type CommentShown struct {
	models.Comment
	By       string
	Asked    []string // who was mentioned
	TakeBack bool     // the actor wrote it, and nobody has answered
}

// discussion fills in what people say of an article.
func (p *ArticlePage) discussion(tx *store.Tx, a models.Actor, f *folder) (err error) {
	d := &p.Discussion
	d.CanComment = mayDiscuss(a, p.Article, f, models.EventComment) == nil
	d.CanPropose = mayDiscuss(a, p.Article, f, models.EventPropose) == nil
	d.CanDecide = mayDecide(a, p.Article, f) == nil
	if d.CanComment {
		if d.Colleagues, err = colleagues(tx, a, f); err != nil {
			return err
		}
	}
	if err := d.threads(tx, a, p.Article.ID, p.Revision.Text.Body); err != nil {
		return err
	}
	return d.proposals(tx, a, p.Article.ID, p.Revision.Text.Body)
}

// mayDiscuss refuses whoever can neither comment nor propose now, as e says.
func mayDiscuss(a models.Actor, art models.Article, f *folder, e models.Event) error {
	if art.DeletedAt != nil {
		return models.Fail(models.CodeConflict, "article.deleted_now")
	}
	if f == nil {
		return allow(a, models.WriteComments, models.Circumstances{})
	}
	_, err := f.require(a, e)
	return err
}

// colleagues are those who may read an article and can be asked to: everybody whose role may, but the actor.
func colleagues(tx *store.Tx, a models.Actor, f *folder) ([]models.User, error) {
	c := models.Circumstances{}
	if f != nil {
		c.Submitted = f.issue.Submitted()
	}
	var roles []models.Role
	for _, r := range models.MemberRoles {
		if models.Can(r, models.ReadUnpublished, c) {
			roles = append(roles, r)
		}
	}
	users, err := tx.StaffOf(a.BulletinID, roles)
	return slices.DeleteFunc(users, func(u models.User) bool { return u.ID == a.UserID }), err
}

// threads fills in the comments on a text.
func (d *Discussion) threads(tx *store.Tx, a models.Actor, article int64, body models.Body) error {
	list, err := tx.Comments(article)
	if err != nil {
		return err
	}
	var people []int64
	for _, c := range list {
		people = append(append(people, c.AuthorID), c.Mentions...)
		if c.ResolvedBy != nil {
			people = append(people, *c.ResolvedBy)
		}
	}
	names, err := tx.UserNames(people)
	if err != nil {
		return err
	}
	for _, t := range threadsOf(list, names) {
		t.Place = body.Find(t.Passage)
		if t.Open() {
			if d.CanComment {
				t.offerTakeBack(a.UserID)
			}
			d.Threads = append(d.Threads, t)
			continue
		}
		d.Resolved = append(d.Resolved, t)
	}
	slices.SortStableFunc(d.Resolved, func(a, b Thread) int { return b.ResolvedAt.Compare(*a.ResolvedAt) })
	sortByPlace(d.Threads, body)
	return nil
}

// threadsOf puts answers below the comments that they answer.
func threadsOf(list []models.Comment, names map[int64]string) []Thread {
	var out []Thread
	at := make(map[int64]int, len(list))
	for _, c := range list {
		shown := CommentShown{Comment: c, By: names[c.AuthorID]}
		for _, id := range c.Mentions {
			shown.Asked = append(shown.Asked, names[id])
		}
		if c.ThreadID != 0 {
			out[at[c.ThreadID]].Answers = append(out[at[c.ThreadID]].Answers, shown)
			continue
		}
		t := Thread{CommentShown: shown}
		if c.ResolvedBy != nil {
			t.Resolver = names[*c.ResolvedBy]
		}
		at[c.ID] = len(out)
		out = append(out, t)
	}
	return out
}

// offerTakeBack marks the last word of a thread, where it is the actor's.
func (t *Thread) offerTakeBack(user int64) {
	last := &t.CommentShown
	if n := len(t.Answers); n > 0 {
		last = &t.Answers[n-1]
	}
	last.TakeBack = last.AuthorID == user
}

// sortByPlace brings threads into the order of the text: what is about the whole article first, what has lost its passage last.
func sortByPlace(threads []Thread, body models.Body) {
	order := make(map[string]int, len(body.Blocks))
	for i, b := range body.Blocks {
		order[b.ID] = i + 1
	}
	place := func(t Thread) int {
		if t.Place.Whereabouts == models.PassageGone {
			return len(body.Blocks) + 1
		}
		return order[t.Place.Block]
	}
	slices.SortStableFunc(threads, func(a, b Thread) int {
		return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(a.Place.From, b.Place.From))
	})
}

// discuss runs an operation on what people say of an article: it is locked, the actor may, and one audit entry is written. No text
// stands in it.
func (n *Newsroom) discuss(ctx context.Context, a models.Actor, article int64, e models.Event, fn func(tx *store.Tx, art models.Article, f *folder) (change, error)) error {
	return n.write(ctx, a, func(tx *store.Tx) error {
		art, f, err := n.openArticle(tx, a, article, true)
		if err != nil {
			return err
		}
		if err := mayDiscuss(a, art, f, e); err != nil {
			return err
		}
		did, err := fn(tx, art, f)
		if err != nil || did.Action == "" {
			return err
		}
		return noteOnArticle(tx, a, art, did)
	})
}

func noteOnArticle(tx *store.Tx, a models.Actor, art models.Article, did change) error {
	e := models.AuditEntry{Action: did.Action, Object: object("article", art.ID), Details: append(models.AuditDetails{{Name: "title", Value: art.Title}}, did.Details...)}
	if art.IssueID != nil {
		e.IssueID = *art.IssueID
	}
	return note(tx, a, e, did.Named...)
}

// NewComment is a comment as it is written.
type NewComment struct {
	Block    string // empty: the whole article
	Quote    string // words of the block that it is about; empty: the whole block
	At       int    // about where they stand, in characters of the block, if they stand there more than once
	Text     string
	MustFix  bool
	Mentions []int64
}

// AddComment begins a thread on a passage of the current text.
func (n *Newsroom) AddComment(ctx context.Context, a models.Actor, article int64, in NewComment) (id int64, err error) {
	c := models.Comment{ArticleID: article, Text: in.Text, MustFix: in.MustFix, Mentions: in.Mentions, AuthorID: a.UserID}
	c.Normalise()
	err = n.discuss(ctx, a, article, models.EventComment, func(tx *store.Tx, art models.Article, f *folder) (change, error) {
		c.Block, c.Quote = in.Block, in.Quote
		var place models.Problems
		at, ok, err := passageIn(tx, art, in)
		if err != nil {
			return change{}, err
		}
		if c.Passage = at; !ok {
			place.Add("quote", "comment.no_such_words")
		}
		if err := joined(place.Err(), c.Validate(), mayAsk(tx, a, f, c.Mentions)); err != nil {
			return change{}, err
		}
		threads, err := tx.CountThreads(art.ID)
		if err != nil {
			return change{}, err
		}
		if threads >= models.MaxThreads {
			return change{}, models.Problems{{Field: "text", Key: "comment.too_many", Args: models.Args{"Max": models.MaxThreads}}}.Err()
		}
		err = tx.CreateComment(&c)
		return change{Action: commentActs[c.MustFix], Details: models.AuditDetails{{Name: "comment", Value: idText(c.ID)}}, Named: c.Mentions}, err
	})
	return c.ID, err
}

var commentActs = map[bool]string{false: "comment.added", true: "comment.must_fix"}

// passageIn finds what a new comment is about; ok is false when the block does not have the words.
func passageIn(tx *store.Tx, art models.Article, in NewComment) (at models.Passage, ok bool, err error) {
	if in.Block == "" {
		return models.Passage{}, in.Quote == "", nil
	}
	r, err := tx.Revision(art.ID, art.RevisionID)
	if err != nil {
		return at, false, err
	}
	b, known := r.Text.Body.ByID()[in.Block]
	if !known {
		return at, false, models.Fail(models.CodeConflict, "comment.block_gone")
	}
	at, ok = b.Locate(in.Quote, in.At)
	return at, ok, nil
}

// mayAsk refuses to mention somebody who may not read the article.
func mayAsk(tx *store.Tx, a models.Actor, f *folder, mentions []int64) error {
	if len(mentions) == 0 {
		return nil
	}
	users, err := colleagues(tx, a, f)
	if err != nil {
		return err
	}
	var p models.Problems
	for _, id := range mentions {
		if !slices.ContainsFunc(users, func(u models.User) bool { return u.ID == id }) {
			p.Add("mention", "comment.cannot_read")
			break
		}
	}
	return p.Err()
}

// AnswerComment adds an answer to an unresolved thread.
func (n *Newsroom) AnswerComment(ctx context.Context, a models.Actor, article, thread int64, text string, mentions []int64) error {
	c := models.Comment{ArticleID: article, ThreadID: thread, Text: text, Mentions: mentions, AuthorID: a.UserID}
	c.Normalise()
	return n.discuss(ctx, a, article, models.EventComment, func(tx *store.Tx, art models.Article, f *folder) (change, error) {
		if err := openThread(tx, art.ID, thread); err != nil {
			return change{}, err
		}
		if err := joined(c.Validate(), mayAsk(tx, a, f, c.Mentions)); err != nil {
			return change{}, err
		}
		answers, err := tx.CountAnswers(thread)
		if err != nil {
			return change{}, err
		}
		if answers >= models.MaxAnswers {
			return change{}, models.Problems{{Field: "text", Key: "comment.too_many_answers", Args: models.Args{"Max": models.MaxAnswers}}}.Err()
		}
		err = tx.CreateComment(&c)
		return change{Action: "comment.answered", Details: models.AuditDetails{{Name: "comment", Value: idText(thread)}}, Named: c.Mentions}, err
	})
}

// openThread finds an unresolved thread.
func openThread(tx *store.Tx, article, id int64) error {
	c, err := tx.Comment(article, id)
	switch {
	case err != nil:
		return err
	case c.ThreadID != 0:
		return models.NotFound()
	case !c.Open():
		return models.Fail(models.CodeConflict, "comment.is_resolved")
	}
	return nil
}

// ResolveComment closes a thread (已解决), or opens it again. Doing it twice is doing it once.
func (n *Newsroom) ResolveComment(ctx context.Context, a models.Actor, article, thread int64, resolved bool) error {
	return n.discuss(ctx, a, article, models.EventComment, func(tx *store.Tx, art models.Article, _ *folder) (change, error) {
		c, err := tx.Comment(art.ID, thread)
		if err != nil {
			return change{}, err
		}
		if c.ThreadID != 0 {
			return change{}, models.NotFound()
		}
		if c.Open() != resolved {
			return change{}, nil
		}
		did := change{Action: "comment.reopened", Details: models.AuditDetails{{Name: "comment", Value: idText(thread)}}}
		c.ResolvedAt, c.ResolvedBy = nil, nil
		if resolved {
			did.Action = "comment.resolved"
			c.ResolvedAt, c.ResolvedBy = &tx.Now, &a.UserID
		}
		return did, tx.UpdateThread(c)
	})
}

// TakeCommentBack removes the actor's own comment or answer, as long as it is the last word of an unresolved thread.
func (n *Newsroom) TakeCommentBack(ctx context.Context, a models.Actor, article, comment int64) error {
	return n.discuss(ctx, a, article, models.EventComment, func(tx *store.Tx, art models.Article, _ *folder) (change, error) {
		c, err := tx.Comment(art.ID, comment)
		if err != nil {
			return change{}, err
		}
		if c.AuthorID != a.UserID {
			return change{}, models.Fail(models.CodeForbidden, "comment.not_yours")
		}
		thread := cmp.Or(c.ThreadID, c.ID)
		if err := openThread(tx, art.ID, thread); err != nil {
			return change{}, err
		}
		last, err := tx.LastOfThread(thread)
		if err != nil {
			return change{}, err
		}
		if last != c.ID {
			return change{}, models.Fail(models.CodeConflict, "comment.answered_already")
		}
		return change{Action: "comment.taken_back", Details: models.AuditDetails{{Name: "comment", Value: idText(thread)}}}, tx.DeleteComment(c.ID)
	})
}

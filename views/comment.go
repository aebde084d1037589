package views

import (
	"context"
	"strings"
	"time"

	"jianbao/internal/i18n"
	"jianbao/internal/paths"
	"jianbao/internal/redline"
	"jianbao/models"
	"jianbao/views/components"
)

// DiscussionVM is what people say of an article, beside its text: threads with their forms in the reading view, links to them where
// the text is being written.
//
// A comment posts to paths.ArticleComments: role, block (id; empty: the whole article), quote, at, text, must_fix (1), mention
// (repeated: user ids). Each thread posts to paths.ArticleComment with op: answer (text, mention), resolve, reopen, back.
type DiscussionVM struct {
	Slug       string
	Article    int64
	Open       []ThreadVM // one page of what is shown: unresolved threads whose passage stands, or resolved ones
	Gone       []ThreadVM // 原文已删
	Resolved   bool       // resolved threads are shown
	Tabs       components.TabsProps
	Pages      components.PaginationProps
	Proposals  []ProposalVM
	Decided    []ProposalVM
	Count      int // unresolved threads, on every page
	MustFix    int
	CanComment bool
	CanPropose bool
	CanDecide  bool
	Form       CommentForm
	Blocks     []components.Option // what a comment can be about
	Colleagues []components.Option // value: user id
}

// CommentForm is a comment as it is typed.
type CommentForm struct {
	Block, Quote, At, Text string
	MustFix                bool
	Mentions               []string
}

// ThreadVM is a comment with its answers.
type ThreadVM struct {
	CommentVM
	Number     int
	Place      LinkTitle // 第 3 段, or the whole article
	Quote      string
	Block      string // where the passage stands now; empty: it is the whole article
	Range      [2]int // in characters of models.Block.Letters
	Altered    bool   // only a part of the words is left
	Gone       bool
	MustFix    bool
	Answers    []CommentVM
	ResolvedBy string // empty: unresolved
	ResolvedAt time.Time
	Answer     CommentForm // as it is typed
	Answering  bool        // the form is open
}

// CommentVM is one comment or answer.
type CommentVM struct {
	ID       int64
	By       string
	At       time.Time
	Text     string
	Asked    []string // names
	TakeBack bool
}

// ProposalVM is a proposal.
//
// It posts to paths.ArticleProposal with op: accept, reject, withdraw, or instead (text, version: the revision that the page showed).
type ProposalVM struct {
	ID      int64
	Place   LinkTitle
	By      string
	At      time.Time
	Note    string
	Diff    []redline.Segment
	Changed bool // the block reads otherwise now
	Mine    bool
	State   models.ProposalState
	Decider string
	Href    string // the page with the three texts
}

func (vm DiscussionVM) href() string { return vm.with() }

// with is the reading view, with more in its query.
func (vm DiscussionVM) with(pairs ...string) string {
	return paths.With(paths.To(paths.DeskArticle, vm.Slug, vm.Article), append([]string{"view", "read"}, pairs...)...)
}

func (vm DiscussionVM) comment(id int64) string {
	return paths.To(paths.ArticleComment, vm.Slug, vm.Article, id)
}

func (vm DiscussionVM) proposal(id int64) string {
	return paths.To(paths.ArticleProposal, vm.Slug, vm.Article, id)
}

func (vm DiscussionVM) proposals() string {
	return paths.To(paths.ArticleProposals, vm.Slug, vm.Article)
}

// propose is the page on which another text for a block is written.
func (vm DiscussionVM) propose(block string) string {
	return paths.With(vm.proposals(), "block", block)
}

// counts says how much waits, for the line above the text.
func (vm DiscussionVM) counts(ctx context.Context) string {
	var out []string
	for _, c := range []struct {
		key string
		n   int
	}{{"comment.count", vm.Count}, {"comment.count_must", vm.MustFix}, {"proposal.count", len(vm.Proposals)}} {
		if c.n > 0 {
			out = append(out, i18n.T(ctx, c.key, i18n.D{"Count": c.n}))
		}
	}
	return strings.Join(out, "，")
}

// linkLabel leads to the comments, and says how many wait.
func (vm DiscussionVM) linkLabel(ctx context.Context) string {
	if vm.Count == 0 {
		return i18n.T(ctx, "comment.title")
	}
	return i18n.T(ctx, "comment.link", i18n.D{"Count": vm.Count})
}

// nothing says what the empty list is for.
func (vm DiscussionVM) nothing(ctx context.Context) string {
	if vm.CanComment && !vm.Resolved {
		return i18n.T(ctx, "comment.none")
	}
	return i18n.T(ctx, "comment.none_reading")
}

// asked names those who were mentioned.
func (c CommentVM) asked(ctx context.Context) string {
	return i18n.T(ctx, "comment.asked", i18n.D{"Names": strings.Join(c.Asked, "、")})
}

var proposalStates = map[models.ProposalState]string{
	models.ProposalAccepted: "proposal.accepted", models.ProposalRejected: "proposal.rejected", models.ProposalWithdrawn: "proposal.withdrawn",
}

func (p ProposalVM) decided(ctx context.Context) string {
	return i18n.T(ctx, proposalStates[p.State], i18n.D{"By": p.Decider})
}

// ProposeVM is the page on which another text for a block is written. It posts to paths.ArticleProposals: role, version (the revision
// that the page was drawn from), block, after, note.
type ProposeVM struct {
	Slug    string
	Article int64
	Title   string
	Version int64
	Block   string
	Number  int
	Before  string
	After   string
	Note    string
}

func (vm ProposeVM) back() string {
	return paths.With(paths.To(paths.DeskArticle, vm.Slug, vm.Article), "view", "read") + "#block-" + vm.Block
}

// ProposalPageVM is one proposal with the three texts: as its author saw it, as it reads now, as it is proposed.
type ProposalPageVM struct {
	Slug      string
	Article   int64
	Title     string
	Version   int64 // the current revision
	Proposal  ProposalVM
	Before    string
	Now       []redline.Segment // from the text before; empty: the block is gone
	There     bool              // the block is still there
	After     string
	Text      string // what goes into the block instead, as typed
	CanDecide bool
}

func (vm ProposalPageVM) back() string {
	return paths.With(paths.To(paths.DeskArticle, vm.Slug, vm.Article), "view", "read") + "#proposals"
}

func (vm ProposalPageVM) action() string {
	return paths.To(paths.ArticleProposal, vm.Slug, vm.Article, vm.Proposal.ID)
}

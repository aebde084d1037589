package handlers

import (
	"context"
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"jianbao/internal/i18n"
	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/internal/redline"
	"jianbao/models"
	"jianbao/views"
	"jianbao/views/components"
)

func proposalVM(ctx context.Context, p newsroom.ArticlePage, one newsroom.ProposalShown) views.ProposalVM {
	out := views.ProposalVM{
		ID: one.ID, By: one.By, At: one.CreatedAt, Note: one.Note, Diff: one.Diff, Changed: one.State == models.ProposalOpen && !one.Stands, Mine: one.Mine,
		State: one.State, Decider: one.Decider, Href: paths.To(paths.ArticleProposal, p.Bulletin.Slug, p.Article.ID, one.ID),
		Place: views.LinkTitle{Title: i18n.T(ctx, "comment.place_gone")},
	}
	if number, ok := blockNumbers(p.Revision.Text.Body)[one.BlockID]; ok {
		out.Place = views.LinkTitle{Title: i18n.T(ctx, "article.paragraph", i18n.D{"Number": number}), Href: "#block-" + one.BlockID}
	}
	return out
}

// proposalForm is everything that the forms about proposals send.
type proposalForm struct {
	Op      string `form:"op"`
	Block   string `form:"block"`
	After   string `form:"after"`
	Note    string `form:"note"`
	Text    string `form:"text"`
	Confirm string `form:"confirm"`
	Base    int64  `form:"version"`
}

// proposeForm shows the form in which another text for a block is written.
func (s *Server) proposeForm(c echo.Context) error {
	id, err := param(c, "article")
	if err != nil {
		return err
	}
	p, err := s.news.ArticleToPropose(c.Request().Context(), s.actor(c), id)
	if err != nil {
		return err
	}
	return s.drawPropose(c, http.StatusOK, p, p.Revision, proposalForm{Block: c.QueryParam("block")}, nil)
}

// drawPropose draws the form for a block of a revision, with what was typed and what is wrong with it.
func (s *Server) drawPropose(c echo.Context, status int, p newsroom.ArticlePage, base models.Revision, f proposalForm, problem error) error {
	b, ok := base.Text.Body.ByID()[f.Block]
	if !ok || !b.Proposable() {
		return models.NotFound()
	}
	page := s.page(c, "")
	vm := views.ProposeVM{
		Slug: p.Bulletin.Slug, Article: p.Article.ID, Title: p.Article.Title, Version: base.ID, Block: f.Block, Number: blockNumbers(base.Text.Body)[f.Block],
		Before: b.LineText(), After: b.LineText(),
	}
	if problem != nil {
		page.Problems, vm.After, vm.Note = components.ProblemsOf(c.Request().Context(), problem), f.After, f.Note
	}
	page.Title, page.Writing = p.Article.Title, true
	return s.render(c, status, views.ProposePage(page, vm))
}

// changeProposals makes a proposal, or decides on all of an article's.
func (s *Server) changeProposals(c echo.Context) error {
	var f proposalForm
	id, err := param(c, "article")
	if err != nil {
		return err
	}
	if err := s.bind(c, &f); err != nil {
		return err
	}
	ctx, a := c.Request().Context(), s.actor(c)
	switch f.Op {
	case "accept":
		return s.accepted(c, id, f, s.news.AcceptProposal(ctx, a, id, newsroom.Acceptance{Confirm: f.Confirm}))
	case "reject":
		return s.rejected(c, id, s.news.RejectProposal(ctx, a, id, 0))
	}
	_, err = s.news.Propose(ctx, a, id, newsroom.NewProposal{Base: f.Base, Block: f.Block, After: f.After, Note: f.Note})
	if models.CodeOf(err) == models.CodeInvalid {
		return s.proposeAgain(c, id, f, err)
	}
	if err != nil {
		return err
	}
	return s.done(c, toProposals(c, id), "flash.proposal_made", nil)
}

func (s *Server) proposeAgain(c echo.Context, article int64, f proposalForm, problem error) error {
	ctx, a := c.Request().Context(), s.actor(c)
	p, err := s.news.ArticleToPropose(ctx, a, article)
	if err != nil {
		return err
	}
	base, err := s.news.BaseRevision(ctx, a, article, f.Base)
	if err != nil {
		return err
	}
	return s.drawPropose(c, statusOf(problem), p, base, f, problem)
}

func toProposals(c echo.Context, article int64) string {
	return paths.With(paths.To(paths.DeskArticle, c.Param("bulletin"), article), "view", "read") + "#proposals"
}

// accepted answers an acceptance: on to the article, or to the page that names what it costs.
func (s *Server) accepted(c echo.Context, article int64, f proposalForm, err error) error {
	if r, ok := errors.AsType[*newsroom.Replacement](err); ok {
		title := i18n.T(c.Request().Context(), "proposal.title")
		return s.drawReplacement(c, r, views.ReplaceVM{Subject: title, Back: components.Link{Label: title, Href: toProposals(c, article)}, Action: c.Request().URL.Path, Version: f.Base})
	}
	if err != nil {
		return err
	}
	return s.done(c, toProposals(c, article), "flash.proposal_accepted", nil)
}

func (s *Server) rejected(c echo.Context, article int64, err error) error {
	if err != nil {
		return err
	}
	return s.done(c, toProposals(c, article), "flash.proposal_rejected", nil)
}

// openProposal finds the proposal of the address.
func (s *Server) openProposal(c echo.Context) (p newsroom.ArticlePage, one newsroom.ProposalShown, err error) {
	article, err := param(c, "article")
	if err != nil {
		return p, one, err
	}
	id, err := param(c, "proposal")
	if err != nil {
		return p, one, err
	}
	return s.news.Proposal(c.Request().Context(), s.actor(c), article, id)
}

// proposal shows the three texts of a proposal.
func (s *Server) proposal(c echo.Context) error {
	p, one, err := s.openProposal(c)
	if err != nil {
		return err
	}
	return s.drawProposal(c, http.StatusOK, p, one, one.After, nil)
}

func (s *Server) drawProposal(c echo.Context, status int, p newsroom.ArticlePage, one newsroom.ProposalShown, text string, problem error) error {
	ctx := c.Request().Context()
	page := s.page(c, "")
	vm := views.ProposalPageVM{
		Slug: p.Bulletin.Slug, Article: p.Article.ID, Title: p.Article.Title, Version: p.Revision.ID, Proposal: proposalVM(ctx, p, one), Before: one.Before.LineText(),
		After: one.After, Text: text, CanDecide: p.Discussion.CanDecide,
	}
	if _, vm.There = p.Revision.Text.Body.ByID()[one.BlockID]; vm.There {
		vm.Now = redline.Texts(vm.Before, one.Now)
	}
	if problem != nil {
		page.Problems = components.ProblemsOf(ctx, problem)
	}
	page.Title, page.Writing = p.Article.Title, true
	return s.render(c, status, views.ProposalPage(page, vm))
}

// changeProposal accepts, rejects or withdraws a proposal, or puts another text into its block.
func (s *Server) changeProposal(c echo.Context) error {
	var f proposalForm
	if err := s.bind(c, &f); err != nil {
		return err
	}
	p, one, err := s.openProposal(c)
	if err != nil {
		return err
	}
	ctx, a, article := c.Request().Context(), s.actor(c), p.Article.ID
	switch f.Op {
	case "reject":
		return s.rejected(c, article, s.news.RejectProposal(ctx, a, article, one.ID))
	case "withdraw":
		if err := s.news.WithdrawProposal(ctx, a, article, one.ID); err != nil {
			return err
		}
		return s.done(c, toProposals(c, article), "flash.proposal_withdrawn", nil)
	}
	in := newsroom.Acceptance{Proposal: one.ID, Instead: f.Op == "instead", Text: f.Text, Base: f.Base, Confirm: f.Confirm}
	err = s.news.AcceptProposal(ctx, a, article, in)
	if e, ok := errors.AsType[*models.Error](err); ok && e.Key == "proposal.changed" { // three texts, and the editor says which
		text := one.After
		if in.Instead {
			text = f.Text
		}
		return s.drawProposal(c, http.StatusConflict, p, one, text, nil)
	}
	return s.accepted(c, article, f, err)
}

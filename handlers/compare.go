package handlers

import (
	"context"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"jianbao/internal/i18n"
	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views"
	"jianbao/views/components"
)

// viewSide is the value of `view` that draws comparisons side by side.
const viewSide = "side"

// diffSwitch leads to the other way of drawing the comparison at an address.
func diffSwitch(c echo.Context, at string) views.DiffSwitch {
	side := at + "?view=" + viewSide
	if strings.Contains(at, "?") {
		side = at + "&view=" + viewSide
	}
	return views.DiffSwitch{Side: c.QueryParam("view") == viewSide, InlineHref: at, SideHref: side}
}

// compareIssue shows what changed in an issue between two of its states.
func (s *Server) compareIssue(c echo.Context) error {
	id, err := param(c, "issue")
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	p, err := s.news.CompareIssue(ctx, s.actor(c), id, c.QueryParam("from"), c.QueryParam("to"))
	if err != nil {
		return err
	}
	vm := issueCompareOf(c, p)
	page := s.page(c, "")
	page.Title = i18n.T(ctx, "compare.issue", i18n.D{"Label": vm.Label})
	return s.render(c, http.StatusOK, views.IssueComparePage(page, vm))
}

func issueCompareOf(c echo.Context, p newsroom.IssueComparison) views.IssueCompareVM {
	ctx, id := c.Request().Context(), p.Issue.ID
	at := paths.To(paths.IssueCompare, p.Bulletin.Slug, id)
	vm := views.IssueCompareVM{
		Slug: p.Bulletin.Slug, IssueID: id, Label: p.Issue.Label(), Path: at, From: p.From.Key, To: p.To.Key, Alone: p.Alone, Diff: p.Diff,
		FromName: stateName(ctx, p.From), ToName: stateName(ctx, p.To), Quick: quickStates(ctx, at, p.States),
		Switch: diffSwitch(c, paths.With(at, "from", p.From.Key, "to", p.To.Key)),
	}
	vm.Hands, vm.Around = make(map[int64]views.Hands, len(p.Hands)), hands(p.Around)
	for article, list := range p.Hands {
		vm.Hands[article] = hands(list)
	}
	for _, a := range p.Remarks {
		vm.Remarks = append(vm.Remarks, views.ArticleRemarks{Article: a.Article, Number: a.Number, Title: a.Title, Remarks: remarks(a.Threads)})
	}
	for _, st := range p.States {
		vm.States = append(vm.States, components.Option{Value: st.Key, Label: stateName(ctx, st)})
	}
	for _, l := range paperLinks(ctx, paths.IssueMarkedUp, p.Bulletin.Slug, id) {
		l.Href = paths.With(l.Href, "from", p.From.Key, "to", p.To.Key)
		vm.Files = append(vm.Files, l)
	}
	return vm
}

// hands say who changed what.
func hands(list newsroom.Hands) views.Hands {
	out := make(views.Hands, len(list))
	for part, by := range list {
		for _, h := range by {
			out[part] = append(out[part], views.Hand{Who: h.Who, Step: h.Step})
		}
	}
	return out
}

// remarks are threads as the margin of a marked-up copy has them.
func remarks(threads []newsroom.Thread) []views.Remark {
	out := make([]views.Remark, len(threads))
	for i, t := range threads {
		out[i] = views.Remark{Number: i + 1, Quote: t.Quote, MustFix: t.MustFix, Resolved: !t.Open()}
		if t.Place.Whereabouts != models.PassageGone {
			out[i].Block = t.Place.Block
		}
		for _, said := range append([]newsroom.CommentShown{t.CommentShown}, t.Answers...) {
			out[i].Words = append(out[i].Words, views.RemarkWords{Who: said.By, At: said.CreatedAt, Text: said.Text})
		}
	}
	return out
}

// stateNames are the words for each kind of state.
var stateNames = map[newsroom.StateKind]string{
	newsroom.StateNow: "compare.state.now", newsroom.StateSeen: "compare.state.seen", newsroom.StateSubmitted: "compare.state.submitted",
	newsroom.StateAmended: "compare.state.amended", newsroom.StateReplaced: "compare.state.replaced", newsroom.StateEdition: "compare.state.edition",
}

func stateName(ctx context.Context, st newsroom.IssueState) string {
	return i18n.T(ctx, stateNames[st.Kind], i18n.D{"At": i18n.DateTime(ctx, st.At), "Who": st.Who, "Number": st.Number, "Step": st.Step})
}

// quickStates are the comparisons with what stands now that people ask for most, as far as such a state exists.
func quickStates(ctx context.Context, at string, states []newsroom.IssueState) []components.Link {
	var out []components.Link
	for _, q := range []struct {
		kind  newsroom.StateKind
		since string
	}{
		{newsroom.StateSeen, newsroom.SinceSeen}, {newsroom.StateSubmitted, newsroom.SinceSubmission}, {newsroom.StateEdition, newsroom.SinceEdition},
	} {
		for _, st := range states {
			if st.Kind == q.kind {
				label := i18n.T(ctx, sinceNames[q.since], i18n.D{"At": i18n.DateTime(ctx, st.At)})
				out = append(out, components.Link{Label: label, Href: paths.With(at, "from", q.since, "to", newsroom.UntilNow)})
				break
			}
		}
	}
	if first, ok := newsroom.FirstSubmission(states); ok {
		label := i18n.T(ctx, sinceNames[newsroom.SinceFirst], i18n.D{"At": i18n.DateTime(ctx, first.At)})
		out = append(out, components.Link{Label: label, Href: paths.With(at, "from", newsroom.SinceFirst, "to", newsroom.UntilNow)})
	}
	return out
}

// sawArticle notes, once its page is drawn, that somebody has an article before him. Opening a page writes nothing else; the
// page stands even when the marker cannot be written.
func (s *Server) sawArticle(c echo.Context, art models.Article, look models.Look) {
	if c.Request().Method != http.MethodGet || look.Hash == art.Hash {
		return
	}
	s.noted(c, s.news.SeeArticle(c.Request().Context(), s.actor(c), art.ID, art.Hash))
}

// sawIssue is sawArticle for the whole text of an issue.
func (s *Server) sawIssue(c echo.Context, p newsroom.ReviewPage) {
	if c.Request().Method != http.MethodGet || p.Look.Hash == p.Hash {
		return
	}
	s.noted(c, s.news.SeeIssue(c.Request().Context(), s.actor(c), p.Issue.ID, p.Hash))
}

func (s *Server) noted(c echo.Context, err error) {
	if err != nil {
		s.log.WarnContext(c.Request().Context(), "a look was not noted", "error", err, "path", c.Request().URL.Path, "request", visitOf(c).id)
	}
}

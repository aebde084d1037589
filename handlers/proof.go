package handlers

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"jianbao/internal/i18n"
	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views"
	"jianbao/views/components"
)

// onReview is the page that a clearing leads back to, as its form names it.
const onReview = "review"

// proofOf reads an issue before it is printed; on is the page that shows what was found.
func (s *Server) proofOf(c echo.Context, id int64, on string) (views.ProofPanel, error) {
	p, err := s.news.Preflight(c.Request().Context(), s.actor(c), id)
	if err != nil {
		return views.ProofPanel{}, err
	}
	panel := proofPanel(c.Request().Context(), c.Param("bulletin"), p, on)
	panel.Open = panel.Open || c.QueryParam("proof") != ""
	return panel, nil
}

// afterProof are the acts that findings stop.
var afterProof = []models.Event{models.EventSubmit, models.EventSignOff, models.EventRecord, models.EventPublish}

// proofBefore reads an issue before an act that findings stop: nil where there is nothing to say.
func (s *Server) proofBefore(c echo.Context, id int64, e models.Event) (*views.ProofPanel, error) {
	if !slices.Contains(afterProof, e) {
		return nil, nil
	}
	panel, err := s.proofOf(c, id, "")
	if err != nil || len(panel.Blocks)+len(panel.Warns) == 0 {
		return nil, err
	}
	panel.ClearHref = "" // this page asks for something else
	return &panel, nil
}

// submissionBlockers say why an issue cannot be submitted. What the preflight found stands beside them, place by place.
func submissionBlockers(ctx context.Context, panel *views.ProofPanel, problems components.Problems) (out []string) {
	if panel != nil && len(panel.Blocks) > 0 {
		out = append(out, i18n.T(ctx, "proof.stops_submission", i18n.D{"Count": len(panel.Blocks)}))
	}
	for _, one := range problems {
		if one.Field != "proof" && one.Field != "confirm" {
			out = append(out, one.Text)
		}
	}
	return out
}

func proofPanel(ctx context.Context, slug string, p newsroom.Preflight, on string) views.ProofPanel {
	panel := views.ProofPanel{On: on, Open: p.Blocking() > 0}
	if p.CanClear {
		panel.ClearHref = paths.To(paths.IssueProof, slug, p.Issue.ID)
	}
	for _, f := range p.Findings {
		line := views.ProofFinding{
			Mark: f.Mark, Text: i18n.T(ctx, f.Key, i18n.D(f.Args)), Where: proofPlace(ctx, slug, p.Issue.ID, f), Before: f.Before, Marked: f.Marked, After: f.After,
		}
		switch {
		case f.Blocks:
			panel.Blocks = append(panel.Blocks, line)
		case f.Cleared == nil:
			panel.Warns = append(panel.Warns, line)
		default:
			line.By, line.At, line.Note = f.Cleared.By, f.Cleared.At, f.Cleared.Note
			panel.Cleared = append(panel.Cleared, line)
		}
	}
	return panel
}

// proofPlaces name the parts of an issue that a finding may be about.
var proofPlaces = map[string]string{"sections": "proof.place.sections", "access": "proof.place.access", "editor_note": "proof.place.editor_note"}

// proofPlace leads to where a finding stands: an article at its block or field, or the issue's own page.
func proofPlace(ctx context.Context, slug string, issue int64, f newsroom.Finding) views.LinkTitle {
	field, _, _ := strings.Cut(f.Field, "[")
	if f.Article == 0 {
		href := paths.To(paths.DeskIssue, slug, issue)
		if field != "sections" {
			href += "#masthead"
		}
		return views.LinkTitle{Title: i18n.T(ctx, cmp.Or(proofPlaces[field], "proof.place.masthead")), Href: href}
	}
	if f.Comment != 0 {
		return views.LinkTitle{Title: models.ArticleNumber(f.Number) + f.Title, Href: toComment(slug, f.Article, f.Comment)}
	}
	anchor := "#" + components.FieldID(field)
	if f.Block != "" {
		anchor = "#block-" + f.Block
	}
	return views.LinkTitle{Title: models.ArticleNumber(f.Number) + f.Title, Href: paths.To(paths.DeskArticle, slug, f.Article) + anchor}
}

// clearFinding notes that what a warning points out is right as it stands.
func (s *Server) clearFinding(c echo.Context) error {
	var f struct {
		Mark string `form:"mark"`
		Note string `form:"note"`
		On   string `form:"on"`
	}
	id, err := param(c, "issue")
	if err != nil {
		return err
	}
	if err := s.bind(c, &f); err != nil {
		return err
	}
	back := paths.DeskIssue
	if f.On == onReview {
		back = paths.IssueReview
	}
	if err := s.news.ClearFinding(c.Request().Context(), s.actor(c), id, f.Mark, f.Note); err != nil {
		return err
	}
	href := paths.With(paths.To(back, c.Param("bulletin"), id), "proof", "open")
	return s.done(c, href+"#"+components.FieldID("proof"), "flash.cleared", nil)
}

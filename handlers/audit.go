package handlers

import (
	"context"
	"encoding/csv"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"jianbao/internal/i18n"
	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views"
	"jianbao/views/components"
	"jianbao/views/layout"
)

// auditQuery reads what narrows the log from the address.
func auditQuery(c echo.Context) newsroom.AuditQuery {
	id := func(name string) int64 {
		n, _ := strconv.ParseInt(c.QueryParam(name), 10, 64)
		return n
	}
	return newsroom.AuditQuery{
		Issue: id("issue"), Person: id("person"), Action: c.QueryParam("action"), Kind: c.QueryParam("kind"), Object: c.QueryParam("object"),
		From: c.QueryParam("from"), To: c.QueryParam("to"), Before: id("before"),
	}
}

func (s *Server) audit(c echo.Context) error {
	ctx, slug, q := c.Request().Context(), c.Param("bulletin"), auditQuery(c)
	page, status := s.page(c, "nav.audit"), http.StatusOK
	p, err := s.news.Audit(ctx, s.actor(c), q)
	if models.CodeOf(err) == models.CodeInvalid && err != nil { // a day that does not exist: the whole log under what is wrong
		page.Problems, status = components.ProblemsOf(ctx, err), statusOf(err)
		p, err = s.news.Audit(ctx, s.actor(c), newsroom.AuditQuery{})
	}
	if err != nil {
		return err
	}
	vm := views.AuditVM{
		Slug: slug, Bare: p.Bare, Before: p.Before, Later: q.Before > 0, Head: p.Head.Hash, HeadSeq: p.Head.Seq, Entries: auditLines(ctx, slug, p.Entries, p.Pages),
		Query: views.AuditQuery{
			Issue: c.QueryParam("issue"), Person: c.QueryParam("person"), Action: q.Action, Kind: q.Kind, Object: q.Object, From: q.From, To: q.To,
		},
		Actions: auditActions(ctx), Kinds: auditKinds(ctx), Limit: newsroom.MaxAuditRows,
		Issues: []components.Option{{Label: i18n.T(ctx, "audit.all_issues")}}, People: []components.Option{{Label: i18n.T(ctx, "audit.all_people")}},
	}
	for _, i := range p.Issues {
		vm.Issues = append(vm.Issues, components.Option{Value: strconv.FormatInt(i.ID, 10), Label: i.Label()})
	}
	for _, u := range p.People {
		vm.People = append(vm.People, components.Option{Value: strconv.FormatInt(u.ID, 10), Label: u.Name})
	}
	if c.QueryParam("check") != "" {
		if vm.Check, err = s.checkAudit(c); err != nil {
			return err
		}
	}
	return s.render(c, status, views.AuditPage(page, vm))
}

// checkAudit walks the whole log, of all bulletins, and says in words whether it is sound.
func (s *Server) checkAudit(c echo.Context) (*views.AuditCheck, error) {
	ctx := c.Request().Context()
	r, err := s.news.CheckAudit(ctx, s.actor(c))
	if err != nil {
		return nil, err
	}
	out := &views.AuditCheck{At: s.now(), Entries: r.Entries, Head: r.Head}
	for _, f := range r.Faults[:min(len(r.Faults), maxFaults)] {
		out.Faults = append(out.Faults, i18n.T(ctx, "audit.fault."+string(f.Kind), i18n.D{"Seq": f.Seq}))
	}
	out.More = len(r.Faults) - len(out.Faults)
	return out, nil
}

// maxFaults are named one by one; behind them stands how many more there are.
const maxFaults = 20

// auditFile hands out the filtered log as a table, batch by batch.
func (s *Server) auditFile(c echo.Context) error {
	ctx, slug := c.Request().Context(), c.Param("bulletin")
	var w *csv.Writer
	more, err := s.news.ExportAudit(ctx, s.actor(c), auditQuery(c), func(entries []models.AuditEntry, pages newsroom.AuditPages) (err error) {
		if w == nil { // nothing is answered before the actor is known to be allowed
			if w, err = beginTable(c, i18n.T(ctx, "audit.file_name")); err != nil {
				return err
			}
			writeRow(w, i18n.T(ctx, "audit.col.seq"), i18n.T(ctx, "audit.col.at"), i18n.T(ctx, "audit.col.who"), i18n.T(ctx, "audit.col.role"), i18n.T(ctx, "audit.col.ip"),
				i18n.T(ctx, "audit.col.action"), i18n.T(ctx, "audit.col.details"), i18n.T(ctx, "audit.col.full_hash"))
		}
		for n, l := range auditLines(ctx, slug, entries, pages) {
			writeRow(w, strconv.FormatInt(l.Seq, 10), l.At.In(s.location).Format("2006-01-02 15:04:05"), l.Name(ctx), l.RoleName(ctx), l.IP,
				l.Sentence(), detailsLine(ctx, entries[n]), l.Hash)
		}
		w.Flush()
		return w.Error()
	})
	if err != nil || !more {
		return err
	}
	writeRow(w, i18n.T(ctx, "audit.cut", i18n.D{"Max": newsroom.MaxAuditRows}))
	w.Flush()
	return w.Error()
}

func detailsLine(ctx context.Context, e models.AuditEntry) string {
	var out []string
	for _, d := range e.Details {
		out = append(out, i18n.T(ctx, "audit.detail."+d.Name)+"："+detailText(ctx, d))
	}
	return strings.Join(out, "；")
}

func auditActions(ctx context.Context) []components.Option {
	out := []components.Option{{Label: i18n.T(ctx, "audit.all_actions")}}
	for _, a := range newsroom.AuditActions {
		out = append(out, components.Option{Value: a, Label: i18n.T(ctx, "audit."+a)})
	}
	return out
}

func auditKinds(ctx context.Context) []components.Option {
	out := []components.Option{{Label: i18n.T(ctx, "audit.all_kinds")}}
	for _, k := range newsroom.AuditKinds {
		out = append(out, components.Option{Value: k, Label: i18n.T(ctx, "audit.object."+k)})
	}
	return out
}

// auditLines puts entries into words. What names the object stands in the sentence and not among the details.
func auditLines(ctx context.Context, slug string, entries []models.AuditEntry, open newsroom.AuditPages) []views.AuditLine {
	out := make([]views.AuditLine, 0, len(entries))
	for _, e := range entries {
		line := views.AuditLine{
			Seq: e.Seq, At: e.At, Who: e.ActorName, Role: e.Role, Key: e.Action, Action: i18n.T(ctx, "audit."+e.Action), Object: auditObject(ctx, slug, e, open), IP: e.IP, Hash: e.Hash,
		}
		for _, d := range e.Details {
			if line.Object.Label != d.Value && line.Object.Label != quoted("", d.Value) {
				line.Details = append(line.Details, components.Definition{Term: i18n.T(ctx, "audit.detail."+d.Name), Text: detailText(ctx, d), Code: slices.Contains(hashDetails, d.Name)})
			}
		}
		out = append(out, line)
	}
	return out
}

// hashDetails are values of the log that are compared by eye.
var hashDetails = []string{"check_code", "hash", "edition_hash", "sha256"}

// detailWords say in words what the log keeps as a code.
var detailWords = map[models.AuditDetail]string{
	{Name: "way", Value: string(models.OnPaper)}:          "way.paper",
	{Name: "way", Value: string(models.ByTelephone)}:      "way.telephone",
	{Name: "verdict", Value: string(models.Approved)}:     "verdict.approved",
	{Name: "verdict", Value: string(models.ReturnedBack)}: "verdict.returned",
	{Name: "point", Value: "done"}:                        "returning.done",
	{Name: "point", Value: "open"}:                        "returning.open",
	{Name: "fate", Value: string(models.Received)}:        "material.fate.received",
	{Name: "fate", Value: string(models.HeldOver)}:        "material.fate.held_over",
	{Name: "fate", Value: string(models.Declined)}:        "material.fate.declined",
	{Name: "state", Value: string(models.ArticleReady)}:   "state.article_ready",
	{Name: "state", Value: string(models.ArticleDraft)}:   "audit.article_draft",
}

// switchWords are the values of settings that are on or off.
var switchWords = map[string]string{"true": "audit.on", "false": "audit.off"}

func detailText(ctx context.Context, d models.AuditDetail) string {
	if key, ok := detailWords[d]; ok {
		return i18n.T(ctx, key)
	}
	if key, ok := switchWords[d.Value]; ok {
		return i18n.T(ctx, key)
	}
	switch d.Name {
	case "role":
		return layout.RoleName(ctx, models.Role(d.Value))
	case "category":
		return views.CategoryName(ctx, models.ReturnCategory(d.Value))
	case "failure":
		return i18n.T(ctx, d.Value)
	}
	return d.Value
}

// naming are the details that name the object of an entry.
var naming = map[string]string{"article": "title", "section": "title", "user": "login", "bulletin": "name", "picture": "file", "import": "file", "preview": "for"}

// auditObject says what an entry is about, by its name where the reader may know it, and leads there where there is a page that
// the reader may open.
func auditObject(ctx context.Context, slug string, e models.AuditEntry, open newsroom.AuditPages) components.Link {
	kind, id, _ := strings.Cut(e.Object, ":")
	n, err := strconv.ParseInt(id, 10, 64)
	l := components.Link{Label: auditName(ctx, kind, e, open)}
	switch {
	case err != nil:
	case kind == "article" && open.Articles:
		l.Href = paths.To(paths.DeskArticle, slug, n)
	case kind == "material" && open.Articles: // whoever reads every article reads the register
		l.Href = paths.To(paths.Material, slug, n)
	case open.Issues[e.IssueID]:
		l.Href = paths.To(paths.DeskIssue, slug, e.IssueID)
	}
	return l
}

func auditName(ctx context.Context, kind string, e models.AuditEntry, open newsroom.AuditPages) string {
	label := open.Labels[e.IssueID]
	switch kind {
	case "issue", "edition", "decision":
		if label != "" {
			return label
		}
	default:
		for _, d := range e.Details {
			if d.Name == naming[kind] && d.Value != "" {
				return quoted(kind, d.Value)
			}
		}
	}
	return i18n.T(ctx, "audit.object."+kind)
}

// plainNames are the kinds whose names stand without 《》.
var plainNames = []string{"user", "preview"}

func quoted(kind, name string) string {
	if slices.Contains(plainNames, kind) {
		return name
	}
	return "《" + name + "》"
}

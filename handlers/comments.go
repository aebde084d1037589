package handlers

import (
	"context"
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
)

// showResolved is the value of `threads` that lists the resolved ones.
const showResolved = "resolved"

// discuss puts what people say of an article beside it.
func (s *Server) discuss(c echo.Context, vm *views.DeskArticleVM, p newsroom.ArticlePage) {
	ctx, d := c.Request().Context(), p.Discussion
	body := p.Revision.Text.Body
	out := views.DiscussionVM{
		Slug: p.Bulletin.Slug, Article: p.Article.ID, CanComment: d.CanComment, CanPropose: d.CanPropose, CanDecide: d.CanDecide, Count: len(d.Threads),
		Form: carriedWords(c), Blocks: blockOptions(ctx, body),
	}
	for _, t := range d.Threads {
		if t.MustFix {
			out.MustFix++
		}
	}
	for _, u := range d.Colleagues {
		out.Colleagues = append(out.Colleagues, components.Option{Value: strconv.FormatInt(u.ID, 10), Label: u.Name})
	}
	s.listThreads(c, &out, d, body)
	for _, one := range d.Proposals {
		out.Proposals = append(out.Proposals, proposalVM(ctx, p, one))
	}
	for _, one := range d.Decided[:min(len(d.Decided), newsroom.PageSize)] {
		out.Decided = append(out.Decided, proposalVM(ctx, p, one))
	}
	vm.Discussion = out
	if !out.Resolved {
		markPassages(vm, out)
	}
}

// carriedWords are the words that the address carries into the form of a comment.
func carriedWords(c echo.Context) views.CommentForm {
	quote := []rune(c.QueryParam("quote"))
	return views.CommentForm{Block: c.QueryParam("at"), Quote: string(quote[:min(len(quote), models.MaxQuote)]), At: c.QueryParam("from")}
}

// listThreads draws one page of the threads that the address asks for: the one with a comment that it names, or unresolved or
// resolved ones.
func (s *Server) listThreads(c echo.Context, vm *views.DiscussionVM, d newsroom.Discussion, body models.Body) {
	ctx := c.Request().Context()
	named, _ := strconv.ParseInt(c.QueryParam("comment"), 10, 64)
	has := func(t newsroom.Thread) bool { return named != 0 && t.ID == named }
	vm.Resolved = c.QueryParam("threads") == showResolved || slices.ContainsFunc(d.Resolved, has)
	list := d.Threads
	if vm.Resolved {
		list = d.Resolved
	}
	page := min(pageNumber(c), max(1, (len(list)+newsroom.PageSize-1)/newsroom.PageSize))
	if at := slices.IndexFunc(list, has); at >= 0 {
		page = at/newsroom.PageSize + 1
	}
	base, pairs := paths.To(paths.DeskArticle, vm.Slug, vm.Article), []string{"view", "read"}
	if len(d.Resolved) > 0 {
		resolved := paths.With(base, "view", "read", "threads", showResolved)
		vm.Tabs = components.TabsProps{Label: i18n.T(ctx, "comment.title"), Tabs: []components.Tab{
			{Label: i18n.T(ctx, "comment.unresolved"), Href: paths.With(base, "view", "read") + "#comments", Count: len(d.Threads), Current: !vm.Resolved},
			{Label: i18n.T(ctx, "comment.resolved"), Href: resolved + "#comments", Count: len(d.Resolved), Current: vm.Resolved},
		}}
	}
	if vm.Resolved {
		pairs = append(pairs, "threads", showResolved)
	}
	vm.Pages = paging(page, len(list), base, pairs...)
	numbers := blockNumbers(body)
	for i := (page - 1) * newsroom.PageSize; i < min(len(list), page*newsroom.PageSize); i++ {
		t := threadVM(ctx, list[i], i+1, numbers, vm.Resolved)
		if t.Gone && !vm.Resolved {
			vm.Gone = append(vm.Gone, t)
			continue
		}
		vm.Open = append(vm.Open, t)
	}
}

func threadVM(ctx context.Context, t newsroom.Thread, number int, numbers map[string]int, resolved bool) views.ThreadVM {
	out := views.ThreadVM{
		CommentVM: commentVM(t.CommentShown), Number: number, Quote: t.Quote, MustFix: t.MustFix, ResolvedBy: t.Resolver,
		Gone: t.Place.Whereabouts == models.PassageGone, Altered: t.Place.Whereabouts == models.PassageAltered, Range: [2]int{t.Place.From, t.Place.To}, Block: t.Place.Block,
	}
	if t.ResolvedAt != nil {
		out.ResolvedAt = *t.ResolvedAt
	}
	switch {
	case out.Gone:
		out.Place = views.LinkTitle{Title: i18n.T(ctx, "comment.place_gone")}
	case t.Block == "":
		out.Place = views.LinkTitle{Title: i18n.T(ctx, "comment.whole")}
	default:
		out.Place = views.LinkTitle{Title: i18n.T(ctx, "article.paragraph", i18n.D{"Number": numbers[t.Place.Block]}), Href: "#block-" + t.Place.Block}
		if t.Quote != "" && !resolved {
			out.Place.Href = "#passage-" + strconv.FormatInt(t.ID, 10)
		}
	}
	for _, a := range t.Answers {
		out.Answers = append(out.Answers, commentVM(a))
	}
	return out
}

func commentVM(c newsroom.CommentShown) views.CommentVM {
	return views.CommentVM{ID: c.ID, By: c.By, At: c.CreatedAt, Text: c.Text, Asked: c.Asked, TakeBack: c.TakeBack}
}

// markPassages marks in the text what the threads on the page are about.
func markPassages(vm *views.DeskArticleVM, d views.DiscussionVM) {
	for i := range vm.Blocks {
		b := &vm.Blocks[i]
		for _, t := range d.Open {
			switch {
			case t.Block == "" || t.Block != b.ID:
			case t.Quote == "":
				b.Signs = append(b.Signs, views.CommentSign{Comment: t.ID, Number: t.Number})
			default:
				b.Passages = append(b.Passages, views.PassageRange{Comment: t.ID, Sign: strconv.Itoa(t.Number), From: t.Range[0], To: t.Range[1]})
			}
		}
	}
}

func blockNumbers(b models.Body) map[string]int {
	out := make(map[string]int, len(b.Blocks))
	for i, bl := range b.Blocks {
		out[bl.ID] = i + 1
	}
	return out
}

// blockOptions are what a comment can be about: the whole article, or a block by how it begins.
func blockOptions(ctx context.Context, body models.Body) []components.Option {
	out := []components.Option{{Label: i18n.T(ctx, "comment.whole")}}
	for i, b := range body.Blocks {
		out = append(out, components.Option{Value: b.ID, Label: i18n.T(ctx, "article.paragraph", i18n.D{"Number": i + 1}) + " " + beginning(b.PlainText())})
	}
	return out
}

// beginning is how a text begins, on one line.
func beginning(text string) string {
	const most = 16
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) <= most {
		return string(runes)
	}
	return string(runes[:most]) + "……"
}

// commentForm is a comment or an answer as it is posted.
type commentForm struct {
	Op       string   `form:"op"`
	Block    string   `form:"block"`
	Quote    string   `form:"quote"`
	At       string   `form:"at"`
	Text     string   `form:"text"`
	MustFix  bool     `form:"must_fix"`
	Mentions []string `form:"mention"`
}

func (f commentForm) typed() views.CommentForm {
	return views.CommentForm{Block: f.Block, Quote: f.Quote, At: f.At, Text: f.Text, MustFix: f.MustFix, Mentions: f.Mentions}
}

// mentions are the users named; what is no number names nobody who may read the article.
func (f commentForm) mentions() []int64 {
	var out []int64
	for _, m := range f.Mentions {
		id, _ := strconv.ParseInt(m, 10, 64)
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// toComment leads to a thread in the reading view.
func toComment(slug string, article, comment int64) string {
	id := strconv.FormatInt(comment, 10)
	return paths.With(paths.To(paths.DeskArticle, slug, article), "view", "read", "comment", id) + "#comment-" + id
}

// addComment begins a thread.
func (s *Server) addComment(c echo.Context) error {
	var f commentForm
	id, err := param(c, "article")
	if err != nil {
		return err
	}
	if err := s.bind(c, &f); err != nil {
		return err
	}
	at, _ := strconv.Atoi(f.At) // only of use where it is a number
	comment, err := s.news.AddComment(c.Request().Context(), s.actor(c), id, newsroom.NewComment{
		Block: f.Block, Quote: strings.TrimSpace(strings.ReplaceAll(f.Quote, "\r\n", "\n")), At: at, Text: f.Text, MustFix: f.MustFix, Mentions: f.mentions(),
	})
	if err != nil {
		return s.redrawDiscussion(c, id, err, "", func(d *views.DiscussionVM) { d.Form = f.typed() })
	}
	return s.done(c, toComment(c.Param("bulletin"), id, comment), "flash.comment_added", nil)
}

// redrawDiscussion draws the reading view again with what was typed into one of its forms, and what is wrong with it. field is the name
// of the text there.
func (s *Server) redrawDiscussion(c echo.Context, article int64, err error, field string, typed func(*views.DiscussionVM)) error {
	if code := models.CodeOf(err); code != models.CodeInvalid && code != models.CodeConflict {
		return err
	}
	p, again := s.news.Article(c.Request().Context(), s.actor(c), article)
	if again != nil {
		return again
	}
	vm := s.articleVM(c, p)
	readOnly(c, &vm)
	typed(&vm.Discussion)
	page := s.page(c, "")
	page.Title, page.Writing = vm.Title, true
	page.Problems = components.ProblemsOf(c.Request().Context(), err)
	for i := range page.Problems {
		if field != "" && page.Problems[i].Field == "text" {
			page.Problems[i].Field = field
		}
	}
	return s.render(c, statusOf(err), views.DeskArticlePage(page, vm))
}

// readOnly makes an article's page its reading view.
func readOnly(c echo.Context, vm *views.DeskArticleVM) {
	if vm.Mode != views.Reading {
		vm.Mode, vm.Reading = views.Reading, i18n.T(c.Request().Context(), "draft.reading")
	}
}

// changeComment answers a thread, resolves or reopens it, or takes one's own last word back.
func (s *Server) changeComment(c echo.Context) error {
	var f commentForm
	article, err := param(c, "article")
	if err != nil {
		return err
	}
	id, err := param(c, "comment")
	if err != nil {
		return err
	}
	if err := s.bind(c, &f); err != nil {
		return err
	}
	ctx, a, href := c.Request().Context(), s.actor(c), toComment(c.Param("bulletin"), article, id)
	switch f.Op {
	case "resolve":
		err = s.news.ResolveComment(ctx, a, article, id, true)
		href = paths.With(paths.To(paths.DeskArticle, c.Param("bulletin"), article), "view", "read") + "#comments"
	case "reopen":
		err = s.news.ResolveComment(ctx, a, article, id, false)
	case "back":
		err = s.news.TakeCommentBack(ctx, a, article, id)
		href = paths.With(paths.To(paths.DeskArticle, c.Param("bulletin"), article), "view", "read") + "#comments"
	default:
		f.Op = "answer"
		if err := s.news.AnswerComment(ctx, a, article, id, f.Text, f.mentions()); err != nil {
			return s.redrawDiscussion(c, article, err, "answer-"+c.Param("comment"), func(d *views.DiscussionVM) { answering(d, id, f.typed()) })
		}
	}
	if err != nil {
		return err
	}
	return s.done(c, href, "flash.comment_"+f.Op, nil)
}

// answering opens the form of a thread with what was typed into it.
func answering(d *views.DiscussionVM, thread int64, typed views.CommentForm) {
	for _, list := range [][]views.ThreadVM{d.Open, d.Gone} {
		for i := range list {
			if list[i].ID == thread {
				list[i].Answer, list[i].Answering = typed, true
			}
		}
	}
}

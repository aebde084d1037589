package handlers

import (
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views"
)

// placeValue is a place of an issue as forms carry it: the article, or article:block.
func placeValue(article int64, block string) string {
	out := strconv.FormatInt(article, 10)
	if block != "" {
		out += ":" + block
	}
	return out
}

// readPlace is placeValue backwards. What is no place is article 0, which is in no issue.
func readPlace(value string) newsroom.PointNamed {
	article, block, _ := strings.Cut(value, ":")
	id, _ := strconv.ParseInt(article, 10, 64)
	return newsroom.PointNamed{Article: id, Block: block}
}

// returning is what a return names: the places that were ticked, and those that something was written about.
func (f eventForm) returning() newsroom.Returning {
	out := newsroom.Returning{Category: models.ReturnCategory(f.Category), Reason: f.Reason}
	for _, value := range f.places() {
		at := readPlace(value)
		at.Note = f.noteOf(value)
		out.Points = append(out.Points, at)
	}
	return out
}

func (f eventForm) places() []string {
	var out []string
	for i, value := range f.Places {
		if i < len(f.Notes) && strings.TrimSpace(f.Notes[i]) != "" {
			out = append(out, value)
		}
	}
	for _, value := range f.Named {
		if !slices.Contains(out, value) {
			out = append(out, value)
		}
	}
	return out
}

func (f eventForm) noteOf(value string) string {
	i := slices.Index(f.Places, value)
	if i < 0 || i >= len(f.Notes) {
		return ""
	}
	return f.Notes[i]
}

// returnForm offers every article and block of an issue to a return, as far as it was filled in.
func returnForm(content models.EditionContent, f eventForm) *views.ReturnForm {
	named := f.places()
	place := func(article int64, block, label string) views.ReturnPlace {
		value := placeValue(article, block)
		return views.ReturnPlace{Value: value, Label: label, Named: slices.Contains(named, value), Note: f.noteOf(value)}
	}
	out := &views.ReturnForm{Category: f.Category}
	for _, sec := range content.Sections {
		for _, art := range sec.Articles {
			line := place(art.ID, "", models.ArticleNumber(art.Number)+art.Text.Title)
			for _, b := range art.Text.Body.Blocks {
				block := place(art.ID, b.ID, blockLabel(b))
				line.Open = line.Open || block.Named
				line.Blocks = append(line.Blocks, block)
			}
			out.Articles = append(out.Articles, line)
		}
	}
	return out
}

// blockLabel is what a block says, or is called where it says nothing.
func blockLabel(b models.Block) string {
	if text := strings.Join(strings.Fields(b.PlainText()), " "); text != "" {
		return text
	}
	return "□"
}

// marked ticks what somebody marked for a return while reading, and what an address names.
func (s *Server) marked(c echo.Context, issue int64) (eventForm, error) {
	var f eventForm
	marks, err := s.news.Marks(c.Request().Context(), s.actor(c), issue)
	for _, m := range marks {
		if m.Verdict == models.MarkReturn {
			f.Named = append(f.Named, placeValue(m.ArticleID, m.BlockID))
		}
	}
	return f, err
}

// pointsOf is the checklist of an issue; nil when there is none.
func (s *Server) pointsOf(c echo.Context, issue int64, content []placed) (*views.PointList, error) {
	list, err := s.news.Points(c.Request().Context(), s.actor(c), issue)
	if err != nil || len(list.Points) == 0 {
		return nil, err
	}
	return pointList(c.Param("bulletin"), issue, list, content), nil
}

// placed is where an article stands now, and where a link to it leads.
type placed struct {
	id    int64
	title string // with its number
	href  string
	block func(id string) string // where a link to one of its blocks leads; nil: the page draws the issue, and blocks have no address
}

func pointList(slug string, issue int64, l newsroom.PointList, content []placed) *views.PointList {
	out := &views.PointList{CanAnswer: l.CanAnswer, Total: len(l.Points), Open: l.Open()}
	var last int64
	for _, p := range slices.Backward(l.Points) { // the newest return first, each in its order
		if p.DecisionID != last {
			last = p.DecisionID
			out.Returns = append(out.Returns, views.ReturnNote{Who: p.By, Step: p.Step, At: p.Asked.CreatedAt, Category: p.Asked.Category, Reason: p.Asked.Opinion, Recorder: p.Recorder})
		}
		r := &out.Returns[len(out.Returns)-1]
		r.Points = slices.Insert(r.Points, 0, point(slug, issue, p, content))
	}
	return out
}

func point(slug string, issue int64, p newsroom.PointShown, content []placed) views.Point {
	out := views.Point{
		ID: p.ID, Whole: p.ArticleID == nil, Quote: p.Quote, Note: p.Note, Done: !p.Open(), By: p.Doer, Answer: p.Answer, Action: paths.To(paths.IssuePoint, slug, issue, p.ID),
		Place: views.LinkTitle{Title: p.Title},
	}
	if p.DoneAt != nil {
		out.At = *p.DoneAt
	}
	for _, art := range content {
		if p.ArticleID == nil || art.id != *p.ArticleID {
			continue
		}
		out.Place = views.LinkTitle{Title: art.title, Href: art.href}
		if p.BlockID == "" {
			continue
		}
		if art.block == nil { // the sheet draws it
			out.Block = p.BlockID
		} else {
			out.Place.Href = art.block(p.BlockID)
		}
	}
	return out
}

// placesOnDesk lead to the pages on which articles are written.
func placesOnDesk(p newsroom.Contents) []placed {
	var out []placed
	for _, sec := range p.Sections {
		for _, art := range sec.Articles {
			out = append(out, placeOnDesk(p.Bulletin.Slug, art.ID, art.Number, art.Title))
		}
	}
	return out
}

// placesOnDeskOf is placesOnDesk of an issue as it is drawn.
func placesOnDeskOf(p newsroom.ReviewPage) []placed {
	var out []placed
	for _, sec := range p.Content.Sections {
		for _, art := range sec.Articles {
			out = append(out, placeOnDesk(p.Bulletin.Slug, art.ID, art.Number, art.Text.Title))
		}
	}
	return out
}

func placeOnDesk(slug string, article int64, number int, title string) placed {
	href := paths.To(paths.DeskArticle, slug, article)
	return placed{id: article, title: models.ArticleNumber(number) + title, href: href, block: func(id string) string { return href + "#block-" + id }}
}

// placesInSheet lead to where articles stand in the issue as it is drawn on the reviewer's page.
func placesInSheet(p newsroom.ReviewPage) []placed {
	var out []placed
	for _, sec := range p.Content.Sections {
		for _, art := range sec.Articles {
			href := "#article-" + strconv.FormatInt(art.ID, 10)
			out = append(out, placed{id: art.ID, title: models.ArticleNumber(art.Number) + art.Text.Title, href: href})
		}
	}
	return out
}

// pointsIn is what returns asked for in one article, for whoever writes it; nil when there is nothing.
func (s *Server) pointsIn(c echo.Context, p newsroom.ArticlePage) (*views.PointList, error) {
	if p.Issue == nil || p.Issue.Workflow != models.Returned && p.Issue.Workflow != models.Drafting {
		return nil, nil //nolint:nilnil // having none is no error
	}
	list, err := s.news.Points(c.Request().Context(), s.actor(c), p.Issue.ID)
	list.Points = slices.DeleteFunc(list.Points, func(at newsroom.PointShown) bool { return at.ArticleID == nil || *at.ArticleID != p.Article.ID })
	if err != nil || len(list.Points) == 0 {
		return nil, err
	}
	here := placed{id: p.Article.ID, title: models.ArticleNumber(p.Number) + p.Article.Title, block: func(id string) string { return "#block-" + id }}
	out := pointList(p.Bulletin.Slug, p.Issue.ID, list, []placed{here})
	out.On = strconv.FormatInt(p.Article.ID, 10)
	return out, nil
}

// answerPoint ticks a point of a return, or opens it again.
func (s *Server) answerPoint(c echo.Context) error {
	var f struct {
		Done   string `form:"done"`
		Answer string `form:"answer"`
		On     string `form:"on"`
	}
	issue, err := param(c, "issue")
	if err != nil {
		return err
	}
	id, err := param(c, "point")
	if err != nil {
		return err
	}
	if err := s.bind(c, &f); err != nil {
		return err
	}
	if err := s.news.AnswerPoint(c.Request().Context(), s.actor(c), issue, id, newsroom.Answering{Done: f.Done != "", Answer: f.Answer}); err != nil {
		return err
	}
	back := paths.To(paths.DeskIssue, c.Param("bulletin"), issue)
	if article, err := strconv.ParseInt(f.On, 10, 64); err == nil {
		back = paths.To(paths.DeskArticle, c.Param("bulletin"), article)
	}
	key := "flash.point_open"
	if f.Done != "" {
		key = "flash.point_done"
	}
	return s.done(c, back+"#point-"+strconv.FormatInt(id, 10), key, nil)
}

package handlers

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"jianbao/internal/i18n"
	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views"
	"jianbao/views/components"
	"jianbao/views/layout"
)

func (s *Server) pictures(c echo.Context) error {
	return s.drawPictures(c, http.StatusOK, c.QueryParam("deleted") != "", nil)
}

// drawPictures draws the library, and above it why something was refused.
func (s *Server) drawPictures(c echo.Context, status int, deleted bool, problem error) error {
	ctx, a, slug := c.Request().Context(), s.actor(c), c.Param("bulletin")
	list, err := s.news.Pictures(ctx, a, deleted, pageNumber(c))
	if err != nil {
		return err
	}
	page := s.page(c, "picture.title")
	vm := views.PicturesVM{Slug: slug, Now: s.now(), CanEdit: mayEdit(a), Deleted: deleted, Limit: newsroom.MaxPicture >> 20}
	vm.Paging = paging(pageNumber(c), list.Total, paths.To(paths.Pictures, slug), "deleted", c.QueryParam("deleted"))
	for _, p := range list.Pictures {
		vm.Cards = append(vm.Cards, views.PictureCard{StoredPicture: p, By: list.Names[p.UserID], Uses: s.pictureUses(c, list.Uses[p.SHA256])})
	}
	if e, ok := errors.AsType[*newsroom.PictureInUse](problem); ok {
		vm.Kept, vm.KeptFor = e.Name, s.pictureUses(c, e.Uses)
	} else if problem != nil {
		page.Problems = components.ProblemsOf(ctx, problem)
	}
	return s.render(c, status, views.PicturesPage(page, vm))
}

// pictureUses are the places where a picture stands, each leading there.
func (s *Server) pictureUses(c echo.Context, uses []models.PictureUse) []views.LinkTitle {
	ctx, slug := c.Request().Context(), c.Param("bulletin")
	var out []views.LinkTitle
	for _, u := range uses {
		data := i18n.D{"Title": u.Title, "Issue": u.Issue(), "Edition": u.Edition, "Writer": u.Writer}
		l := views.LinkTitle{Href: paths.To(paths.DeskArticle, slug, u.ArticleID)}
		switch {
		case u.ArticleID == 0 && u.Edition == 0: // only administrators come to where it is set
			l.Title, l.Href = i18n.T(ctx, "picture.use_name"), ""
		case u.ArticleID == 0:
			l.Title, l.Href = i18n.T(ctx, "picture.use_name_edition", i18n.D{"Issue": u.Issue(), "Edition": u.Edition}), paths.To(paths.DeskIssue, slug, u.IssueID)
		case u.Edition > 0:
			l.Title, l.Href = i18n.T(ctx, "picture.use_edition", data), paths.To(paths.DeskIssue, slug, u.IssueID)
		case u.Side > 0:
			l.Title, l.Href = i18n.T(ctx, "picture.use_side", data), paths.To(paths.ArticleMerge, slug, u.ArticleID, u.Side)
		case u.Writer != "":
			l.Title = i18n.T(ctx, "picture.use_draft", data)
		case u.Deleted:
			l.Title = i18n.T(ctx, "picture.use_bin", i18n.D{"Title": u.Title})
		case u.IssueID == 0:
			l.Title = i18n.T(ctx, "picture.use_pool", i18n.D{"Title": u.Title})
		default:
			l.Title = i18n.T(ctx, "picture.use_issue", i18n.D{"Title": u.Title, "Issue": u.Issue()})
		}
		out = append(out, l)
	}
	return out
}

// pictureAdded is the answer to a script that brought a picture in.
type pictureAdded struct {
	SHA256 string `json:"sha256"`
	Width  int    `json:"width"`
	Height int    `json:"height"`
	URL    string `json:"url"`
}

// addPicture takes a picture into the library, from its page or from a script.
func (s *Server) addPicture(c echo.Context) error {
	var f struct {
		File string `form:"file"` // the file itself comes beside the fields
	}
	if err := s.bind(c, &f); err != nil {
		return err
	}
	data, name, err := upload(c, "file", newsroom.MaxPicture)
	if err != nil {
		return err
	}
	p, err := s.news.AddPicture(c.Request().Context(), s.actor(c), name, data)
	slug := c.Param("bulletin")
	switch code := models.CodeOf(err); {
	case err != nil && !wantsJSON(c) && (code == models.CodeInvalid || code == models.CodeUnsupported || code == models.CodeTooLarge):
		return s.drawPictures(c, statusOf(err), false, err)
	case err != nil:
		return err
	case wantsJSON(c):
		return c.JSON(http.StatusCreated, pictureAdded{SHA256: p.SHA256, Width: p.Width, Height: p.Height, URL: paths.To(paths.DeskPicture, slug, p.SHA256)})
	}
	return s.done(c, paths.To(paths.Pictures, slug), "flash.picture_added", models.Args{"Name": p.Name})
}

func (s *Server) deletePicture(c echo.Context) error {
	slug, hash := c.Param("bulletin"), c.Param("sha256")
	p, err := s.news.DeletePicture(c.Request().Context(), s.actor(c), hash)
	if _, used := errors.AsType[*newsroom.PictureInUse](err); used {
		return s.drawPictures(c, statusOf(err), false, err)
	}
	if err != nil {
		return err
	}
	return s.undoable(c, paths.To(paths.Pictures, slug), "flash.picture_deleted", models.Args{"Name": p.Name}, layout.Undo{Action: paths.To(paths.PictureRestore, slug, hash)})
}

func (s *Server) restorePicture(c echo.Context) error {
	p, err := s.news.RestorePicture(c.Request().Context(), s.actor(c), c.Param("sha256"))
	if err != nil {
		return err
	}
	return s.done(c, paths.To(paths.Pictures, c.Param("bulletin")), "flash.picture_restored", models.Args{"Name": p.Name})
}

// onScreen reports whether a picture is asked for in its form for screens; there are these two forms and no others.
func onScreen(c echo.Context) bool { return c.QueryParam("size") == "screen" }

func (s *Server) deskPicture(c echo.Context) error {
	p, err := s.news.Picture(c.Request().Context(), s.actor(c), c.Param("sha256"), onScreen(c))
	if err != nil {
		return err
	}
	return givePicture(c, p, false)
}

// issuePicture gives a picture of a published issue to whoever may read the issue.
func (s *Server) issuePicture(c echo.Context) error {
	b, err := s.readerBulletin(c)
	if err != nil {
		return err
	}
	issue, err := param(c, "issue")
	if err != nil {
		return err
	}
	p, err := s.news.EditionPicture(c.Request().Context(), s.actor(c), b, issue, c.Param("sha256"), onScreen(c))
	if err != nil {
		return err
	}
	return givePicture(c, p, p.ForAll)
}

// givePicture answers with a picture and nothing that could run. One that is for all may be kept by a browser, which asks each time
// whether it may still show it.
func givePicture(c echo.Context, p newsroom.PictureShown, forAll bool) error {
	h := c.Response().Header()
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set(echo.HeaderContentDisposition, "inline")
	if forAll && unchanged(c, p.SHA256) {
		return c.NoContent(http.StatusNotModified)
	}
	return c.Blob(http.StatusOK, p.ContentType, p.Data)
}

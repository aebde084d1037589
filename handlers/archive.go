package handlers

import (
	"cmp"
	"io"
	"mime/multipart"
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
)

func (s *Server) archiveQueue(c echo.Context) error { return s.drawArchiveQueue(c, http.StatusOK, nil) }

func (s *Server) drawArchiveQueue(c echo.Context, status int, problem error) error {
	ctx, slug, page := c.Request().Context(), c.Param("bulletin"), pageNumber(c)
	state := models.ArchiveState(c.QueryParam("state"))
	if state == "" {
		state = models.ArchiveToMap
	}
	if !slices.Contains(models.ArchiveStates, state) {
		return models.NotFound()
	}
	q, err := s.news.ArchiveQueue(ctx, s.actor(c), state, page)
	if err != nil {
		return err
	}
	vm := views.ArchiveQueueVM{
		Slug: slug, Now: s.now(), State: state, Counts: q.Counts, MaxFiles: newsroom.MaxArchiveFiles, MaxSize: newsroom.MaxImport >> 20,
		Paging: paging(page, q.Counts[state], paths.To(paths.ArchiveIntake, slug), "state", string(state)),
	}
	if q.First != (models.FirstHere{}) {
		vm.First = q.First.Label(models.Regular)
	}
	for _, row := range q.Rows {
		vm.Rows = append(vm.Rows, archiveRow(slug, row))
	}
	for _, r := range q.Refusals {
		vm.Unread = append(vm.Unread, views.ArchiveUnread{
			Name: r.Name, Why: i18n.T(ctx, r.Key, i18n.D(r.Args)), At: r.CreatedAt, Forget: paths.To(paths.ArchiveForget, slug, r.ID),
		})
	}
	p := s.page(c, "archive.title")
	if problem != nil {
		p.Problems = components.ProblemsOf(ctx, problem)
	}
	return s.render(c, status, views.ArchiveQueuePage(p, vm))
}

func archiveRow(slug string, row newsroom.ArchiveRow) views.ArchiveRow {
	out := views.ArchiveRow{
		File: row.File, By: row.By, At: row.CreatedAt, Label: row.Outline.Label, Date: row.Outline.Date, Articles: row.Outline.Articles, Doubts: row.Outline.Doubts,
		Href: paths.To(paths.Import, slug, row.ID),
	}
	if row.Issue != nil {
		out.Label, out.Date, out.Doubts = row.Issue.Label(), row.Issue.Date, 0
		out.Href = paths.To(paths.DeskIssue, slug, row.Issue.ID)
	}
	return out
}

// intakeArchive puts files into the queue of archive issues. Files that could not be read stand in a list of their own.
func (s *Server) intakeArchive(c echo.Context) error {
	var f struct {
		File   string `form:"file"` // the files themselves come beside the fields
		Folder string `form:"folder"`
	}
	if err := s.bind(c, &f); err != nil {
		return err
	}
	ctx, a, slug := c.Request().Context(), s.actor(c), c.Param("bulletin")
	if err := s.news.MayIntakeArchive(ctx, a); err != nil {
		return err
	}
	files, err := archiveFiles(c.Request().MultipartForm)
	if err != nil {
		return s.drawArchiveQueue(c, statusOf(err), err)
	}
	done, err := s.news.IntakeArchive(ctx, a, files)
	if err != nil {
		return err
	}
	key, state := "flash.archive_kept", ""
	switch {
	case done.Unread > 0 && done.Known > 0:
		key = "flash.archive_some"
	case done.Unread > 0:
		key = "flash.archive_some_unread"
	case done.Known > 0:
		key = "flash.archive_some_known"
	}
	if done.Kept == 0 && done.Unread > 0 {
		state = string(models.ArchiveUnread)
	}
	return s.done(c, paths.With(paths.To(paths.ArchiveIntake, slug), "state", state), key, models.Args{"Count": done.Kept, "Known": done.Known, "Unread": done.Unread})
}

// archiveFiles are the files of the form, those apart that a system keeps in its folders for itself.
func archiveFiles(form *multipart.Form) ([]newsroom.ArchiveFile, error) {
	var out []newsroom.ArchiveFile
	if form != nil {
		for _, h := range slices.Concat(form.File["file"], form.File["folder"]) {
			if !strings.HasPrefix(h.Filename, ".") && !strings.HasPrefix(h.Filename, "~$") && !strings.EqualFold(h.Filename, "thumbs.db") {
				out = append(out, newsroom.ArchiveFile{Name: h.Filename, Read: func() ([]byte, error) { return readPart(h, newsroom.MaxImport) }})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b newsroom.ArchiveFile) int { // shorter names first, so that 第9期 comes before 第10期
		return cmp.Or(cmp.Compare(len(a.Name), len(b.Name)), cmp.Compare(a.Name, b.Name))
	})
	var p models.Problems
	switch {
	case len(out) == 0:
		p.Add("file", "archive.no_file")
	case len(out) > newsroom.MaxArchiveFiles:
		p.Add("file", "archive.too_many_files", models.Args{"Max": newsroom.MaxArchiveFiles})
	}
	return out, p.Err()
}

// readPart reads a file of a form up to one byte more than limit, by which it is seen to be too large.
func readPart(h *multipart.FileHeader, limit int64) ([]byte, error) {
	file, err := h.Open()
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	return io.ReadAll(io.LimitReader(file, limit+1))
}

func (s *Server) forgetUnread(c echo.Context) error {
	id, err := param(c, "file")
	if err != nil {
		return err
	}
	if err := s.news.ForgetUnread(c.Request().Context(), s.actor(c), id); err != nil {
		return err
	}
	return s.done(c, paths.With(paths.To(paths.ArchiveIntake, c.Param("bulletin")), "state", string(models.ArchiveUnread)), "flash.archive_forgotten", nil)
}

// nextToMap leads from a confirmed mapping to the next one of the queue, and after the last one to the queue.
func (s *Server) nextToMap(c echo.Context, after int64, issue models.Issue) error {
	slug, args := c.Param("bulletin"), models.Args{"Label": issue.Label()}
	next, err := s.news.NextToMap(c.Request().Context(), s.actor(c), after)
	if err != nil {
		return err
	}
	if next == 0 {
		return s.done(c, paths.With(paths.To(paths.ArchiveIntake, slug), "state", string(models.ArchiveToAdmit)), "flash.archive_mapped_all", args)
	}
	return s.done(c, paths.To(paths.Import, slug, next), "flash.archive_mapped", args)
}

// archiveForm is what a signer confirms.
type archiveForm struct {
	Issues   []string `form:"issue"` // id:hash of each that is chosen
	Password string   `form:"password"`
}

func (f archiveForm) choices() (out []newsroom.ArchiveChoice) {
	for _, value := range f.Issues {
		id, hash, _ := strings.Cut(value, ":")
		issue, _ := strconv.ParseInt(id, 10, 64) // 0 is no issue
		out = append(out, newsroom.ArchiveChoice{Issue: issue, Hash: hash})
	}
	return out
}

func (s *Server) archiveBatch(c echo.Context) error { return s.drawArchiveBatch(c, nil, nil) }

// drawArchiveBatch draws what waits for a signer; chosen are the values that were ticked, and nil ticks all.
func (s *Server) drawArchiveBatch(c echo.Context, chosen []string, problem error) error {
	ctx := c.Request().Context()
	b, err := s.news.ArchiveBatch(ctx, s.actor(c))
	if err != nil {
		return err
	}
	vm := views.ArchiveBatchVM{Slug: b.Bulletin.Slug, Name: b.Bulletin.Name, Total: b.Total}
	for _, i := range b.Issues {
		row := views.ArchiveChoice{
			Value: strconv.FormatInt(i.ID, 10) + ":" + i.Hash, Label: i.Label(), Date: i.Date, Articles: i.Articles, Access: i.Access, Code: models.CheckCode(i.Hash),
			Href: paths.To(paths.IssuePreview, b.Bulletin.Slug, i.ID),
		}
		if i.Problem != nil {
			row.Problem = components.ProblemsOf(ctx, i.Problem)[0].Text
		}
		row.Checked = row.Problem == "" && (problem == nil || slices.Contains(chosen, row.Value))
		vm.Rows = append(vm.Rows, row)
	}
	page, status := s.page(c, "archive.batch"), http.StatusOK
	if problem != nil {
		page.Problems, status = components.ProblemsOf(ctx, problem), statusOf(problem)
	}
	return s.render(c, status, views.ArchiveBatchPage(page, vm))
}

// admitArchive makes archive editions. Those that were refused stay in the list, which says why.
func (s *Server) admitArchive(c echo.Context) error {
	var f archiveForm
	if err := s.bind(c, &f); err != nil {
		return err
	}
	done, err := s.news.AdmitArchive(c.Request().Context(), s.actor(c), f.choices(), f.Password)
	switch {
	case models.CodeOf(err) == models.CodeInvalid && err != nil:
		return s.drawArchiveBatch(c, f.Issues, err)
	case err != nil:
		return err
	}
	key := "flash.archive_admitted"
	if len(done.Refused) > 0 {
		key = "flash.archive_admitted_some"
	}
	return s.done(c, paths.To(paths.ArchiveBatch, c.Param("bulletin")), key, models.Args{"Count": done.Admitted, "Refused": len(done.Refused)})
}

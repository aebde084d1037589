package handlers

import (
	"context"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views"
)

// ownMail is the part of the account page about mail; nil when the system sends none.
func (s *Server) ownMail(c echo.Context, typed *views.MailVM) *views.MailVM {
	if !s.news.SendsMail() {
		return nil
	}
	if typed != nil {
		return typed
	}
	u := visitOf(c).session.User
	return &views.MailVM{Email: u.Email, MailSettings: u.Mail}
}

func (s *Server) saveMail(c echo.Context) error {
	var f struct {
		Email  string   `form:"email"`
		When   string   `form:"when"`
		Hour   int      `form:"hour"`
		Topics []string `form:"topics"`
	}
	if err := s.bind(c, &f); err != nil {
		return err
	}
	in := models.MailSettings{When: models.MailTime(f.When), Hour: f.Hour}
	for _, t := range models.NoticeTopics {
		if !slices.Contains(f.Topics, string(t)) {
			in.Off = append(in.Off, t)
		}
	}
	err := s.news.SetMail(c.Request().Context(), s.actor(c), f.Email, in)
	if models.CodeOf(err) == models.CodeInvalid {
		return s.drawAccount(c, statusOf(err), &views.MailVM{Email: f.Email, MailSettings: in}, err)
	}
	if err != nil {
		return err
	}
	return s.done(c, paths.Account, "flash.mail_saved", nil)
}

// mailRoom shows how mail stands: where it goes, what waits, what was given up.
func (s *Server) mailRoom(c echo.Context) error {
	m, err := s.news.MailPage(c.Request().Context(), s.actor(c))
	if err != nil {
		return err
	}
	vm := views.MailRoomVM{Now: s.now(), Server: m.Server, From: m.From, Waiting: m.Waiting, GivenUp: m.GivenUp}
	for _, f := range m.Failures {
		row := views.MailFailure{Name: f.Name, Email: f.Email, Digest: f.Kind == models.MailDigest, Tries: f.Tries, Error: f.LastError, At: f.CreatedAt, Next: f.NotBefore}
		if f.UserID != 0 {
			row.Href = paths.To(paths.User, f.UserID)
		}
		if f.DoneAt != nil {
			row.GivenUp, row.Retry, row.Forget = *f.DoneAt, paths.To(paths.MailRetry, f.ID), paths.To(paths.MailForget, f.ID)
		}
		vm.Failures = append(vm.Failures, row)
	}
	return s.render(c, http.StatusOK, views.MailRoomPage(s.page(c, "nav.mail"), vm))
}

// changeMail does something to a mail that was given up.
func (s *Server) changeMail(change func(n *newsroom.Newsroom, ctx context.Context, a models.Actor, id int64) error, flash string) echo.HandlerFunc {
	return func(c echo.Context) error {
		id, err := param(c, "mail")
		if err != nil {
			return err
		}
		if err := change(s.news, c.Request().Context(), s.actor(c), id); err != nil {
			return err
		}
		return s.done(c, paths.MailRoom, flash, nil)
	}
}

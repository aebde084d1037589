package views

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"jianbao/internal/i18n"
	"jianbao/models"
	"jianbao/views/components"
)

// MailVM is where, when and about what somebody gets mail. Its form posts email, when, hour and topics to paths.AccountMail.
type MailVM struct {
	Email string
	models.MailSettings
}

func (vm MailVM) times(ctx context.Context) (out []components.Option) {
	for _, t := range models.MailTimes {
		out = append(out, components.Option{Value: string(t), Label: i18n.T(ctx, "mail.when."+string(t))})
	}
	return out
}

func (vm MailVM) hours() (out []components.Option) {
	for h := range 24 {
		out = append(out, components.Option{Value: strconv.Itoa(h), Label: fmt.Sprintf("%d:00", h)})
	}
	return out
}

func (vm MailVM) hour() string { return strconv.Itoa(vm.Hour) }

func (vm MailVM) topics(ctx context.Context) (out []components.Option) {
	for _, t := range models.NoticeTopics {
		out = append(out, components.Option{Value: string(t), Label: i18n.T(ctx, "mail.topic."+string(t))})
	}
	return out
}

// on are the topics about which there is mail.
func (vm MailVM) on() (out []string) {
	for _, t := range models.NoticeTopics {
		if !slices.Contains(vm.Off, t) {
			out = append(out, string(t))
		}
	}
	return out
}

// MailRoomVM is how mail stands, for administrators.
type MailRoomVM struct {
	Now      time.Time
	Server   string // empty: none is set up
	From     string
	Waiting  int
	GivenUp  int
	Failures []MailFailure
}

// MailFailure is a mail that could not be sent.
type MailFailure struct {
	Name    string // empty: no longer known
	Href    string
	Email   string
	Digest  bool
	Tries   int
	Error   string // as the mail server said it
	At      time.Time
	Next    time.Time // of the next try
	GivenUp time.Time // zero: it will be tried again
	Retry   string
	Forget  string
}

func (vm MailRoomVM) facts(ctx context.Context) components.DefinitionsProps {
	return components.DefinitionsProps{Items: []components.Definition{
		{Term: i18n.T(ctx, "mail.server"), Text: vm.Server, Code: true},
		{Term: i18n.T(ctx, "mail.from"), Text: vm.From, Code: true},
		{Term: i18n.T(ctx, "mail.waiting"), Text: i18n.T(ctx, "mail.count", i18n.D{"Count": vm.Waiting})},
		{Term: i18n.T(ctx, "mail.given_up"), Text: i18n.T(ctx, "mail.count", i18n.D{"Count": vm.GivenUp})},
	}}
}

func (f MailFailure) title(ctx context.Context) string {
	if f.Name == "" {
		return i18n.T(ctx, "mail.nobody")
	}
	return f.Name + " · " + f.Email
}

func (f MailFailure) kind(ctx context.Context) string {
	if f.Digest {
		return i18n.T(ctx, "mail.kind_digest")
	}
	return i18n.T(ctx, "mail.kind_notice")
}

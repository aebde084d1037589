// Package emails is what mails look like: the same in plain text and as HTML, without pictures, styles or anything else to be fetched.
// A mail says what happened and where; it never says a word of an article that is not published.
package emails

import (
	"context"
	"fmt"
	"strings"
	"time"

	"jianbao/internal/i18n"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views"
)

// Writer puts mails into words.
type Writer struct {
	Base     string // address of the site, without a slash at its end
	Location *time.Location
}

// Notices is a mail about notices.
func (w Writer) Notices(ctx context.Context, in models.NoticeMail) (models.Mail, error) {
	ctx = i18n.WithLocation(ctx, w.Location)
	vm := w.noticeMail(ctx, in)
	var html strings.Builder
	if err := noticeHTML(vm).Render(ctx, &html); err != nil {
		return models.Mail{}, fmt.Errorf("draw a mail: %w", err)
	}
	return models.Mail{ID: in.ID, To: in.To.Email, ToName: in.To.Name, Subject: vm.Subject, Text: vm.text(), HTML: html.String()}, nil
}

// Test is the mail that shows whether mail works at all.
func (w Writer) Test(ctx context.Context, id, to string) (models.Mail, error) {
	vm := noticeVM{Subject: i18n.T(ctx, "mail.test"), Lead: i18n.T(ctx, "mail.test_text"), Why: i18n.T(ctx, "desk.unclassified")}
	var html strings.Builder
	if err := noticeHTML(vm).Render(ctx, &html); err != nil {
		return models.Mail{}, fmt.Errorf("draw a mail: %w", err)
	}
	return models.Mail{ID: id, To: to, Subject: vm.Subject, Text: vm.text(), HTML: html.String()}, nil
}

// noticeVM is a mail as both of its forms need it.
type noticeVM struct {
	Subject string
	Lead    string
	Parts   []partVM
	More    string
	Why     string // why one gets it, and where it is switched off
	Account string // address of that page; empty: none
}

type partVM struct {
	Title string // name of the bulletin; empty where there is only one
	Lines []lineVM
}

type lineVM struct{ Text, When, Href string }

func (w Writer) noticeMail(ctx context.Context, in models.NoticeMail) noticeVM {
	vm := noticeVM{
		Lead: i18n.T(ctx, "mail.lead", i18n.D{"Name": in.To.Name}), Why: i18n.T(ctx, "mail.why"), Account: w.Base + paths.Account,
	}
	count := in.More
	for _, p := range in.Parts {
		part := partVM{Title: p.Name}
		for _, l := range p.Lines {
			part.Lines = append(part.Lines, lineVM{Text: views.NoticeText(ctx, l), When: i18n.DateTime(ctx, l.At), Href: w.Base + paths.To(paths.Notice, p.Slug, l.ID)})
		}
		count += len(p.Lines)
		vm.Parts = append(vm.Parts, part)
	}
	switch {
	case in.Digest:
		vm.Subject = i18n.T(ctx, "mail.digest_subject", i18n.D{"Count": count})
	case in.Parts[0].Lines[0].Issue == "": // else it names the bulletin itself
		vm.Subject = in.Parts[0].Name + "：" + vm.Parts[0].Lines[0].Text
	default:
		vm.Subject = vm.Parts[0].Lines[0].Text
	}
	if in.More > 0 {
		vm.More = i18n.T(ctx, "mail.more", i18n.D{"Count": in.More})
	}
	if len(vm.Parts) == 1 {
		vm.Parts[0].Title = ""
	}
	return vm
}

// text is the mail in plain text.
func (vm noticeVM) text() string {
	var b strings.Builder
	line := func(parts ...string) { _, _ = b.WriteString(strings.Join(parts, "") + "\n") }
	line(vm.Lead)
	for _, p := range vm.Parts {
		line()
		if p.Title != "" {
			line("【", p.Title, "】")
		}
		for _, l := range p.Lines {
			line(l.Text, "（", l.When, "）")
			line(l.Href)
		}
	}
	if vm.More != "" {
		line()
		line(vm.More)
	}
	line()
	line("-- ")
	line(vm.Why)
	if vm.Account != "" {
		line(vm.Account)
	}
	return b.String()
}

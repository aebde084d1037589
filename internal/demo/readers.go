package demo

import (
	"context"
	"time"

	"jianbao/internal/newsroom"
	"jianbao/models"
)

// How often the pages of an issue are opened on its first day; on its nth day it is the nth part of that.
const (
	issueReaders   = 60
	articleReaders = 36 // of the first article; each further one has three fewer
	sectionReaders = 8
)

// read has people read the published issues, from the day on which each came out until the story ends, fewer at weekends.
func (o *office) read(ctx context.Context) error {
	visitor := models.Actor{Role: models.Visitor}
	b, err := o.BulletinBySlug(ctx, Slug)
	if err != nil {
		return err
	}
	archive, err := o.ReadArchive(ctx, visitor, b, "")
	if err != nil {
		return err
	}
	end := o.clock.Now()
	for _, i := range archive.Issues {
		p, err := o.ReadIssue(ctx, visitor, b, i.IssueID)
		if err != nil {
			return err
		}
		for n, day := 1, p.Edition.PublishedAt; day.Before(end); n, day = n+1, day.AddDate(0, 0, 1) {
			o.clock.set(day)
			o.readOn(p, day.In(o.location).Weekday(), n)
		}
	}
	o.clock.set(end)
	return o.WriteFigures(ctx)
}

// readOn opens the pages of an issue on its nth day.
func (o *office) readOn(p newsroom.EditionPage, day time.Weekday, n int) {
	if day == time.Saturday || day == time.Sunday {
		n *= 3
	}
	open := func(of models.FigureOf, times int) {
		of.BulletinID = p.Bulletin.ID
		for range times {
			o.CountView(of)
		}
	}
	open(models.FigureOf{Kind: models.IssueFigure, SubjectID: p.Edition.IssueID}, issueReaders/n)
	for _, s := range p.Edition.Content.Sections {
		open(models.FigureOf{Kind: models.SectionFigure, Section: s.Title}, sectionReaders/n)
		for _, a := range s.Articles {
			open(models.FigureOf{Kind: models.ArticleFigure, SubjectID: a.ID}, (articleReaders-3*a.Number)/n)
		}
	}
}

package demo

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"jianbao/internal/newsroom"
	"jianbao/models"
)

// brings imports the text of an issue; an act that comes first is given its number.
func brings(who string) act {
	return func(ctx context.Context, o *office, number int64) (int64, error) {
		data, err := text(int(number))
		if err != nil {
			return 0, err
		}
		issue, _, err := o.ImportFile(ctx, o.people[who], fmt.Sprintf("开放前沿第%d期.txt", number), data, true)
		return issue.ID, err
	}
}

// articles are an issue's articles by their printed numbers, as somebody sees them.
func (o *office) articles(ctx context.Context, who string, issue int64) (map[int]newsroom.ContentsArticle, error) {
	c, err := o.Contents(ctx, o.people[who], issue)
	out := map[int]newsroom.ContentsArticle{}
	for _, s := range c.Sections {
		for _, a := range s.Articles {
			out[a.Number] = a
		}
	}
	return out, err
}

// saves lets somebody save one article after change has made something else of its text.
func saves(who string, number int, state models.ArticleState, change func(t *models.ArticleText) bool) act {
	return func(ctx context.Context, o *office, issue int64) (int64, error) {
		articles, err := o.articles(ctx, who, issue)
		if err != nil {
			return 0, err
		}
		a, ok := articles[number]
		if !ok {
			return 0, fmt.Errorf("there is no article %d", number)
		}
		text := a.Text
		text.Body.Blocks = slices.Clone(text.Body.Blocks)
		if !change(&text) {
			return 0, fmt.Errorf("article %d does not say what was to be changed", number)
		}
		_, err = o.SaveArticle(ctx, o.people[who], a.ID, newsroom.SaveArticle{Base: a.RevisionID, Text: text, State: state})
		return issue, err
	}
}

// rewords replaces a passage: by an editor, or by the reviewer whose step is at work (审改).
func rewords(who string, number int, old, fresh string) act {
	return saves(who, number, "", func(t *models.ArticleText) bool {
		for b, block := range t.Body.Blocks {
			for i, in := range block.Inlines {
				if strings.Contains(in.Text, old) {
					inlines := slices.Clone(block.Inlines)
					inlines[i].Text = strings.Replace(in.Text, old, fresh, 1)
					t.Body.Blocks[b].Inlines = inlines
					return true
				}
			}
		}
		return false
	})
}

func retitles(who string, number int, title string) act {
	return saves(who, number, "", func(t *models.ArticleText) bool {
		t.Title = title
		return true
	})
}

// readies marks articles as ready (编好待审), one after another, with the unit that sent them in.
func readies(who string, first, last int) act {
	return func(ctx context.Context, o *office, issue int64) (int64, error) {
		for number := first; number <= last; number++ {
			o.clock.pass()
			if _, err := saves(who, number, models.ArticleReady, credit)(ctx, o, issue); err != nil {
				return 0, err
			}
		}
		return issue, nil
	}
}

// senders are the units that write about a place, by what a title calls it.
var senders = []struct{ place, unit string }{
	{"青圩保税区", "青圩保税区管委会"},
	{"临港", "临港新城管委会"},
	{"北屿口岸", "北屿口岸办"},
	{"云汀", "云汀市商务局"},
	{"砚山", "砚山市商务局"},
	{"澜州", "澜州片区管委会"},
}

// credit names the sending units: those that the source line names, or the one that the title speaks of.
func credit(t *models.ArticleText) bool {
	if t.Source != "" {
		t.Units, t.Source, t.Origin = strings.Fields(t.Source), "", models.OriginSent
		return true
	}
	for _, s := range senders {
		if strings.Contains(t.Title, s.place) {
			t.Units, t.Origin = []string{s.unit}, models.OriginSent
			return true
		}
	}
	t.Origin = models.OriginOwn
	return true
}

func submits(who string) act {
	return func(ctx context.Context, o *office, issue int64) (int64, error) {
		return issue, o.Submit(ctx, o.people[who], issue)
	}
}

// approves approves what the page shows; the signer gives the password again.
func approves(who, opinion string) act {
	return func(ctx context.Context, o *office, issue int64) (int64, error) {
		a := o.people[who]
		p, err := o.Review(ctx, a, issue)
		if err != nil {
			return 0, err
		}
		in := newsroom.Approval{Hash: p.Hash, Opinion: opinion}
		if a.Role == models.Signer {
			in.Password = Password
		}
		return issue, o.Approve(ctx, a, issue, in)
	}
}

func returns(who, reason string, number int) act {
	return func(ctx context.Context, o *office, issue int64) (int64, error) {
		articles, err := o.articles(ctx, who, issue)
		if err != nil {
			return 0, err
		}
		return issue, o.Return(ctx, o.people[who], issue, newsroom.Returning{
			Category: models.ReturnFacts, Reason: reason, Points: []newsroom.PointNamed{{Article: articles[number].ID}},
		})
	}
}

// records enters an approval that somebody gave on paper or by telephone (代录). Paper comes with its scan.
func records(who, decider string, way models.Way, opinion string) act {
	return func(ctx context.Context, o *office, issue int64) (int64, error) {
		p, err := o.Review(ctx, o.people[who], issue)
		if err != nil {
			return 0, err
		}
		if p.Record == nil {
			return 0, fmt.Errorf("%s cannot record a decision now", who)
		}
		in := newsroom.Record{
			Step: p.Record.Step, Verdict: models.Approved, Way: way, By: o.people[decider].UserID,
			DecidedOn: p.Record.Today, Opinion: opinion, Code: models.CheckCode(p.Hash),
		}
		if way == models.OnPaper {
			if in.Scan, err = scan(); err != nil {
				return 0, err
			}
			in.ScanName = "审签单-" + p.Issue.Label() + ".png"
		}
		return issue, o.RecordDecision(ctx, o.people[who], issue, in)
	}
}

func publishes(ctx context.Context, o *office, issue int64) (int64, error) {
	return issue, o.Publish(ctx, o.people["signer"], issue)
}

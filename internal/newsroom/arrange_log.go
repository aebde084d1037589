package newsroom

import (
	"slices"

	"jianbao/models"
)

// printedNumbers are the numbers that an order prints, by id.
type printedNumbers struct {
	sections, articles map[int64]string
}

func (c contentsOrder) numbers(mode models.ArticleNumbering, o models.Order) printedNumbers {
	out := printedNumbers{sections: map[int64]string{}, articles: map[int64]string{}}
	printed := 0
	for s, numbers := range models.NumberArticles(mode, o.Sizes()) {
		if c.sections[o[s].Section].Title != "" {
			printed++
			out.sections[o[s].Section] = models.SectionNumber(printed)
		}
		for i, number := range numbers {
			out.articles[o[s].Articles[i]] = models.ArticleNumber(number)
		}
	}
	return out
}

// sectionRemoved is the act that the log remembers a removed section by: its first detail is the title.
const sectionRemoved = "section.removed"

// entry is what the log says of an arrangement.
func (c contentsOrder) entry(mode models.ArticleNumbering, in Arrangement, placed map[int64]models.Article) change {
	did := change{Action: "contents.arranged", Object: object("issue", c.issue), Details: c.details(mode, in, placed)}
	about := func(action string, section int64) {
		title := models.AuditDetail{Name: "title", Value: c.sections[section].Title}
		did = change{Action: action, Object: object("section", section), Details: append(models.AuditDetails{title}, did.Details...)}
	}
	if c.back != nil {
		about("section.restored", c.back.ID)
	}
	for _, id := range in.Gone {
		about(sectionRemoved, id)
	}
	return did
}

// details say what was moved from which number to which, what came in from the pool and what went there. What only changed its
// number because something else was moved is not named.
func (c contentsOrder) details(mode models.ArticleNumbering, in Arrangement, placed map[int64]models.Article) models.AuditDetails {
	var out models.AuditDetails
	say := func(name, value string) { out = append(out, models.AuditDetail{Name: name, Value: value}) }
	before, after, stood := c.numbers(mode, c.order), c.numbers(mode, in.Order), c.order.SectionOf()
	for _, id := range models.Moved(c.order.Sections(), in.Order.Sections()) {
		say("section", before.sections[id]+c.sections[id].Title+" → "+after.sections[id])
	}
	for _, s := range in.Order {
		moved := models.Moved(c.within(s.Section), s.Articles)
		here := c.sections[s.Section].Title + " "
		for _, id := range s.Articles {
			from, stands := stood[id]
			switch title := "《" + c.articles[id].Title + "》"; {
			case !stands:
				say("placed", "《"+placed[id].Title+"》 → "+here+after.articles[id])
			case from != s.Section:
				say("moved", title+c.sections[from].Title+" "+before.articles[id]+" → "+here+after.articles[id])
			case slices.Contains(moved, id):
				say("moved", title+before.articles[id]+" → "+after.articles[id])
			}
		}
	}
	for _, id := range in.Out {
		say("taken_out", "《"+c.articles[id].Title+"》"+before.articles[id])
	}
	return out
}

// within are the articles of one section as they stood; none in one that comes back.
func (c contentsOrder) within(section int64) []int64 {
	if at := slices.Index(c.order.Sections(), section); at >= 0 {
		return c.order[at].Articles
	}
	return nil
}

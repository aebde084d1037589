package newsroom

import (
	"slices"
	"time"

	"jianbao/internal/redline"
	"jianbao/internal/store"
	"jianbao/models"
)

// Hand is whose hand a change is: an editor's, or that of a reviewer in their step.
type Hand struct {
	Who  string
	Step string // amendments: in which step; empty: an editor's
	At   time.Time
}

// Parts of an article that are no blocks, as Hands names them.
const (
	HandOfTitle  = "title"
	HandOfSource = "source"
	HandOfUnits  = "units"
	HandOfOrigin = "origin"
	HandOfAccess = "access"
)

// HandOfContents names the order of sections and articles.
const HandOfContents = "contents"

// Hands says of each part of an article that changed between two of its revisions whose hands did it, oldest first. Blocks go by
// their ids.
type Hands map[string][]Hand

// All are the hands of an article, each once, in the order in which they last changed something.
func (h Hands) All() []Hand {
	var out []Hand
	for _, list := range h {
		for _, one := range list {
			i := slices.IndexFunc(out, one.same)
			if i < 0 {
				out = append(out, one)
			} else if one.At.After(out[i].At) {
				out[i] = one
			}
		}
	}
	slices.SortFunc(out, func(a, b Hand) int { return a.At.Compare(b.At) })
	return out
}

func (h Hand) same(other Hand) bool { return h.Who == other.Who && h.Step == other.Step }

// handsBetween finds whose hands changed each article from one manifest to another.
func handsBetween(tx *store.Tx, from, to models.Manifest) (map[int64]Hands, error) {
	first := make(map[int64]int64)
	for _, art := range from.Articles() {
		first[art.Article] = art.Revision
	}
	out := make(map[int64]Hands)
	steps, err := stepNames(tx, to.Issue)
	if err != nil {
		return nil, err
	}
	for _, art := range to.Articles() {
		if was, known := first[art.Article]; known && was < art.Revision {
			if out[art.Article], err = handsIn(tx, art.Article, was, art.Revision, steps); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// stepNames names the steps of every run of an issue.
func stepNames(tx *store.Tx, issue int64) (func(models.Revision) string, error) {
	runs, err := tx.Runs(issue)
	return func(r models.Revision) string {
		for _, run := range runs {
			if r.RunID != nil && r.Step != nil && run.ID == *r.RunID && *r.Step < len(run.Chain) {
				return run.Chain[*r.Step].Name
			}
		}
		return ""
	}, err
}

// handsIn compares each revision of an article with the one before it.
func handsIn(tx *store.Tx, article, from, to int64, step func(models.Revision) string) (Hands, error) {
	line, err := tx.RevisionsBetween(article, from, to)
	if err != nil {
		return nil, err
	}
	ids := make([]int64, len(line))
	for i, r := range line {
		ids[i] = r.AuthorID
	}
	names, err := tx.UserNames(ids)
	out := Hands{}
	for i := 1; i < len(line); i++ {
		by := Hand{Who: names[line[i].AuthorID], Step: step(line[i]), At: line[i].CreatedAt}
		for _, part := range changedParts(redline.Articles(line[i-1].Text, line[i].Text)) {
			out.add(part, by)
		}
	}
	return out, err
}

// add notes a hand last, once.
func (h Hands) add(part string, by Hand) {
	h[part] = append(slices.DeleteFunc(h[part], by.same), by)
}

// changedParts names the parts of an article in which two revisions differ.
func changedParts(d redline.ArticleDiff) []string {
	var out []string
	for part, changed := range map[string]bool{
		HandOfTitle: redline.Changed(d.Title), HandOfSource: redline.Changed(d.Source), HandOfUnits: redline.ListChanged(d.Units), HandOfOrigin: d.Origins[0] != d.Origins[1],
		HandOfAccess: d.Classes[0] != d.Classes[1],
	} {
		if changed {
			out = append(out, part)
		}
	}
	for _, b := range d.Blocks {
		if b.Kind != redline.Same || b.Changed() {
			for _, block := range slices.Concat(b.Before, b.After) {
				out = append(out, block.ID)
			}
		}
	}
	return out
}

// handsAround finds whose hands changed masthead, distribution and contents during review, from one manifest to another. What
// editors did before they handed an issue in is nobody's in particular.
func handsAround(tx *store.Tx, f *folder, from, to string) (Hands, error) {
	out := Hands{}
	var ids []int64
	for _, c := range f.changes {
		ids = append(ids, c.ActorID)
	}
	names, err := tx.UserNames(ids)
	if err != nil {
		return nil, err
	}
	first := slices.IndexFunc(f.changes, func(c models.Change) bool { return c.Hash == from })
	if first < 0 {
		return out, nil
	}
	for i := first + 1; i < len(f.changes) && f.changes[i-1].Hash != to; i++ {
		c := f.changes[i]
		if c.Cause == models.ChangeSubmitted {
			continue
		}
		parts, err := changedAround(tx, f.changes[i-1].Hash, c.Hash)
		if err != nil {
			return nil, err
		}
		by := Hand{Who: names[c.ActorID], At: c.CreatedAt}
		if c.Cause == models.ChangeAmended && c.RunID == f.run.ID && c.Step < len(f.run.Chain) {
			by.Step = f.run.Chain[c.Step].Name
		}
		for _, part := range parts {
			out.add(part, by)
		}
	}
	return out, nil
}

// changedAround names what differs between two manifests, texts apart.
func changedAround(tx *store.Tx, from, to string) ([]string, error) {
	before, err := tx.Manifest(from)
	if err != nil {
		return nil, err
	}
	after, err := tx.Manifest(to)
	if err != nil {
		return nil, err
	}
	d := redline.Issues(before, after, nil)
	var out []string
	for _, f := range d.Fields {
		out = append(out, string(f.Field))
	}
	for _, l := range d.Lists {
		out = append(out, string(l.Field))
	}
	if d.ContentsChanged() {
		out = append(out, HandOfContents)
	}
	return out, nil
}

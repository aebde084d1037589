package newsroom

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"time"

	"jianbao/internal/redline"
	"jianbao/internal/store"
	"jianbao/models"
)

// StateKind says how a state of an issue came to be kept.
type StateKind string

// The kinds of state.
const (
	StateNow       StateKind = "now"
	StateSeen      StateKind = "seen" // what the actor saw last before what stands now
	StateSubmitted StateKind = "submitted"
	StateAmended   StateKind = "amended"
	StateReplaced  StateKind = "replaced"
	StateEdition   StateKind = "edition"
)

// Names under which the newest state of a kind can be asked for.
const (
	SinceSeen       = "seen"
	SinceSubmission = "submission"
	SinceFirst      = "first" // the first submission since the edition: everything that happened in review
	SinceEdition    = "edition"
	UntilNow        = "now"
)

// IssueState is one state of an issue that can be compared.
type IssueState struct {
	Key    string // in addresses; also one of the names above
	Kind   StateKind
	Number int    // of the review run or of the edition
	Step   string // amendments: the step
	Who    string
	At     time.Time
	hash   string
}

// IssueComparison is what changed between two states of an issue.
type IssueComparison struct {
	Bulletin models.Bulletin
	Issue    models.Issue
	States   []IssueState // newest first; the first is what stands now
	From, To IssueState
	Diff     redline.IssueDiff
	Hands    map[int64]Hands  // by article: who changed what
	Around   Hands            // who changed what stands round the articles, by redline.Field, and HandOfContents
	Remarks  []ArticleRemarks // what people said of the articles, in the order of the contents
	Alone    bool             // there is nothing to compare with
}

// CompareIssue compares two states of an issue, for whoever may read its working copy. Without a choice it is what stands now,
// and the newest of: what the actor saw last, the submission, the edition.
func (n *Newsroom) CompareIssue(ctx context.Context, a models.Actor, id int64, from, to string) (IssueComparison, error) {
	var c IssueComparison
	err := n.read(ctx, a, func(tx *store.Tx) error {
		f, err := n.open(tx, a, id, false)
		if err != nil {
			return err
		}
		c.Bulletin, c.Issue = f.bulletin, f.issue
		now, err := manifest(tx, f.bulletin, f.issue)
		if err != nil {
			return err
		}
		if c.States, err = states(tx, a, f, now); err != nil {
			return err
		}
		if len(c.States) == 1 && from == "" && to == "" {
			c.Alone, c.From, c.To = true, c.States[0], c.States[0]
			return nil
		}
		if c.From, err = pick(c.States, from, SinceSeen, SinceSubmission, SinceEdition); err != nil {
			return err
		}
		if c.To, err = pick(c.States, to, UntilNow); err != nil {
			return err
		}
		return c.compare(tx, f, now)
	})
	return c, err
}

// pick finds the state of a key, or the first of others that exists when none is given.
func pick(list []IssueState, key string, others ...string) (IssueState, error) {
	keys := []string{key}
	if key == "" {
		keys = others
	}
	for _, k := range keys {
		i := slices.IndexFunc(list, func(s IssueState) bool { return s.Key == k || s.name() == k })
		if k == SinceFirst {
			i = firstSubmission(list)
		}
		if i >= 0 {
			return list[i], nil
		}
	}
	return IssueState{}, models.NotFound()
}

// firstSubmission is the place of the oldest submission that no edition has followed; -1: there is none.
func firstSubmission(list []IssueState) int {
	found := -1
	for i, s := range list {
		if s.Kind == StateEdition {
			break
		}
		if s.Kind == StateSubmitted {
			found = i
		}
	}
	return found
}

// FirstSubmission is the oldest submission that no edition has followed, where there was another one since.
func FirstSubmission(list []IssueState) (IssueState, bool) {
	i := firstSubmission(list)
	if i < 0 || !slices.ContainsFunc(list[:i], func(s IssueState) bool { return s.Kind == StateSubmitted }) {
		return IssueState{}, false
	}
	return list[i], true
}

// name is what the newest state of a kind can be asked for by.
func (s IssueState) name() string {
	return map[StateKind]string{StateSubmitted: SinceSubmission, StateEdition: SinceEdition}[s.Kind]
}

// compare compares the two states that were chosen, and says whose hands made the difference.
func (c *IssueComparison) compare(tx *store.Tx, f *folder, now models.Manifest) error {
	before, err := manifestOf(tx, now, c.From)
	if err != nil {
		return err
	}
	after, err := manifestOf(tx, now, c.To)
	if err != nil {
		return err
	}
	texts, err := textsOf(tx, before, after)
	if err != nil {
		return err
	}
	c.Diff = redline.Issues(before, after, texts)
	if c.Hands, err = handsBetween(tx, before, after); err != nil {
		return err
	}
	if c.Around, err = handsAround(tx, f, before.Hash(), after.Hash()); err != nil {
		return err
	}
	c.Remarks, err = remarksOn(tx, after, texts)
	return err
}

func manifestOf(tx *store.Tx, now models.Manifest, s IssueState) (models.Manifest, error) {
	if s.Kind == StateNow {
		return now, nil
	}
	return tx.Manifest(s.hash)
}

// textsOf gives the texts that manifests name, by hash.
func textsOf(tx *store.Tx, manifests ...models.Manifest) (map[string]models.ArticleText, error) {
	var articles []int64
	var hashes []string
	for _, m := range manifests {
		for _, art := range m.Articles() {
			articles, hashes = append(articles, art.Article), append(hashes, art.Hash)
		}
	}
	found, err := tx.RevisionsByHash(articles, hashes)
	out := make(map[string]models.ArticleText)
	for _, list := range found {
		for hash, r := range list {
			out[hash] = r.Text
		}
	}
	return out, err
}

// states lists what an issue can be compared with, newest first, beginning with what stands now.
func states(tx *store.Tx, a models.Actor, f *folder, now models.Manifest) ([]IssueState, error) {
	var kept []IssueState
	var people []int64
	runs, err := tx.Runs(f.issue.ID)
	if err != nil {
		return nil, err
	}
	for _, c := range f.changes {
		kept = append(kept, changeState(c, runs))
		people = append(people, c.ActorID)
	}
	editions, err := tx.EditionsOf(f.issue.ID)
	if err != nil {
		return nil, err
	}
	for _, e := range editions {
		kept = append(kept, IssueState{Key: "edition-" + strconv.Itoa(e.Number), Kind: StateEdition, Number: e.Number, At: e.PublishedAt, hash: e.ManifestHash})
		people = append(people, e.PublishedBy)
	}
	names, err := tx.UserNames(people)
	if err != nil {
		return nil, err
	}
	for i := range kept {
		kept[i].Who = names[people[i]]
	}
	slices.SortStableFunc(kept, func(x, y IssueState) int { return cmp.Or(y.At.Compare(x.At), cmp.Compare(y.Key, x.Key)) })
	out := []IssueState{{Key: UntilNow, Kind: StateNow, At: tx.Now, hash: now.Hash()}}
	look, err := tx.LookAtIssue(a.UserID, f.issue.ID)
	if hash, at := look.Since(now.Hash()); hash != "" {
		out = append(out, IssueState{Key: SinceSeen, Kind: StateSeen, At: at, hash: hash})
	}
	return append(out, kept...), err
}

// changeState is a state of the review history.
func changeState(c models.Change, runs []models.Run) IssueState {
	s := IssueState{Key: "change-" + strconv.FormatInt(c.ID, 10), Kind: StateKind(c.Cause), At: c.CreatedAt, hash: c.Hash}
	for _, r := range runs {
		if r.ID == c.RunID {
			if s.Number = r.Number; c.Cause == models.ChangeAmended && c.Step < len(r.Chain) {
				s.Step = r.Chain[c.Step].Name
			}
		}
	}
	return s
}

package newsroom

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"

	"jianbao/internal/export"
	"jianbao/internal/store"
	"jianbao/models"
)

// EditionFault is one thing that is wrong with an edition.
type EditionFault struct {
	Edition int64  `json:"edition"`
	Issue   string `json:"issue"` // bulletin and printed number, as far as they are known
	What    string `json:"what"`
}

func (f EditionFault) String() string {
	return fmt.Sprintf("edition %d (%s) %s", f.Edition, f.Issue, f.What)
}

// EditionReport is the result of checking editions.
type EditionReport struct {
	Editions int            `json:"editions"`
	Files    int            `json:"files"` // that were read
	Faults   []EditionFault `json:"faults"`
}

// EditionScope says which editions are checked. Zero fields do not narrow.
type EditionScope struct {
	Bulletin string // slug
	Issue    int    // number within its year
}

// editionBatch is how many editions are read at once.
const editionBatch = 50

// editionCheck is a check at work.
type editionCheck struct {
	EditionReport
	news  *Newsroom
	tx    *store.Tx
	slugs map[int64]string
	prev  map[int64]string // hash of the last edition seen, by bulletin
	at    models.Edition
}

// VerifyEditions recomputes the hashes of editions, of their texts, pictures and files, and holds them against each other and
// against the audit log: every edit shows, and every edition that is gone, unless the audit log was rewritten too.
func (n *Newsroom) VerifyEditions(ctx context.Context, s EditionScope) (EditionReport, error) {
	c := editionCheck{news: n, EditionReport: EditionReport{Faults: []EditionFault{}}, slugs: map[int64]string{}, prev: map[int64]string{}}
	err := n.store.Read(ctx, func(tx *store.Tx) error {
		c.tx = tx
		var bulletin int64
		if s.Bulletin != "" {
			b, err := tx.BulletinBySlug(s.Bulletin)
			if err != nil {
				return err
			}
			bulletin = b.ID
		}
		return c.all(bulletin, s.Issue)
	})
	return c.EditionReport, err
}

// all walks every edition of the bulletin, because the chain runs through them, and looks into those of the issue.
func (c *editionCheck) all(bulletin int64, issue int) error {
	bulletins, err := c.tx.Bulletins()
	if err != nil {
		return err
	}
	for _, b := range bulletins {
		c.slugs[b.ID] = b.Slug
	}
	for last := int64(0); ; last = c.at.ID {
		batch, err := c.tx.EditionsAfter(bulletin, last, editionBatch)
		if err != nil {
			return err
		}
		if len(batch) == 0 {
			break
		}
		if err := c.batch(batch, issue); err != nil {
			return err
		}
	}
	if issue != 0 {
		return nil
	}
	return c.lost(bulletin)
}

// batch looks into those editions that are of the issue, 0 standing for every one.
func (c *editionCheck) batch(editions []models.Edition, issue int) error {
	for _, c.at = range editions {
		if issue == 0 || c.at.IssueNumber == issue {
			if err := c.edition(); err != nil {
				return err
			}
		}
		c.prev[c.at.BulletinID] = c.at.Hash
	}
	return nil
}

func (c *editionCheck) fault(format string, args ...any) {
	e := c.at
	number := models.IssueNumber{Kind: e.Kind, Year: e.Year, Number: e.IssueNumber, Cumulative: e.Cumulative}
	c.Faults = append(c.Faults, EditionFault{Edition: e.ID, Issue: c.slugs[e.BulletinID] + " " + number.Label(), What: fmt.Sprintf(format, args...)})
}

func (c *editionCheck) edition() error {
	c.Editions++
	c.hashes()
	c.texts()
	return errors.Join(c.entries(), c.readers(), c.logged(), c.archive(), c.pictures(), c.files())
}

// hashes recomputes what the edition carries and looks at its place in the chain.
func (c *editionCheck) hashes() {
	e, m := c.at, c.at.Content.Manifest
	if m.Hash() != e.ManifestHash {
		c.fault("has another manifest than the one that was signed")
	}
	if models.EditionHash(e.Content, e.ManifestHash, e.PrevHash) != e.Hash {
		c.fault("was changed after it was published: its content does not give its hash")
	}
	if e.PrevHash != c.prev[e.BulletinID] {
		c.fault("does not continue the edition before it: one was replaced, moved or removed")
	}
	n := m.Masthead.IssueNumber
	if m.Bulletin != e.BulletinID || m.Issue != e.IssueID || m.Access != e.Access || m.Masthead.Date != e.Date ||
		n != (models.IssueNumber{Kind: e.Kind, Year: e.Year, Number: e.IssueNumber, Cumulative: e.Cumulative}) {
		c.fault("is listed under another issue, number, date or access class than its manifest says")
	}
}

// texts holds each text against the hash by which it was signed.
func (c *editionCheck) texts() {
	signed := map[int64]string{}
	for _, s := range c.at.Content.Manifest.Sections {
		for _, art := range s.Articles {
			signed[art.Article] = art.Hash
		}
	}
	for _, s := range c.at.Content.Sections {
		for _, art := range s.Articles {
			if art.Text.Hash() != signed[art.ID] {
				c.fault("holds another text of article %d than the one that was signed", art.ID)
			}
			delete(signed, art.ID)
		}
	}
	for id := range signed {
		c.fault("lacks the text of article %d, which was signed", id)
	}
}

// entries compares what lists and search show with the content.
func (c *editionCheck) entries() error {
	e := c.at
	got, err := c.tx.EditionEntries(e.ID)
	if err != nil {
		return err
	}
	for i := range got {
		got[i].ID, got[i].EditionID = 0, 0
	}
	if !slices.Equal(got, e.Content.Entries(models.Issue{ID: e.IssueID, BulletinID: e.BulletinID, Date: e.Date})) {
		c.fault("is shown otherwise in lists and search than it was published")
	}
	units, err := c.tx.EntryUnits(e.ID)
	if err != nil {
		return err
	}
	c.units(units)
	return nil
}

// readers compares who queries find may read the edition and its articles with what was signed.
func (c *editionCheck) readers() error {
	units, classes, err := c.tx.Classified(c.at.ID)
	if err != nil {
		return err
	}
	signed := slices.Compact(slices.Sorted(slices.Values(c.at.Content.Manifest.ListedUnits)))
	slices.Sort(units)
	if !slices.Equal(units, signed) || !maps.Equal(classes, c.at.Content.Classes()) {
		c.fault("is shown to other readers than those that it was signed for")
	}
	return nil
}

// units compares under which units lists name the articles with the content.
func (c *editionCheck) units(got []models.EntryUnit) {
	byArticle := func(a, b models.EntryUnit) int {
		return cmp.Or(cmp.Compare(a.ArticleID, b.ArticleID), cmp.Compare(a.Position, b.Position))
	}
	want := c.at.Content.Units(models.Issue{ID: c.at.IssueID, BulletinID: c.at.BulletinID, Date: c.at.Date})
	for i := range want {
		want[i].EditionID = c.at.ID
	}
	slices.SortFunc(want, byArticle)
	if !slices.Equal(got, want) {
		c.fault("is listed under other units than it was published with")
	}
}

// logged looks for the publication in the audit log.
func (c *editionCheck) logged() error {
	entry, err := c.tx.PublishedAs(c.at)
	if err != nil {
		return err
	}
	if !slices.Contains(entry.Details, models.AuditDetail{Name: "edition_hash", Value: c.at.Hash}) {
		c.fault("carries a hash that the audit log does not know")
	}
	if (entry.Action == "issue.admit") != c.at.Content.Manifest.Archive {
		c.fault("was not published in the way that the audit log says")
	}
	return nil
}

// archive looks at what holds of archive editions only: they come from no review, bear a number from before this system, and a signer has
// confirmed them.
func (c *editionCheck) archive() error {
	e := c.at
	if (e.RunID == nil) != e.Content.Manifest.Archive {
		c.fault("comes from no review without being an archive edition, or the other way round")
	}
	if e.RunID != nil {
		return nil
	}
	entry, err := c.tx.PublishedAs(e)
	if err != nil {
		return err
	}
	if entry.Role != models.Signer {
		c.fault("is an archive edition that no signer has confirmed")
	}
	first, err := firstHere(c.tx, e.BulletinID, e.Kind)
	if err == nil && !first.After(models.IssueNumber{Kind: e.Kind, Year: e.Year, Number: e.IssueNumber}) {
		c.fault("is an archive edition with a number that was given here, from %s on", first.Label(e.Kind))
	}
	return err
}

// lost names editions that the audit log knows and that are gone.
func (c *editionCheck) lost(bulletin int64) error {
	list, err := c.tx.LostEditions(bulletin)
	for _, entry := range list {
		c.at = models.Edition{BulletinID: entry.BulletinID}
		_, _ = fmt.Sscanf(entry.Object, "edition:%d", &c.at.ID)
		c.fault("is gone; entry %d of the audit log says that it was published", entry.Seq)
	}
	return err
}

func (c *editionCheck) pictures() error {
	for _, hash := range export.PicturesOf(c.at.Content) {
		p, err := c.tx.StoredPicture(c.at.BulletinID, hash)
		if err != nil && models.CodeOf(err) != models.CodeNotFound {
			return err
		}
		c.file("a picture", hash)
		if p.ScreenSHA256 != "" && p.ScreenSHA256 != hash {
			c.file("the screen form of a picture", p.ScreenSHA256)
		}
	}
	return nil
}

func (c *editionCheck) files() error {
	list, err := c.tx.EditionFiles(c.at.ID)
	for _, f := range list {
		if f.Made() {
			c.file("its "+string(f.Format)+" file", f.SHA256)
		}
	}
	return err
}

// file reads a file of the file store, which checks it.
func (c *editionCheck) file(what, sha256 string) {
	c.Files++
	switch _, err := c.news.files.Get(sha256); {
	case errors.Is(err, fs.ErrNotExist):
		c.fault("has lost %s (%s)", what, sha256)
	case err != nil:
		c.fault("has %s that cannot be trusted: %v", what, err)
	}
}

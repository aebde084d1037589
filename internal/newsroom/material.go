package newsroom

import (
	"context"
	"errors"
	"strings"
	"time"

	"jianbao/internal/flow"
	"jianbao/internal/store"
	"jianbao/models"
)

// NewMaterial is a file that came in, with what is known of it. Empty fields are filled from the file where it says them.
type NewMaterial struct {
	Unit       string
	Sender     string
	Note       string
	Channel    models.Channel
	ReceivedAt time.Time // zero: now
	Name       string    // of the file
	Data       []byte
}

// RegisterMaterial enters a file into the register: the original is kept, its text becomes an article of the pool. A file
// whose text cannot be read is registered all the same, and says why.
func (n *Newsroom) RegisterMaterial(ctx context.Context, a models.Actor, in NewMaterial) (models.Material, error) {
	m := models.Material{
		BulletinID: a.BulletinID, Unit: strings.TrimSpace(in.Unit), Sender: strings.TrimSpace(in.Sender), Note: strings.TrimSpace(in.Note),
		Channel: in.Channel, ReceivedAt: in.ReceivedAt, Fate: models.Received, CreatedBy: a.UserID,
	}
	if err := n.MayRegister(ctx, a); err != nil {
		return m, err
	}
	if err := in.check(); err != nil {
		return m, err
	}
	read := readMaterial(ctx, in.Name, in.Data)
	m.Unread, m.Omitted = read.unread, read.omitted
	units := read.units()
	if m.Unit == "" && len(units) > 0 {
		m.Unit = units[0]
	}
	if len(units) == 0 && m.Unit != "" {
		units = []string{m.Unit}
	}
	pictures, err := n.makePictures(ctx, a, read.pictures())
	if err != nil {
		return m, err
	}
	hash, err := n.files.Put(in.Data)
	if err != nil {
		return m, err
	}
	u := models.Upload{
		BulletinID: a.BulletinID, SHA256: hash, Name: fileName(in.Name), Size: int64(len(in.Data)), ContentType: read.contentType, UserID: a.UserID,
	}
	err = n.write(ctx, a, func(tx *store.Tx) error {
		if err := allow(a, models.EditContent, models.Circumstances{}); err != nil {
			return err
		}
		kept, err := n.keepPictures(tx, a, pictures)
		if err != nil {
			return err
		}
		text := read.text(kept)
		text.Units, text.Origin = units, models.OriginSent
		return storeMaterial(tx, a, &m, &u, text)
	})
	return m, err
}

// MayRegister refuses whoever may register nothing, before anything is read or kept.
func (n *Newsroom) MayRegister(ctx context.Context, a models.Actor) error {
	return n.read(ctx, a, func(*store.Tx) error { return allow(a, models.EditContent, models.Circumstances{}) })
}

func (in NewMaterial) check() error {
	var p models.Problems
	switch {
	case len(in.Data) == 0:
		p.Add("file", "material.empty_file", models.Args{"Name": fileName(in.Name)})
	case len(in.Data) > flow.MaxBytes:
		p.Add("file", "material.too_large", models.Args{"Name": fileName(in.Name), "Max": flow.MaxBytes >> 20})
	}
	return p.Err()
}

func storeMaterial(tx *store.Tx, a models.Actor, m *models.Material, u *models.Upload, text models.ArticleText) error {
	if m.ReceivedAt.IsZero() {
		m.ReceivedAt = tx.Now
	}
	if err := m.Validate(); err != nil {
		return err
	}
	text = text.Normalise()
	if err := text.Validate(); err != nil {
		return err
	}
	alike, err := alikeOf(tx, a.BulletinID, u.SHA256, text)
	if err != nil {
		return err
	}
	m.Alike = alike
	if err := tx.CreateUpload(u); err != nil {
		return err
	}
	articles := []models.Article{{BulletinID: a.BulletinID, State: models.ArticleDraft, CreatedBy: a.UserID}}
	if err := insertArticles(tx, articles, []models.ArticleText{text}, models.CauseImported); err != nil {
		return err
	}
	m.UploadID, m.ArticleID = u.ID, articles[0].ID
	if err := tx.CreateMaterial(m); err != nil {
		return err
	}
	return note(tx, a, models.AuditEntry{Action: "material.registered", Object: object("material", m.ID), Details: models.AuditDetails{
		{Name: "title", Value: text.Title}, {Name: "file", Value: u.Name}, {Name: "sha256", Value: u.SHA256}, {Name: "unit", Value: m.Unit},
	}})
}

// alikeOf finds what new material resembles: an earlier entry of the same bytes first.
func alikeOf(tx *store.Tx, bulletin int64, sha256 string, text models.ArticleText) ([]models.Alike, error) {
	out := []models.Alike{}
	same, err := tx.MaterialByFile(bulletin, sha256)
	switch {
	case err == nil:
		out = append(out, models.Alike{Article: same.ArticleID, Kind: models.SameFile, Percent: 100})
	case models.CodeOf(err) != models.CodeNotFound:
		return nil, err
	}
	others, err := tx.TextsToCompare(bulletin)
	for _, like := range models.FindAlike(text, others) {
		if len(out) == 0 || like.Article != out[0].Article {
			out = append(out, like)
		}
	}
	return out, err
}

// MaterialRow is one entry of the register as lists show it.
type MaterialRow struct {
	models.Material
	Fate    models.Fate // what counts
	Article models.Article
	Upload  models.Upload
	Issue   *models.Issue // that its article stands in; nil: none
	Alike   []AlikeShown
}

// AlikeShown is something that material resembles, as far as it still exists.
type AlikeShown struct {
	models.Alike
	Title string
	Issue *models.Issue // nil: the pool
}

// MaterialList is one page of the register.
type MaterialList struct {
	Rows  []MaterialRow
	Total int
	Units []string // to filter by
	Known []string // to choose from when registering
}

// MaterialQuery is what a person looks for in the register. Days count in the office's time zone, both included; empty
// fields do not narrow.
type MaterialQuery struct {
	Unit     string
	From, To string // YYYY-MM-DD
	Fate     models.Fate
	Page     int
}

// Materials shows the register of material.
func (n *Newsroom) Materials(ctx context.Context, a models.Actor, q MaterialQuery) (out MaterialList, err error) {
	if !models.Can(a.Role, models.ReadUnpublished, models.Circumstances{}) {
		return out, models.NotFound()
	}
	err = n.read(ctx, a, func(tx *store.Tx) error {
		list, total, err := tx.Materials(store.MaterialFilter{
			BulletinID: a.BulletinID, Unit: q.Unit, Fate: q.Fate, From: n.startOf(q.From, 0), To: n.startOf(q.To, 1),
			Limit: PageSize, Offset: (max(q.Page, 1) - 1) * PageSize,
		})
		if err != nil {
			return err
		}
		out.Total = int(total)
		if out.Rows, err = materialRows(tx, list); err != nil {
			return err
		}
		if out.Units, err = tx.MaterialUnits(a.BulletinID); err != nil {
			return err
		}
		out.Known, err = tx.UnitNames(a.BulletinID)
		return err
	})
	return out, err
}

// startOf is the moment at which a day begins in the office, some days on; zero for what is no day.
func (n *Newsroom) startOf(day string, later int) time.Time {
	at, err := time.ParseInLocation(time.DateOnly, day, n.location)
	if err != nil {
		return time.Time{}
	}
	return at.AddDate(0, 0, later)
}

// materialRows fills in articles, files and issues, each by one query.
func materialRows(tx *store.Tx, list []models.Material) ([]MaterialRow, error) {
	var ids, uploads, issues []int64
	for _, m := range list {
		ids, uploads = append(ids, m.ArticleID), append(uploads, m.UploadID)
		for _, like := range m.Alike {
			ids = append(ids, like.Article)
		}
	}
	articles, err := tx.ArticlesByID(ids)
	if err != nil {
		return nil, err
	}
	for _, art := range articles {
		if art.IssueID != nil {
			issues = append(issues, *art.IssueID)
		}
	}
	files, err := tx.UploadsByID(uploads)
	if err != nil {
		return nil, err
	}
	of, err := tx.IssuesByID(issues)
	if err != nil {
		return nil, err
	}
	rows := make([]MaterialRow, len(list))
	for i, m := range list {
		art := articles[m.ArticleID]
		rows[i] = MaterialRow{Material: m, Fate: m.FateOf(art), Article: art, Upload: files[m.UploadID], Issue: issueOf(art, of), Alike: alikeShown(m.Alike, articles, of)}
	}
	return rows, nil
}

func issueOf(art models.Article, issues map[int64]models.Issue) *models.Issue {
	if art.IssueID == nil {
		return nil
	}
	i := issues[*art.IssueID]
	return &i
}

func alikeShown(list []models.Alike, articles map[int64]models.Article, issues map[int64]models.Issue) []AlikeShown {
	var out []AlikeShown
	for _, like := range list {
		if art, ok := articles[like.Article]; ok && art.DeletedAt == nil {
			out = append(out, AlikeShown{Alike: like, Title: art.Title, Issue: issueOf(art, issues)})
		}
	}
	return out
}

// MaterialPage is one entry of the register.
type MaterialPage struct {
	MaterialRow
	Text      models.ArticleText
	By        string // who registered it
	DecidedBy string
	Units     []string // known sending units
	CanEdit   bool
}

// Material shows one entry of the register.
func (n *Newsroom) Material(ctx context.Context, a models.Actor, id int64) (p MaterialPage, err error) {
	if !models.Can(a.Role, models.ReadUnpublished, models.Circumstances{}) {
		return p, models.NotFound()
	}
	err = n.read(ctx, a, func(tx *store.Tx) error {
		m, err := tx.Material(a.BulletinID, id)
		if err != nil {
			return err
		}
		rows, err := materialRows(tx, []models.Material{m})
		if err != nil {
			return err
		}
		p.MaterialRow = rows[0]
		p.CanEdit = models.Can(a.Role, models.EditContent, models.Circumstances{})
		r, err := tx.Revision(m.ArticleID, p.Article.RevisionID)
		if err != nil {
			return err
		}
		p.Text = r.Text
		who := []int64{m.CreatedBy}
		if m.DecidedBy != nil {
			who = append(who, *m.DecidedBy)
		}
		names, err := tx.UserNames(who)
		if err != nil {
			return err
		}
		p.By = names[m.CreatedBy]
		if m.DecidedBy != nil {
			p.DecidedBy = names[*m.DecidedBy]
		}
		p.Units, err = tx.UnitNames(a.BulletinID)
		return err
	})
	return p, err
}

// materialOf finds the entry that an article came from; 0 for none, and for whoever may not read the register.
func materialOf(tx *store.Tx, a models.Actor, article int64) (int64, error) {
	if !models.Can(a.Role, models.ReadUnpublished, models.Circumstances{}) {
		return 0, nil
	}
	m, err := tx.MaterialOf(article)
	if models.CodeOf(err) == models.CodeNotFound {
		return 0, nil
	}
	return m.ID, err
}

// MaterialFile gives the original of an entry.
func (n *Newsroom) MaterialFile(ctx context.Context, a models.Actor, id int64) (models.Upload, []byte, error) {
	p, err := n.Material(ctx, a, id)
	if err != nil {
		return models.Upload{}, nil, err
	}
	data, err := n.files.Get(p.Upload.SHA256)
	return p.Upload, data, err
}

// MaterialFacts is what a person may correct about an entry.
type MaterialFacts struct {
	Version    int64
	Unit       string
	Sender     string
	Note       string
	Channel    models.Channel
	ReceivedAt time.Time
}

// SaveMaterial corrects what the register says of an entry. What did not change is not written.
func (n *Newsroom) SaveMaterial(ctx context.Context, a models.Actor, id int64, f MaterialFacts) error {
	return n.changeMaterial(ctx, a, id, f.Version, func(_ *store.Tx, m *models.Material) (models.AuditDetails, string, error) {
		was := *m
		m.Unit, m.Sender, m.Note = strings.TrimSpace(f.Unit), strings.TrimSpace(f.Sender), strings.TrimSpace(f.Note)
		m.Channel, m.ReceivedAt = f.Channel, f.ReceivedAt
		if err := m.Validate(); err != nil {
			return nil, "", err
		}
		if m.Unit == was.Unit && m.Sender == was.Sender && m.Note == was.Note && m.Channel == was.Channel && m.ReceivedAt.Equal(was.ReceivedAt) {
			return nil, "", nil
		}
		return models.AuditDetails{{Name: "unit", Value: m.Unit}}, "material.corrected", nil
	})
}

// DecideMaterial says what becomes of material that stands in no issue: held over, declined with a reason, or open again.
func (n *Newsroom) DecideMaterial(ctx context.Context, a models.Actor, id, version int64, fate models.Fate, reason string) error {
	return n.changeMaterial(ctx, a, id, version, func(tx *store.Tx, m *models.Material) (models.AuditDetails, string, error) {
		art, err := tx.Article(m.ArticleID)
		if err != nil {
			return nil, "", err
		}
		if m.FateOf(art) == models.Adopted {
			return nil, "", models.Fail(models.CodeConflict, "material.adopted_now")
		}
		reason = strings.TrimSpace(reason)
		if m.Fate == fate && m.Reason == reason {
			return nil, "", nil
		}
		if err := m.Decide(fate, reason, a.UserID, tx.Now); err != nil {
			return nil, "", err
		}
		return models.AuditDetails{{Name: "title", Value: art.Title}, {Name: "fate", Value: string(fate)}, {Name: "reason", Value: reason}}, "material.decided", nil
	})
}

// changeMaterial runs one change of an entry: one permission, one transaction, one audit entry; none where do names no action.
func (n *Newsroom) changeMaterial(ctx context.Context, a models.Actor, id, version int64, do func(*store.Tx, *models.Material) (models.AuditDetails, string, error)) error {
	return n.write(ctx, a, func(tx *store.Tx) error {
		if !models.Can(a.Role, models.ReadUnpublished, models.Circumstances{}) {
			return models.NotFound()
		}
		m, err := tx.LockMaterial(a.BulletinID, id)
		if err = errors.Join(err, allow(a, models.EditContent, models.Circumstances{})); err != nil {
			return err
		}
		if m.Version != version {
			return models.Fail(models.CodeConflict, "material.changed_meanwhile")
		}
		details, action, err := do(tx, &m)
		if err != nil || action == "" {
			return err
		}
		if err := tx.UpdateMaterial(&m); err != nil {
			return err
		}
		return note(tx, a, models.AuditEntry{Action: action, Object: object("material", m.ID), Details: details})
	})
}

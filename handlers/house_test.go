package handlers_test

import (
	"bytes"
	"fmt"
	"image"
	pngs "image/png"
	"strings"
	"testing"

	"jianbao/internal/newsroom"
	"jianbao/internal/store"
	"jianbao/models"
)

// house is an office with everybody in it, issues in every state and a second bulletin next door.
type house struct {
	*app
	people map[string]models.Actor // by login; the visitor is no one
	issues map[string]models.Issue // by the name of their state
	// Articles by the name of their issue; "pool" and "deleted" stand in none.
	articles  map[string][]int64
	imported  int64 // a file on the mapping screen
	finished  int64 // one that has become an issue
	material  int64 // an entry of the register
	sourceOf  map[string]int64
	sections  map[string]int64  // the first one of each issue
	pictures  map[string]string // hash of the one in each issue; "spare" and "neighbour" stand in none
	scan      int64             // of the decision recorded for the issue "recorded"
	point     int64             // of the return of the issue "returned"
	decision  int64             // recorded in first's name
	copied    int64             // editor2's working copy of the first article of "draft"
	side      int64             // editor2's side revision of the same article
	comment   int64             // first's, on the first article of "reviewing"
	proposal  int64             // first's, for the block
	block     string            // of the same article
	neighbour models.Bulletin
}

// everybody are the roles in the order of the permission table. second reviews after first; listed is a reader whose unit some issues list; the
// outsider edits the bulletin next door.
var everybody = []string{"editor", "editor2", "proofreader", "first", "second", "signer", "admin", "auditor", "reader", "listed", "outsider", "visitor"}

var roleOf = map[string]models.Role{
	"editor": models.Editor, "editor2": models.Editor, "proofreader": models.Proofreader, "first": models.Reviewer, "second": models.Reviewer,
	"signer": models.Signer, "admin": models.Admin, "auditor": models.Auditor, "reader": models.Reader, "listed": models.Reader,
	"outsider": models.Reader, "visitor": models.Visitor, // in the bulletin they do not work for
}

// unit is the unit that "listed" belongs to and that the issues "limited" and "mixed" list.
const unit = "澜州海关"

// ownClasses are the access classes that articles of an issue have of their own, in their order.
var ownClasses = map[string][]models.Access{"mixed": {models.Internal, models.Members}}

// canary is a word that stands in one place of one object and nowhere else.
func canary(issue, place string) string { return "kanari-" + issue + "-" + place }

// manuscript is a small bulletin as a text file, with a canary in each of its places.
func manuscriptOf(issue string, number int) []byte {
	return fmt.Appendf(nil, `开放前沿

第%d期

主办：省开放办　　2026年11月2日

一、%s

（一）口岸通关提速%s

北屿口岸推行提前申报，平均通关时间压缩到三小时以内%s，企业反映良好。

（供稿：%s）

（二）保税维修起步

青圩保税区首批维修设备进区，全年计划维修二百台套，带动就业三百人。

二、制度创新

（三）清单管理落地

全省统一的事项清单正式施行，办理时限平均缩短一半，材料减少三成。
`, number, canary(issue, "section"), canary(issue, "title"), canary(issue, "body"), canary(issue, "source"))
}

// png is as much of a scan as its type is told from.
var png = []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR scan")

// newHouse builds the house; first is done as soon as there are people.
func newHouse(t *testing.T, first ...func(*house, *testing.T)) *house {
	t.Helper()
	h := &house{
		app: newApp(t), people: map[string]models.Actor{}, issues: map[string]models.Issue{}, articles: map[string][]int64{}, sourceOf: map[string]int64{}, sections: map[string]int64{}, pictures: map[string]string{},
	}
	h.engage(t)
	for _, do := range first {
		do(h, t)
	}
	h.settle(t)
	for i, build := range []struct {
		name string
		do   func(t *testing.T, id int64)
	}{
		{"limited", h.publish},
		{"mixed", h.publish},
		{"draft", h.stay},
		{"recalled", h.recall},
		{"reviewing", h.toSecond},
		{"recorded", h.record},
		{"returned", h.sendBack},
		{"awaiting", h.toSigner},
		{"signed", h.sign},
		{"voided", h.void},
		{"deleted", h.remove},
		{"withdrawn", h.withdraw},
		{"taken-down", h.takeDown},
		{"internal", h.publish},
		{"members", h.publish},
		{"published", h.publish},
	} {
		h.begin(t, build.name, 709+i)
		build.do(t, h.issues[build.name].ID)
		h.issues[build.name] = h.state(t, h.issues[build.name].ID)
	}
	h.remember(t)
	h.loose(t)
	h.write(t)
	h.read(t)
	h.discuss(t)
	must(t, h.news.DrainOutbox(t.Context()))
	return h
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// engage gives everybody an account.
func (h *house) engage(t *testing.T) {
	t.Helper()
	for _, who := range everybody[:len(everybody)-2] {
		u := models.User{}
		if who == "admin" {
			must(t, h.store.Read(t.Context(), func(tx *store.Tx) (err error) {
				u, err = tx.UserByLogin(who)
				return err
			}))
		} else {
			u = h.person(t, who, roleOf[who])
		}
		h.people[who] = models.Actor{UserID: u.ID, Name: u.Name, BulletinID: h.bulletin.ID, Role: roleOf[who]}
	}
	b := newsroom.NewBulletin()
	b.Slug, b.Name, b.Host = "linfeng", "邻风", "邻省开放办"
	var err error
	if h.neighbour, err = h.news.CreateBulletin(t.Context(), newsroom.Console(), b, newsroom.Numbering{FirstNumber: 1}); err != nil {
		t.Fatal(err)
	}
	u, _, err := h.news.CreateUser(t.Context(), newsroom.Console(), newsroom.NewUser{Login: "outsider", Name: "外人", Password: passphrase})
	must(t, err)
	must(t, h.news.GiveRole(t.Context(), newsroom.Console(), u.ID, h.neighbour.ID, models.Editor))
	h.people["outsider"] = models.Actor{UserID: u.ID, Name: u.Name, BulletinID: h.neighbour.ID, Role: models.Editor}
}

// settle names the reviewers of each step and lets decisions be recorded.
func (h *house) settle(t *testing.T) {
	t.Helper()
	must(t, h.store.Write(t.Context(), func(tx *store.Tx) error { return tx.ReplaceUnits(h.bulletin.ID, []string{unit, "澜州港务局"}) }))
	must(t, h.news.SetUnit(t.Context(), newsroom.Console(), h.people["listed"].UserID, h.bulletin.ID, models.Reader, unit))
	must(t, h.news.SetUnit(t.Context(), newsroom.Console(), h.people["reader"].UserID, h.bulletin.ID, models.Reader, "澜州港务局"))
	b := h.bulletin
	b.PaperDecisions = true
	must(t, h.news.UpdateBulletin(t.Context(), newsroom.Console(), b, newsroom.Numbering{FirstNumber: 87}))
	p, err := h.news.Bulletin(t.Context(), h.people["admin"], b.ID)
	must(t, err)
	chain := models.DefaultChain()
	chain[0].People, chain[1].People = []int64{h.people["first"].UserID}, []int64{h.people["second"].UserID}
	must(t, h.news.SetChain(t.Context(), newsroom.Console(), b.ID, p.Bulletin.Version, chain))
	p, err = h.news.Bulletin(t.Context(), h.people["admin"], b.ID)
	must(t, err)
	h.bulletin = p.Bulletin
}

// begin imports an issue and fills in what a file does not say.
func (h *house) begin(t *testing.T, name string, number int) {
	t.Helper()
	ctx, a := t.Context(), h.people["editor"]
	issue, _, err := h.news.ImportFile(ctx, a, canary(name, "file")+".txt", manuscriptOf(name, number), true)
	must(t, err)
	h.fillIn(t, name, issue.ID)
}

// sender is a unit that has sent material for every issue.
const sender = "北屿口岸管理局"

// fillIn gives a new issue what a file does not say.
func (h *house) fillIn(t *testing.T, name string, id int64) {
	t.Helper()
	ctx, a := t.Context(), h.people["editor"]
	c, err := h.news.Contents(ctx, a, id)
	must(t, err)
	in := c.Issue
	in.EditorNote, in.Host, in.Distribution.To = canary(name, "note"), "省开放办", []string{canary(name, "to")}
	if access := models.Access(name); access == models.Members || access == models.Internal {
		in.Access = access
	}
	switch name { // an issue lists what the one before it did
	case "internal":
		in.ListedUnits = nil
	case "limited":
		in.Access, in.ListedUnits = models.Internal, []string{unit}
	case "mixed":
		in.ListedUnits = []string{unit}
	}
	must(t, h.news.SaveMasthead(ctx, a, id, c.Base, in, ""))
	h.know(name, c)
	p, err := h.news.AddPicture(ctx, a, canary(name, "picture")+".png", drawing(t, len(h.pictures)))
	must(t, err)
	h.pictures[name] = p.SHA256
	h.retext(t, a, h.articles[name][0], func(text *models.ArticleText) {
		text.Units = []string{canary(name, "unit"), sender}
		text.Body.Blocks = append(text.Body.Blocks, models.Block{ID: models.NewBlockID(), Kind: models.Image, Picture: &models.Picture{SHA256: p.SHA256, Alt: canary(name, "alt")}})
	})
	h.narrow(t, name)
}

// narrow gives articles of an issue the access classes that they have of their own.
func (h *house) narrow(t *testing.T, name string) {
	t.Helper()
	for i, class := range ownClasses[name] {
		h.retext(t, h.people["editor"], h.articles[name][i], func(text *models.ArticleText) { text.Access = class })
	}
}

// drawing is a small picture as a file, another one for every number.
func drawing(t *testing.T, number int) []byte {
	t.Helper()
	m := image.NewGray(image.Rect(0, 0, 1000, 8))
	for i := range m.Pix {
		m.Pix[i] = uint8(10 * number)
	}
	var buf bytes.Buffer
	must(t, pngs.Encode(&buf, m))
	return buf.Bytes()
}

// know notes what an issue is made of.
func (h *house) know(name string, c newsroom.Contents) {
	h.issues[name], h.sourceOf[name], h.sections[name] = c.Issue, *c.Issue.UploadID, c.Sections[0].ID
	for _, s := range c.Sections {
		for _, art := range s.Articles {
			h.articles[name] = append(h.articles[name], art.ID)
		}
	}
}

// retext saves an article with one thing changed.
func (h *house) retext(t *testing.T, a models.Actor, article int64, change func(*models.ArticleText)) {
	t.Helper()
	p, err := h.news.Article(t.Context(), a, article)
	must(t, err)
	text := p.Revision.Text
	change(&text)
	_, err = h.news.SaveArticle(t.Context(), a, article, newsroom.SaveArticle{Base: p.Article.RevisionID, Text: text})
	must(t, err)
}

func (h *house) state(t *testing.T, id int64) (i models.Issue) {
	t.Helper()
	must(t, h.store.Read(t.Context(), func(tx *store.Tx) (err error) {
		i, err = tx.Issue(id)
		return err
	}))
	return i
}

func (h *house) nameOf(id int64) string {
	for name, i := range h.issues {
		if i.ID == id {
			return name
		}
	}
	return ""
}

func (h *house) approve(t *testing.T, who string, id int64) {
	t.Helper()
	p, err := h.news.Review(t.Context(), h.people[who], id)
	must(t, err)
	in := newsroom.Approval{Hash: p.Hash, Opinion: canary(h.nameOf(id), "opinion-"+who)}
	if who == "signer" {
		in.Password = passphrase
	}
	must(t, h.news.Approve(t.Context(), h.people[who], id, in))
}

func (h *house) stay(*testing.T, int64) {}

func (h *house) submit(t *testing.T, id int64) {
	t.Helper()
	must(t, h.news.Submit(t.Context(), h.people["editor"], id))
}

func (h *house) recall(t *testing.T, id int64) {
	t.Helper()
	h.submit(t, id)
	must(t, h.news.Recall(t.Context(), h.people["editor"], id))
}

func (h *house) toSecond(t *testing.T, id int64) {
	t.Helper()
	h.submit(t, id)
	h.approve(t, "first", id)
}

// toSigner has the second reviewer amend on the way.
func (h *house) toSigner(t *testing.T, id int64) {
	t.Helper()
	h.toSecond(t, id)
	h.retext(t, h.people["second"], h.articles[h.nameOf(id)][1], func(text *models.ArticleText) { text.Title = "保税维修起步成势" })
	h.approve(t, "second", id)
}

func (h *house) sign(t *testing.T, id int64) {
	t.Helper()
	h.toSigner(t, id)
	h.approve(t, "signer", id)
}

func (h *house) publish(t *testing.T, id int64) {
	t.Helper()
	h.sign(t, id)
	must(t, h.news.Publish(t.Context(), h.people["signer"], id))
}

func (h *house) withdraw(t *testing.T, id int64) {
	t.Helper()
	h.publish(t, id)
	must(t, h.news.Withdraw(t.Context(), h.people["signer"], id, canary("withdrawn", "reason"), passphrase))
}

func (h *house) takeDown(t *testing.T, id int64) {
	t.Helper()
	h.publish(t, id)
	must(t, h.news.TakeDown(t.Context(), h.people["editor"], id, canary("taken-down", "reason")))
}

func (h *house) sendBack(t *testing.T, id int64) {
	t.Helper()
	h.submit(t, id)
	must(t, h.news.Return(t.Context(), h.people["first"], id, newsroom.Returning{
		Category: models.ReturnFacts, Reason: canary("returned", "reason"), Points: []newsroom.PointNamed{{Article: h.articles["returned"][0], Note: canary("returned", "point")}},
	}))
	list, err := h.news.Points(t.Context(), h.people["editor"], id)
	must(t, err)
	h.point = list.Points[0].ID
	must(t, h.news.AnswerPoint(t.Context(), h.people["editor"], id, h.point, newsroom.Answering{Done: true, Answer: canary("returned", "answer")}))
}

func (h *house) void(t *testing.T, id int64) {
	t.Helper()
	h.submit(t, id)
	must(t, h.news.Void(t.Context(), h.people["editor"], id, models.EventVoid, canary("voided", "reason"), ""))
}

func (h *house) remove(t *testing.T, id int64) {
	t.Helper()
	must(t, h.news.DeleteIssue(t.Context(), h.people["editor"], id))
}

// record enters first's decision from paper.
func (h *house) record(t *testing.T, id int64) {
	t.Helper()
	h.submit(t, id)
	p, err := h.news.Review(t.Context(), h.people["proofreader"], id)
	must(t, err)
	must(t, h.news.RecordDecision(t.Context(), h.people["proofreader"], id, newsroom.Record{
		Verdict: models.Approved, Way: models.OnPaper, By: h.people["first"].UserID, DecidedOn: "2026-11-02", Opinion: canary("recorded", "opinion-first"),
		Code: models.CheckCode(p.Hash), Scan: png, ScanName: canary("recorded", "scan") + ".png",
	}))
	must(t, h.store.Read(t.Context(), func(tx *store.Tx) error {
		list, err := tx.Decisions(id)
		if err == nil {
			h.decision, h.scan = list[0].ID, *list[0].UploadID
		}
		return err
	}))
}

// loose makes what stands in no issue, and an issue of the bulletin next door.
func (h *house) loose(t *testing.T) {
	t.Helper()
	ctx, a := t.Context(), h.people["editor"]
	for _, name := range []string{"pool", "binned"} {
		id, err := h.news.CreateArticle(ctx, a, 0, 0, canary(name, "title"), "")
		must(t, err)
		h.retext(t, a, id, func(text *models.ArticleText) {
			text.Source = canary(name, "source")
			text.Body.Blocks = []models.Block{{ID: models.NewBlockID(), Kind: models.Paragraph, Inlines: models.Text(canary(name, "body"))}}
		})
		h.articles[name] = []int64{id}
	}
	must(t, h.news.DeleteArticle(ctx, a, h.articles["binned"][0]))
	m, err := h.news.RegisterMaterial(ctx, a, newsroom.NewMaterial{
		Unit: canary("material", "unit"), Sender: canary("material", "sender"), Note: canary("material", "note"), Name: canary("material", "file") + ".txt",
		Data: []byte(canary("material", "title") + "\n" + canary("material", "body")),
	})
	must(t, err)
	h.material = m.ID
	h.finished, err = h.news.StartImport(ctx, a, canary("finished", "file")+".txt", manuscriptOf("finished", 750))
	must(t, err)
	p, err := h.news.Import(ctx, a, h.finished)
	must(t, err)
	issue, err := h.news.ConfirmImport(ctx, a, h.finished, p.Import.Version, p.Issue)
	must(t, err)
	h.learn(t, "finished", a, issue.ID)
	for name, who := range map[string]string{"spare": "editor", "neighbour": "outsider"} {
		p, err := h.news.AddPicture(ctx, h.people[who], canary(name, "picture")+".png", drawing(t, len(h.pictures)))
		must(t, err)
		h.pictures[name] = p.SHA256
	}
	h.imported, err = h.news.StartImport(ctx, a, canary("imported", "file")+".txt", manuscriptOf("imported", 751))
	must(t, err)
	issue, _, err = h.news.ImportFile(ctx, h.people["outsider"], "next.txt", []byte(strings.ReplaceAll(string(manuscriptOf("neighbour", 1)), "开放前沿", "邻风")), true)
	must(t, err)
	h.learn(t, "neighbour", h.people["outsider"], issue.ID)
}

// discuss has first, whose step is over, comment on an article under review and propose another text.
func (h *house) discuss(t *testing.T) {
	t.Helper()
	ctx, a, id := t.Context(), h.people["first"], h.articles["reviewing"][0]
	p, err := h.news.Article(ctx, a, id)
	must(t, err)
	h.block = p.Revision.Text.Body.Blocks[0].ID
	h.comment, err = h.news.AddComment(ctx, a, id, newsroom.NewComment{Block: h.block, Quote: "北屿口岸", Text: canary("reviewing", "comment"), Mentions: []int64{h.people["editor"].UserID}})
	must(t, err)
	h.proposal, err = h.news.Propose(ctx, a, id, newsroom.NewProposal{Base: p.Article.RevisionID, Block: h.block, After: canary("reviewing", "proposal"), Note: canary("reviewing", "why")})
	must(t, err)
}

// write has editor2 leave a side revision and unsaved text.
func (h *house) write(t *testing.T) {
	t.Helper()
	ctx, a, id := t.Context(), h.people["editor2"], h.articles["draft"][0]
	p, err := h.news.Article(ctx, a, id)
	must(t, err)
	text := p.Revision.Text
	text.Source = canary("draft", "side")
	side, err := h.news.KeepAside(ctx, a, id, newsroom.SaveArticle{Base: p.Article.RevisionID, Text: text})
	must(t, err)
	text.Source = canary("draft", "copy")
	_, err = h.news.StoreCopy(ctx, a, id, newsroom.CopyInput{Base: p.Article.RevisionID, Text: text, State: p.Article.State})
	must(t, err)
	list, err := h.news.Copies(ctx, a)
	must(t, err)
	h.side, h.copied = side.ID, list[0].ID
}

// read has somebody have read, once, every article and page of the issues that were published.
func (h *house) read(t *testing.T) {
	t.Helper()
	open := func(of models.FigureOf) {
		of.BulletinID = h.bulletin.ID
		h.news.CountView(of)
	}
	for name, i := range h.issues {
		if h.state(t, i.ID).EditionID == nil {
			continue
		}
		open(models.FigureOf{Kind: models.IssueFigure, SubjectID: i.ID})
		open(models.FigureOf{Kind: models.SectionFigure, Section: canary(name, "section")})
		for _, id := range h.articles[name] {
			open(models.FigureOf{Kind: models.ArticleFigure, SubjectID: id})
		}
	}
	must(t, h.news.WriteFigures(t.Context()))
}

func (h *house) learn(t *testing.T, name string, a models.Actor, id int64) {
	t.Helper()
	c, err := h.news.Contents(t.Context(), a, id)
	must(t, err)
	h.know(name, c)
}

// browsers signs everybody in.
func (h *house) browsers(t *testing.T) map[string]*browser {
	t.Helper()
	out := map[string]*browser{"visitor": h.browser(t)}
	for who := range h.people {
		out[who] = h.signedIn(t, who)
	}
	return out
}

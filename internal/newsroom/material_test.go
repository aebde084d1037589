package newsroom_test

import (
	"context"
	"testing"
	"time"

	"jianbao/internal/newsroom"
	"jianbao/models"
)

const sentIn = "口岸通关再提速\n北屿口岸推行提前申报，平均通关时间压缩到三小时以内，企业反映良好。今年以来已有二百余家企业受益，节约物流费用一千二百万元。\n"

func (o *office) registered(t *testing.T, name, text string) models.Material {
	t.Helper()
	m, err := o.RegisterMaterial(t.Context(), o.editor, newsroom.NewMaterial{Unit: " 青圩片区管委会 ", Sender: "王小满", Channel: models.ChannelMail, Name: name, Data: []byte(text)})
	must(t, err)
	return m
}

func TestAFileThatCameInIsRegisteredWithItsOriginalAndItsText(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		before := o.entries(t)
		m := o.registered(t, "口岸 来稿.txt", sentIn)
		if got := o.entries(t) - before; got != 1 {
			t.Errorf("%d entries in the log", got)
		}
		p, err := o.Material(ctx, o.auditor, m.ID)
		must(t, err)
		if p.Article.Title != "口岸通关再提速" || p.Unit != "青圩片区管委会" || p.Fate != models.Received || p.Text.Units[0] != "青圩片区管委会" || p.Text.Origin != models.OriginSent {
			t.Errorf("%+v", p)
		}
		u, data, err := o.MaterialFile(ctx, o.editor2, m.ID)
		must(t, err)
		if string(data) != sentIn || u.Name != "口岸 来稿.txt" {
			t.Errorf("the original is %s, %q", u.Name, data)
		}
		pool, err := o.Pool(ctx, o.editor, newsroom.PoolQuery{})
		must(t, err)
		if len(pool.Articles) != 1 || pool.Articles[0].ID != m.ArticleID {
			t.Errorf("the pool holds %+v", pool.Articles)
		}
		bad := o.registered(t, "看不懂.wps", "\x00\x01\x02")
		if bad.Unread == "" {
			t.Error("a file without text does not say so")
		}
		if p, err = o.Material(ctx, o.editor, bad.ID); err != nil || p.Article.Title != "看不懂" {
			t.Errorf("it is called %q, %v", p.Article.Title, err)
		}
	})
}

func TestTheFateOfMaterialFollowsItsArticle(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		m := o.registered(t, "a.txt", sentIn)
		refused(t, o.DecideMaterial(ctx, o.editor, m.ID, m.Version, models.Declined, " "), models.CodeInvalid, "error.invalid")
		must(t, o.DecideMaterial(ctx, o.editor, m.ID, m.Version, models.HeldOver, "下期再用"))
		held, err := o.Pool(ctx, o.editor, newsroom.PoolQuery{})
		must(t, err)
		if !held.HeldOver[m.ArticleID] {
			t.Error("the pool does not say that it was held over")
		}
		page, err := o.Article(ctx, o.editor, m.ArticleID)
		must(t, err)
		if page.Material != m.ID {
			t.Errorf("the article came from entry %d, want %d", page.Material, m.ID)
		}
		refused(t, o.DecideMaterial(ctx, o.editor2, m.ID, m.Version, models.Declined, "重复"), models.CodeConflict, "material.changed_meanwhile")

		issue := o.imported(t, o.editor, 87)
		c, err := o.Contents(ctx, o.editor, issue.ID)
		must(t, err)
		_, err = o.PlaceArticle(ctx, o.editor, issue.ID, c.Sections[0].ID, m.ArticleID, "")
		must(t, err)
		p, err := o.Material(ctx, o.editor, m.ID)
		must(t, err)
		if p.Fate != models.Adopted || p.Issue == nil || p.Issue.Number != 87 {
			t.Errorf("the fate is %s in %+v", p.Fate, p.Issue)
		}
		refused(t, o.DecideMaterial(ctx, o.editor, m.ID, p.Version, models.Declined, "重复"), models.CodeConflict, "material.adopted_now")
		must(t, o.reorder(t, issue.ID, func(was models.Order) models.Order { return was.Without(m.ArticleID) }, m.ArticleID))
		must(t, o.DecideMaterial(ctx, o.editor, m.ID, p.Version, models.Declined, "重复"))
		pool, err := o.Pool(ctx, o.editor, newsroom.PoolQuery{})
		must(t, err)
		if len(pool.Articles) != 0 {
			t.Errorf("the pool still offers what was declined: %+v", pool.Articles)
		}
		if list := o.materials(ctx, t, newsroom.MaterialQuery{Fate: models.Declined}); list.Total != 1 || list.Rows[0].Reason != "重复" {
			t.Errorf("declined: %+v", list.Rows)
		}
	})
}

func (o *office) materials(ctx context.Context, t *testing.T, q newsroom.MaterialQuery) newsroom.MaterialList {
	t.Helper()
	list, err := o.Materials(ctx, o.editor, q)
	must(t, err)
	return list
}

func TestTheRegisterIsNarrowedByUnitDayAndFate(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		shanghai, err := time.LoadLocation("Asia/Shanghai")
		must(t, err)
		for unit, at := range map[string]time.Time{ // the first and the last minute of a day in the office
			"青圩片区": time.Date(2026, 11, 3, 0, 0, 0, 0, shanghai), "北屿海关": time.Date(2026, 11, 3, 23, 59, 0, 0, shanghai), "省商务厅": time.Date(2026, 11, 4, 0, 0, 0, 0, shanghai),
		} {
			_, err := o.RegisterMaterial(ctx, o.editor, newsroom.NewMaterial{Unit: unit, ReceivedAt: at, Name: unit + ".txt", Data: []byte(unit + "的来稿\n" + sentIn)})
			must(t, err)
		}
		for _, c := range []struct {
			q    newsroom.MaterialQuery
			want int
		}{
			{newsroom.MaterialQuery{}, 3},
			{newsroom.MaterialQuery{Unit: "北屿海关"}, 1},
			{newsroom.MaterialQuery{From: "2026-11-03", To: "2026-11-03"}, 2},
			{newsroom.MaterialQuery{From: "2026-11-04"}, 1},
			{newsroom.MaterialQuery{To: "2026-11-02"}, 0},
			{newsroom.MaterialQuery{Fate: models.Received}, 3},
			{newsroom.MaterialQuery{Fate: models.Adopted}, 0},
			{newsroom.MaterialQuery{Unit: "没有"}, 0},
		} {
			if got := o.materials(ctx, t, c.q); got.Total != c.want || len(got.Rows) != c.want || len(got.Units) != 3 {
				t.Errorf("%+v finds %d, %d rows, %d units", c.q, got.Total, len(got.Rows), len(got.Units))
			}
		}
	})
}

func TestWhatCameBeforeIsPointedOut(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		first := o.registered(t, "a.txt", sentIn)
		if len(first.Alike) != 0 {
			t.Errorf("the first resembles %+v", first.Alike)
		}
		again := o.registered(t, "b.txt", sentIn)
		if len(again.Alike) != 1 || again.Alike[0] != (models.Alike{Article: first.ArticleID, Kind: models.SameFile, Percent: 100}) {
			t.Errorf("the same file resembles %+v", again.Alike)
		}
		rewritten := o.registered(t, "c.txt", "另一个题目\n近日获悉，北屿口岸推行提前申报，平均通关时间压缩到三小时以内，企业反映良好。今年以来已有二百余家企业受益。\n")
		if len(rewritten.Alike) != 2 || rewritten.Alike[0].Kind != models.SameText {
			t.Errorf("the rewritten one resembles %+v", rewritten.Alike)
		}
		must(t, o.DeleteArticle(t.Context(), o.editor, first.ArticleID))
		p, err := o.Material(t.Context(), o.editor, rewritten.ID)
		must(t, err)
		if len(p.Alike) != 1 {
			t.Errorf("what was deleted is still shown: %+v", p.Alike)
		}
	})
}

func TestOnlyEditorsRegisterAndOthersFindNothing(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		m := o.registered(t, "a.txt", sentIn)
		before := o.entries(t)
		for name, a := range map[string]models.Actor{"reviewer": o.first, "signer": o.signer, "reader": o.reader, "admin": o.admin, "proofreader": o.proofreader} {
			_, err := o.Material(ctx, a, m.ID)
			wantCode(t, name+" reads", err, models.CodeNotFound)
			_, err = o.Materials(ctx, a, newsroom.MaterialQuery{})
			wantCode(t, name+" lists", err, models.CodeNotFound)
			_, err = o.RegisterMaterial(ctx, a, newsroom.NewMaterial{Name: "x.txt", Data: []byte(sentIn)})
			wantCode(t, name+" registers", err, models.CodeForbidden)
			wantCode(t, name+" decides", o.DecideMaterial(ctx, a, m.ID, m.Version, models.HeldOver, ""), models.CodeNotFound)
		}
		_, err := o.RegisterMaterial(ctx, o.auditor, newsroom.NewMaterial{Name: "x.txt", Data: []byte(sentIn)})
		wantCode(t, "auditor registers", err, models.CodeForbidden)
		wantCode(t, "auditor decides", o.DecideMaterial(ctx, o.auditor, m.ID, m.Version, models.HeldOver, ""), models.CodeForbidden)
		if o.entries(t) != before {
			t.Error("a refusal wrote into the log")
		}
	})
}

package newsroom_test

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"slices"
	"sync"
	"testing"

	"jianbao/internal/newsroom"
	"jianbao/internal/picture"
	"jianbao/internal/store"
	"jianbao/models"
)

// drawing is a picture of one colour as a file.
func drawing(tb testing.TB, shade uint8, width int) []byte {
	tb.Helper()
	m := image.NewRGBA(image.Rect(0, 0, width, 20))
	draw.Draw(m, m.Rect, image.NewUniform(color.RGBA{shade, 90, 120, 255}), image.Point{}, draw.Src)
	var buf bytes.Buffer
	must(tb, png.Encode(&buf, m))
	return buf.Bytes()
}

func (o *office) picture(tb testing.TB, shade uint8) models.StoredPicture {
	tb.Helper()
	p, err := o.AddPicture(tb.Context(), o.editor, "口岸.png", drawing(tb, shade, 1200))
	must(tb, err)
	return p
}

// illustrate puts a picture at the end of an article.
func (o *office) illustrate(tb testing.TB, a models.Actor, article int64, hash, alt string, state models.ArticleState) error {
	tb.Helper()
	p, err := o.Article(tb.Context(), a, article)
	must(tb, err)
	t := p.Revision.Text
	t.Body.Blocks = append(append([]models.Block(nil), t.Body.Blocks...), models.Block{ID: models.NewBlockID(), Kind: models.Image, Picture: &models.Picture{SHA256: hash, Alt: alt, Width: 3}})
	_, err = o.SaveArticle(tb.Context(), a, article, newsroom.SaveArticle{Base: p.Article.RevisionID, Text: t, State: state})
	return err
}

func TestTheFormForScreensIsAsWideAsPagesBelieve(t *testing.T) {
	t.Parallel()
	if picture.ScreenWidth != models.ScreenWidth {
		t.Errorf("pictures are made %d wide, pages say %d", picture.ScreenWidth, models.ScreenWidth)
	}
}

func TestTheSamePictureIsKeptOnce(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		first := o.picture(t, 10)
		if first.Width != 1200 || first.Height != 20 || first.ScreenSHA256 == first.SHA256 || first.OriginalSHA256 == "" || first.ContentType != "image/png" {
			t.Errorf("stored as %+v", first)
		}
		entries := o.entries(t)
		shown, err := o.Picture(t.Context(), o.editor, first.SHA256, false)
		must(t, err)
		for name, data := range map[string][]byte{"the same file": drawing(t, 10, 1200), "what was made of it": shown.Data, "with a remark behind it": append(drawing(t, 10, 1200), "remark"...)} {
			again, err := o.AddPicture(t.Context(), o.editor2, "another name.png", data)
			must(t, err)
			if again.ID != first.ID || again.Name != first.Name || o.entries(t) != entries {
				t.Errorf("%s: picture %d, %d entries more", name, again.ID, o.entries(t)-entries)
			}
		}
	})
}

func TestAPictureBroughtInTwiceAtTheSameMomentIsKeptOnce(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		var all sync.WaitGroup
		ids := make([]int64, 6)
		for i := range ids {
			all.Go(func() {
				p, err := o.AddPicture(o.t.Context(), o.editor, "口岸.png", drawing(o.t, 40, 30))
				if err != nil {
					o.t.Error(err)
				}
				ids[i] = p.ID
			})
		}
		all.Wait()
		for _, id := range ids {
			if id != ids[0] {
				o.t.Errorf("ids %v", ids)
			}
		}
		if o.entries(o.t) != 1 {
			o.t.Errorf("%d audit entries", o.entries(o.t))
		}
	})
}

func TestWhoMayWriteATextMayAddAPicture(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		ctx, t := o.t.Context(), o.t
		add := func(a models.Actor) error {
			_, err := o.AddPicture(ctx, a, "图.png", drawing(t, 60, 30))
			return err
		}
		for _, a := range []models.Actor{o.proofreader, o.first, o.second, o.signer, o.auditor, o.reader, o.admin} {
			refused(t, add(a), models.CodeForbidden, "error.forbidden")
		}
		issue := o.imported(t, o.editor, 87)
		must(t, o.Submit(ctx, o.editor, issue.ID))
		must(t, add(o.first)) // whose step it is
		refused(t, add(o.signer), models.CodeForbidden, "error.forbidden")
		refused(t, add(models.Actor{BulletinID: o.bulletin.ID, Role: models.Visitor}), models.CodeForbidden, "error.forbidden")
		for _, c := range []struct {
			data []byte
			code models.Code
			key  string
		}{
			{nil, models.CodeInvalid, "picture.empty"},
			{[]byte("<svg/>"), models.CodeUnsupported, "picture.other_type"},
			{[]byte("text"), models.CodeUnsupported, "picture.unknown_type"},
			{make([]byte, newsroom.MaxPicture+1), models.CodeTooLarge, "picture.too_large"},
			{drawing(t, 5, 30)[:50], models.CodeInvalid, "picture.damaged"},
		} {
			_, err := o.AddPicture(ctx, o.editor, "x", c.data)
			refused(t, err, c.code, c.key)
		}
	})
}

func TestATextUsesOnlyPicturesOfItsBulletin(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		ctx, t := o.t.Context(), o.t
		issue := o.imported(t, o.editor, 87)
		article := o.articles(t, issue.ID)[0]
		p := o.picture(t, 10)
		must(t, o.illustrate(t, o.editor, article, p.SHA256, "口岸照片", ""))
		page, err := o.Article(ctx, o.editor, article)
		must(t, err)
		blocks := page.Revision.Text.Body.Blocks
		if got := blocks[len(blocks)-1].Picture; got.Width != 1200 || got.Height != 20 {
			t.Errorf("the stored text says %+v", got)
		}
		next := models.Bulletin{Slug: "linfeng", Name: "邻风", Host: "邻省", Access: models.Public, ArticleNumbering: models.Continuous, Chain: models.DefaultChain()}
		write(t, o.store, func(tx *store.Tx) error { return tx.CreateBulletin(&next) })
		stranger := models.Actor{UserID: o.editor2.UserID, Name: "邻", BulletinID: next.ID, Role: models.Editor}
		write(t, o.store, func(tx *store.Tx) error {
			return tx.CreateMembership(&models.Membership{UserID: stranger.UserID, BulletinID: next.ID, Role: models.Editor})
		})
		theirs, err := o.AddPicture(ctx, stranger, "邻.png", drawing(t, 200, 30))
		must(t, err)
		refused(t, o.illustrate(t, o.editor, article, theirs.SHA256, "别处的", ""), models.CodeInvalid, "picture.not_in_library")
		_, err = o.Picture(ctx, stranger, p.SHA256, false)
		refused(t, err, models.CodeNotFound, "")
		spare := o.picture(t, 30)
		_, err = o.DeletePicture(ctx, o.editor, spare.SHA256)
		must(t, err)
		refused(t, o.illustrate(t, o.editor, article, spare.SHA256, "删掉的", ""), models.CodeInvalid, "blocks[2] picture.was_deleted")
	})
}

func TestAPictureNeedsItsTextAlternative(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		ctx, t := o.t.Context(), o.t
		issue := o.imported(t, o.editor, 87)
		article := o.articles(t, issue.ID)[0]
		p := o.picture(t, 10)
		refused(t, o.illustrate(t, o.editor, article, p.SHA256, "", ""), models.CodeInvalid, "blocks[1] picture.alt_missing")
		must(t, o.illustrate(t, o.editor, article, p.SHA256, "口岸照片", models.ArticleReady))
		// As a file brings it in, without one.
		page, err := o.Article(ctx, o.editor, article)
		must(t, err)
		text := page.Revision.Text
		text.Body.Blocks[1].Picture.Alt = ""
		write(t, o.store, func(tx *store.Tx) error {
			r := models.Revision{ArticleID: article, Text: text, Hash: text.Hash(), Cause: models.CauseImported, AuthorID: o.editor.UserID}
			if err := tx.CreateRevision(&r); err != nil {
				return err
			}
			art := page.Article
			art.RevisionID, art.Hash, art.State = r.ID, r.Hash, models.ArticleDraft
			return tx.UpdateArticle(&art)
		})
		must(t, o.retext(t, o.editor, article, "改了一个字。", "")) // what was missing already may wait
		page, err = o.Article(ctx, o.editor, article)
		must(t, err)
		_, err = o.SaveArticle(ctx, o.editor, article, newsroom.SaveArticle{Base: page.Article.RevisionID, Text: page.Revision.Text, State: models.ArticleReady})
		refused(t, err, models.CodeInvalid, "blocks[1] picture.alt_missing")
		refused(t, o.Submit(ctx, o.editor, issue.ID), models.CodeInvalid, "proof proof.alt")
		page.Revision.Text.Body.Blocks[1].Picture.Alt = "口岸照片"
		_, err = o.SaveArticle(ctx, o.editor, article, newsroom.SaveArticle{Base: page.Article.RevisionID, Text: page.Revision.Text, State: models.ArticleReady})
		must(t, err)
		must(t, o.Submit(ctx, o.editor, issue.ID))
	})
}

func TestAPictureInUseIsNotDeleted(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		ctx, t := o.t.Context(), o.t
		issue := o.imported(t, o.editor, 87)
		article := o.articles(t, issue.ID)[0]
		p, spare := o.picture(t, 10), o.picture(t, 30)
		must(t, o.illustrate(t, o.editor, article, p.SHA256, "口岸照片", ""))
		used := func(want ...string) {
			t.Helper()
			_, err := o.DeletePicture(ctx, o.editor, p.SHA256)
			refused(t, err, models.CodeConflict, "picture.in_use")
			e, ok := errors.AsType[*newsroom.PictureInUse](err)
			if !ok || len(e.Uses) != len(want) {
				t.Fatalf("uses %+v, want %q", e, want)
			}
			for i, u := range e.Uses {
				if u.Issue() != want[i] || u.Title != "口岸通关提速" || u.ArticleID != article {
					t.Errorf("use %+v, want one in %q", u, want[i])
				}
			}
		}
		used("第87期")
		must(t, o.Submit(ctx, o.editor, issue.ID))
		for _, a := range []models.Actor{o.first, o.second, o.signer} {
			must(t, o.approve(t, a, issue.ID, "同意"))
		}
		must(t, o.Publish(ctx, o.signer, issue.ID))
		used("第87期", "第87期")
		list, err := o.Pictures(ctx, o.auditor, false, 1)
		must(t, err)
		if list.Total != 2 || len(list.Uses[p.SHA256]) != 2 || len(list.Uses[spare.SHA256]) != 0 || list.Uses[p.SHA256][0].Edition != 1 {
			t.Errorf("the library says %+v", list)
		}
		before := o.entries(t)
		for range 2 {
			_, err = o.DeletePicture(ctx, o.editor, spare.SHA256)
			must(t, err)
		}
		deleted, err := o.Pictures(ctx, o.editor, true, 1)
		must(t, err)
		if deleted.Total != 1 || o.entries(t) != before+1 {
			t.Errorf("%d deleted, %d entries", deleted.Total, o.entries(t)-before)
		}
		if again := o.picture(t, 30); again.DeletedAt != nil || again.ID != spare.ID || o.entries(t) != before+2 {
			t.Errorf("brought in again it is %+v", again)
		}
		_, err = o.DeletePicture(ctx, o.auditor, spare.SHA256)
		refused(t, err, models.CodeForbidden, "error.forbidden")
		_, err = o.DeletePicture(ctx, o.first, spare.SHA256)
		refused(t, err, models.CodeNotFound, "")
	})
}

// uses tells where a picture is said to stand when somebody wants to delete it: who wrote that, and whether it is a side revision.
// While it stands nowhere, it is deleted and brought back.
func (o *office) uses(tb testing.TB, hash string) (out []string) {
	tb.Helper()
	_, err := o.DeletePicture(tb.Context(), o.editor, hash)
	if err == nil {
		_, err = o.RestorePicture(tb.Context(), o.editor, hash)
		must(tb, err)
		return nil
	}
	refused(tb, err, models.CodeConflict, "picture.in_use")
	e, _ := errors.AsType[*newsroom.PictureInUse](err)
	list, err := o.Pictures(tb.Context(), o.editor, false, 1)
	must(tb, err)
	if e == nil || !slices.Equal(list.Uses[hash], e.Uses) {
		tb.Errorf("the library lists %+v, the refusal %+v", list.Uses[hash], e)
	}
	for _, u := range list.Uses[hash] {
		out = append(out, fmt.Sprintf("%s %v", u.Writer, u.Side > 0))
	}
	return out
}

func TestAPictureInATextThatIsNotSavedYetIsInUse(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		ctx, t := o.t.Context(), o.t
		article := o.articles(t, o.imported(t, o.editor, 87).ID)[0]
		p, other := o.picture(t, 10), o.picture(t, 30)
		shown, err := o.Article(ctx, o.editor2, article)
		must(t, err)
		text := shown.Revision.Text
		text.Body.Blocks = append(slices.Clone(text.Body.Blocks), models.Block{ID: models.NewBlockID(), Kind: models.Image, Picture: &models.Picture{SHA256: p.SHA256, Alt: "口岸", Width: 3}})
		base := shown.Article.RevisionID
		expect := func(when string, want ...string) {
			t.Helper()
			if got := o.uses(t, p.SHA256); !slices.Equal(got, want) {
				t.Errorf("%s: the picture stands in %q, want %q", when, got, want)
			}
		}
		expect("before")
		_, err = o.StoreCopy(ctx, o.editor2, article, newsroom.CopyInput{Base: base, Text: text, State: shown.Article.State})
		must(t, err)
		expect("in a working copy", "陈编辑 false")
		if got := o.uses(t, other.SHA256); got != nil {
			t.Errorf("another picture stands in %q", got)
		}
		must(t, o.retext(t, o.editor, article, "先保存的。", ""))
		_, err = o.SaveArticle(ctx, o.editor2, article, newsroom.SaveArticle{Base: base, Text: text})
		refused(t, err, models.CodeConflict, "article.conflict")
		expect("in both", "陈编辑 false", "陈编辑 true")
		mine, err := o.Copies(ctx, o.editor2)
		must(t, err)
		_, err = o.DiscardCopy(ctx, o.editor2, mine[0].ID, mine[0].Version)
		must(t, err)
		expect("in a side revision", "陈编辑 true")
		must(t, o.retext(t, o.editor, article, "又保存一次。", ""))
		expect("when others save", "陈编辑 true")
		must(t, o.retext(t, o.editor2, article, "不用那张图。", ""))
		expect("when its writer has saved without it")
	})
}

func TestAPictureIsSeenWhereItsTextIsSeen(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		ctx, t := o.t.Context(), o.t
		issue := o.imported(t, o.editor, 87)
		p, unused := o.picture(t, 10), o.picture(t, 30)
		must(t, o.illustrate(t, o.editor, o.articles(t, issue.ID)[0], p.SHA256, "口岸照片", ""))
		visitor := models.Actor{Role: models.Visitor}
		desk := func(a models.Actor, hash string) models.Code {
			_, err := o.Picture(ctx, a, hash, false)
			return codeOf(err)
		}
		reader := func(a models.Actor, issue int64, hash string) models.Code {
			_, err := o.EditionPicture(ctx, a, o.bulletin, issue, hash, true)
			return codeOf(err)
		}
		expect := func(what string, got, want models.Code) {
			t.Helper()
			if got != want {
				t.Errorf("%s: %q, want %q", what, got, want)
			}
		}
		expect("an editor, a draft", desk(o.editor2, p.SHA256), "")
		expect("a reviewer, a draft", desk(o.first, p.SHA256), models.CodeNotFound)
		expect("a visitor, a draft", reader(visitor, issue.ID, p.SHA256), models.CodeNotFound)
		must(t, o.Submit(ctx, o.editor, issue.ID))
		expect("a reviewer, under review", desk(o.first, p.SHA256), "")
		expect("a reviewer, of no text", desk(o.first, unused.SHA256), models.CodeNotFound)
		expect("a reader at the desk", desk(o.reader, p.SHA256), models.CodeNotFound)
		for _, a := range []models.Actor{o.first, o.second, o.signer} {
			must(t, o.approve(t, a, issue.ID, "同意"))
		}
		expect("a visitor, signed", reader(visitor, issue.ID, p.SHA256), models.CodeNotFound)
		must(t, o.Publish(ctx, o.signer, issue.ID))
		expect("a visitor, published", reader(visitor, issue.ID, p.SHA256), "")
		expect("a visitor, of another text", reader(visitor, issue.ID, unused.SHA256), models.CodeNotFound)
		expect("a visitor, in another issue", reader(visitor, issue.ID+1, p.SHA256), models.CodeNotFound)
		must(t, o.Withdraw(ctx, o.signer, issue.ID, "有误", password))
		expect("a visitor, withdrawn", reader(visitor, issue.ID, p.SHA256), models.CodeGone)
	})
}

// codeOf is the code of an error, "" of none.
func codeOf(err error) models.Code {
	if err == nil {
		return ""
	}
	return models.CodeOf(err)
}

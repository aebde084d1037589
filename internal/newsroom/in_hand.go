package newsroom

import (
	"jianbao/internal/store"
	"jianbao/models"
)

// ImportInHand is a file that waits on the mapping screen.
type ImportInHand struct {
	models.Import
	File string // name of the file
	By   string // who brought it in
}

// importsInHand lists the newest files that wait on the mapping screen, for those who could confirm them.
func importsInHand(tx *store.Tx, a models.Actor) ([]ImportInHand, error) {
	if !models.Can(a.Role, models.EditContent, models.Circumstances{}) {
		return nil, nil
	}
	list, err := tx.OpenImports(a.BulletinID)
	if err != nil {
		return nil, err
	}
	list = list[:min(len(list), MaxToDo)]
	uploads, users := make([]int64, len(list)), make([]int64, len(list))
	for i, im := range list {
		uploads[i], users[i] = im.UploadID, im.UserID
	}
	files, err := tx.UploadsByID(uploads)
	if err != nil {
		return nil, err
	}
	names, err := tx.UserNames(users)
	out := make([]ImportInHand, len(list))
	for i, im := range list {
		out[i] = ImportInHand{Import: im, File: files[im.UploadID].Name, By: names[im.UserID]}
	}
	return out, err
}

// copiesInHand lists what the actor has written in the bulletin and not saved, newest first, as far as the article can be opened.
func (n *Newsroom) copiesInHand(tx *store.Tx, a models.Actor, b models.Bulletin) (out []CopyShown, err error) {
	list, articles, err := unsavedOf(tx, a.UserID)
	if err != nil {
		return nil, err
	}
	opens := map[int64]bool{} // by issue
	for _, w := range list {
		if len(out) == MaxToDo {
			break
		}
		art := articles[w.ArticleID]
		if art.BulletinID != b.ID || art.DeletedAt != nil {
			continue
		}
		if may, err := n.opensOnce(tx, a, art, opens); err != nil {
			return nil, err
		} else if may {
			out = append(out, CopyShown{WorkingCopy: w, Bulletin: b})
		}
	}
	return out, nil
}

// opensOnce reports whether the actor may open an article; of the articles of one issue it asks for the first only, and notes the answer.
func (n *Newsroom) opensOnce(tx *store.Tx, a models.Actor, art models.Article, opens map[int64]bool) (bool, error) {
	issue := int64(0)
	if art.IssueID != nil {
		issue = *art.IssueID
	}
	if may, known := opens[issue]; known {
		return may, nil
	}
	_, _, err := n.openArticle(tx, a, art.ID, false)
	if err != nil && models.CodeOf(err) != models.CodeNotFound {
		return false, err
	}
	opens[issue] = err == nil
	return err == nil, nil
}

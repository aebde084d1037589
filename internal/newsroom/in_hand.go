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
func (n *Newsroom) copiesInHand(tx *store.Tx, a models.Actor) (out []CopyShown, err error) {
	list, err := tx.WorkingCopiesOf(a.UserID, MaxCopies)
	if err != nil {
		return nil, err
	}
	for _, w := range list {
		if len(out) == MaxToDo {
			break
		}
		art, _, err := n.openArticle(tx, a, w.ArticleID, false)
		if models.CodeOf(err) == models.CodeNotFound || err == nil && art.DeletedAt != nil {
			continue
		}
		if err != nil {
			return nil, err
		}
		shown, err := copyShown(tx, w)
		if err != nil {
			return nil, err
		}
		if shown != nil {
			out = append(out, *shown)
		}
	}
	return out, nil
}

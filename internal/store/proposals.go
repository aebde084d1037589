package store

import (
	"gorm.io/gorm"

	"jianbao/models"
)

// Proposals lists the proposals for an article, oldest first. There are at most models.MaxProposals.
func (tx *Tx) Proposals(article int64) ([]models.Proposal, error) {
	return all[models.Proposal](tx, "id", "article_id = ?", article)
}

// Proposal finds one proposal for an article.
func (tx *Tx) Proposal(article, id int64) (models.Proposal, error) {
	return one[models.Proposal](tx, "article_id = ? AND id = ?", article, id)
}

// CountProposals counts the proposals for an article.
func (tx *Tx) CountProposals(article int64) (n int, err error) {
	err = tx.scan(&n, "SELECT COUNT(*) FROM proposals WHERE article_id = ?", article)
	return n, err
}

// CreateProposal inserts an open proposal.
func (tx *Tx) CreateProposal(p *models.Proposal) error {
	p.CreatedAt, p.State = tx.Now, models.ProposalOpen
	return create(tx, p)
}

// DecideProposal writes what became of a proposal. The article is locked by whoever calls.
func (tx *Tx) DecideProposal(p *models.Proposal) error {
	p.DecidedAt = &tx.Now
	_, err := gorm.G[models.Proposal](tx.db).Where("id = ?", p.ID).Select("state", "decided_by", "decided_at", "revision_id").Updates(tx.ctx, *p)
	return err
}

// ProposersOf names, by revision, those whose proposals were accepted in it.
func (tx *Tx) ProposersOf(article int64) (map[int64][]string, error) {
	var rows []struct {
		RevisionID int64
		Name       string
	}
	err := tx.scan(&rows, "SELECT DISTINCT p.revision_id, u.name FROM proposals p JOIN users u ON u.id = p.author_id WHERE p.article_id = ? AND p.revision_id IS NOT NULL ORDER BY p.revision_id, u.name", article)
	out := make(map[int64][]string)
	for _, r := range rows {
		out[r.RevisionID] = append(out[r.RevisionID], r.Name)
	}
	return out, err
}

// StaffOf lists the enabled users of a bulletin who hold one of the roles, by name.
func (tx *Tx) StaffOf(bulletin int64, roles []models.Role) ([]models.User, error) {
	return all[models.User](tx, "name, id", "disabled_at IS NULL AND NOT administrator AND id IN (SELECT user_id FROM memberships WHERE bulletin_id = ? AND role IN ?)", bulletin, roles)
}

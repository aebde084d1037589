package newsroom

import (
	"context"
	"net/http"
	"slices"

	"jianbao/internal/store"
	"jianbao/models"
)

var scanTypes = []string{"application/pdf", "image/jpeg", "image/png"}

// scanType finds the type of a scan from its bytes.
func scanType(data []byte) (string, error) {
	var p models.Problems
	kind := http.DetectContentType(data)
	switch {
	case len(data) > MaxScan:
		p.Add("scan", "record.scan_too_large", models.Args{"Max": MaxScan >> 20})
	case !slices.Contains(scanTypes, kind):
		p.Add("scan", "record.scan_type")
	}
	return kind, p.Err()
}

// Upload gives a file of an issue to whoever may read its working copy: the file it was imported from, or a scan.
func (n *Newsroom) Upload(ctx context.Context, a models.Actor, issue, id int64) (u models.Upload, data []byte, err error) {
	err = n.read(ctx, a, func(tx *store.Tx) error {
		f, err := n.open(tx, a, issue, false)
		if err != nil {
			return err
		}
		belongs := f.issue.UploadID != nil && *f.issue.UploadID == id ||
			slices.ContainsFunc(f.decisions, func(d models.Decision) bool { return d.UploadID != nil && *d.UploadID == id })
		if !belongs {
			return models.NotFound()
		}
		u, err = tx.Upload(a.BulletinID, id)
		return err
	})
	if err != nil {
		return u, nil, err
	}
	data, err = n.files.Get(u.SHA256)
	return u, data, err
}

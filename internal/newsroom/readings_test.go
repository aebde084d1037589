package newsroom_test

import (
	"testing"

	"jianbao/models"
)

func TestWhoeverIsInformedReadsFromSubmissionAndBlocksNothing(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		refused(t, o.SetInformed(ctx, o.admin, o.bulletin.ID, o.bulletin.Version, []int64{o.reader.UserID}), models.CodeInvalid, "informed")
		wantCode(t, "by a signer", o.SetInformed(ctx, o.signer, o.bulletin.ID, o.bulletin.Version, nil), models.CodeNotFound)
		must(t, o.SetInformed(ctx, o.admin, o.bulletin.ID, o.bulletin.Version, []int64{o.signer2.UserID, o.proofreader2.UserID, o.signer2.UserID}))
		issue := o.imported(t, o.editor, 87)
		must(t, o.Submit(ctx, o.editor, issue.ID))
		toRead := func(a models.Actor) int {
			todo, err := o.ToDo(ctx, a)
			must(t, err)
			return len(todo.ToRead)
		}
		if toRead(o.signer2) != 1 || toRead(o.proofreader2) != 1 || toRead(o.signer) != 0 || o.waits(t, o.signer2) {
			t.Error("the issue is not for those who are informed, to read")
		}
		wantCode(t, "by somebody else", o.MarkRead(ctx, o.first, issue.ID), models.CodeForbidden)
		before := lastSeq(t, o)
		must(t, o.MarkRead(ctx, o.signer2, issue.ID))
		wantCode(t, "twice", o.MarkRead(ctx, o.signer2, issue.ID), models.CodeConflict)
		if got := actions(t, o, before); len(got) != 1 || got[0] != "issue.read" {
			t.Errorf("audited: %q", got)
		}
		for _, a := range []models.Actor{o.first, o.second, o.signer} { // proofreader2 has not read it
			must(t, o.approve(t, a, issue.ID, "同意"))
		}
		p, err := o.Review(ctx, o.editor, issue.ID)
		must(t, err)
		if r := p.SignOffRecord().Informed; len(r) != 2 || toRead(o.signer2) != 0 || toRead(o.proofreader2) != 1 {
			t.Errorf("informed are %+v", r)
		}
		for _, r := range p.Informed {
			if r.ReadAt.IsZero() != (r.Name == o.proofreader2.Name) {
				t.Errorf("%s has read it at %v", r.Name, r.ReadAt)
			}
		}
		must(t, o.Publish(ctx, o.signer, issue.ID))
	})
}

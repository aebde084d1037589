package newsroom_test

import (
	"sync"
	"testing"
	"time"

	"jianbao/internal/newsroom"
	"jianbao/internal/store"
	"jianbao/models"
)

func TestAnIssueGoesFromFileToReader(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		issue := o.imported(t, o.editor, 87)
		must(t, o.Submit(ctx, o.editor, issue.ID))
		must(t, o.approve(t, o.first, issue.ID, "同意"))
		must(t, o.retext(t, o.second, o.articles(t, issue.ID)[0], "北屿口岸推行提前申报，平均通关时间压缩到两小时以内。", ""))
		must(t, o.approve(t, o.second, issue.ID, "同意"))
		must(t, o.approve(t, o.signer, issue.ID, "同意印发"))
		must(t, o.Publish(ctx, o.signer, issue.ID))

		p, err := o.ReadIssue(ctx, models.Actor{Role: models.Visitor}, o.bulletin, issue.ID)
		must(t, err)
		if got := p.Edition.Content.Sections[0].Articles[0].Text.Body.PlainText(); got != "北屿口岸推行提前申报，平均通关时间压缩到两小时以内。" {
			t.Errorf("the reader sees %s", got)
		}
		c := p.Edition.Content.Colophon
		if c.Signer != o.signer.Name || len(c.Reviewers) != 2 || c.Editors[0] != o.editor.Name {
			t.Errorf("the colophon says %+v", c)
		}
		if p.Edition.ManifestHash != o.hash(t, o.signer, issue.ID) {
			t.Error("the edition has another hash than was signed")
		}
	})
}

func TestWhoDraftedActsOnNoStepAndNobodyActsOnTwo(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		// The second reviewer is an editor too, and drafts.
		write(t, o.store, func(tx *store.Tx) error {
			return tx.CreateMembership(&models.Membership{UserID: o.second.UserID, BulletinID: o.bulletin.ID, Role: models.Editor})
		})
		asEditor := o.second
		asEditor.Role = models.Editor
		issue := o.imported(t, asEditor, 87)
		refused(t, o.Submit(ctx, o.editor, issue.ID), models.CodeConflict, "review.unstaffed_by_separation") // who would act on the second step?
		o.person(t, "三审员", models.Reviewer)
		must(t, o.Submit(ctx, o.editor, issue.ID))
		if o.waits(t, o.second) || !o.waits(t, o.first) {
			t.Error("the issue waits for somebody who drafted it, or for nobody")
		}
		_, err := o.Ask(ctx, o.second, issue.ID, models.EventApprove)
		refused(t, err, models.CodeForbidden, "review.you_drafted")
		refused(t, o.approve(t, o.second, issue.ID, "同意"), models.CodeForbidden, "review.you_drafted")
		refused(t, o.Return(ctx, o.second, issue.ID, returning("请核对数据")), models.CodeForbidden, "review.you_drafted")
		refused(t, o.retext(t, o.second, o.articles(t, issue.ID)[0], "改一改。", ""), models.CodeForbidden, "review.you_drafted")

		must(t, o.approve(t, o.first, issue.ID, "同意"))
		refused(t, o.approve(t, o.first, issue.ID, "同意"), models.CodeForbidden, "review.you_acted_on_another_step")
		if o.waits(t, o.first) {
			t.Error("the second step waits for whoever has acted on the first")
		}
	})
}

func TestAReplacementCostsExactlyTheApprovalsItNames(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		issue := o.imported(t, o.editor, 87)
		must(t, o.Submit(ctx, o.editor, issue.ID))
		must(t, o.approve(t, o.first, issue.ID, "同意"))
		article := o.articles(t, issue.ID)[1]
		before := o.state(t, issue.ID)

		r := replacement(t, o.retext(t, o.editor, article, "青圩保税区首批维修设备三百台套。", ""))
		if len(r.Lost) != 1 || r.Lost[0].By != o.first.Name || r.Back != "初审" {
			t.Errorf("the page names %+v, back to %s", r.Lost, r.Back)
		}
		if o.state(t, issue.ID).Version != before.Version {
			t.Error("an unconfirmed replacement changed the issue")
		}
		must(t, o.retext(t, o.editor, article, "青圩保税区首批维修设备三百台套。", r.Token))
		p, err := o.Review(ctx, o.second, issue.ID)
		must(t, err)
		if p.Run.Step != 0 || p.Steps[0].Decision != nil || p.Steps[0].Lost == nil {
			t.Errorf("the run stands at step %d, %+v", p.Run.Step, p.Steps)
		}
		if len(p.Changed) != 1 || p.Changed[0].Article != article {
			t.Errorf("the reviewer sees %+v", p.Changed)
		}
		must(t, o.approve(t, o.first, issue.ID, "同意")) // the same person, the same step
		must(t, o.approve(t, o.second, issue.ID, "同意"))
	})
}

func TestAnUnchangedSaveMakesNoRevisionAndKeepsApprovals(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		issue := o.imported(t, o.editor, 87)
		must(t, o.Submit(ctx, o.editor, issue.ID))
		must(t, o.approve(t, o.first, issue.ID, "同意"))
		article := o.articles(t, issue.ID)[0]
		entries, version := o.entries(t), o.state(t, issue.ID).Version
		p, err := o.Article(ctx, o.editor, article)
		must(t, err)
		saved, err := o.SaveArticle(ctx, o.editor2, article, newsroom.SaveArticle{Base: p.Article.RevisionID, Text: p.Revision.Text})
		must(t, err)
		list, err := o.Revisions(ctx, o.editor, article)
		must(t, err)
		if saved || len(list.Revisions) != 1 || o.entries(t) != entries || o.state(t, issue.ID).Version != version {
			t.Error("an unchanged save left a trace")
		}
		must(t, o.approve(t, o.second, issue.ID, "同意"))
	})
}

func TestAReturnedIssueIsResubmittedAndUnchangedApprovalsCarry(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		issue := o.imported(t, o.editor, 87)
		must(t, o.Submit(ctx, o.editor, issue.ID))
		must(t, o.approve(t, o.first, issue.ID, "同意"))
		refused(t, o.Return(ctx, o.second, issue.ID, returning("  ")), models.CodeInvalid, "reason")
		must(t, o.Return(ctx, o.second, issue.ID, returning("第二篇数据请核对", o.articles(t, issue.ID)[1])))
		if s := o.state(t, issue.ID); s.Workflow != models.Returned {
			t.Fatalf("the issue is %s", s.Workflow)
		}

		must(t, o.Submit(ctx, o.editor, issue.ID)) // nothing changed: the first approval carries
		p, err := o.Review(ctx, o.second, issue.ID)
		must(t, err)
		if p.Run.Number != 2 || p.Run.Step != 1 || p.Steps[0].Decision == nil || p.Steps[0].Decision.CarriedFrom == nil {
			t.Errorf("run %d stands at step %d", p.Run.Number, p.Run.Step)
		}
		must(t, o.Return(ctx, o.second, issue.ID, returning("请改")))
		must(t, o.retext(t, o.editor, o.articles(t, issue.ID)[1], "青圩保税区首批维修设备二百二十台套。", ""))
		must(t, o.Submit(ctx, o.editor, issue.ID)) // now it does not
		p, err = o.Review(ctx, o.first, issue.ID)
		must(t, err)
		if p.Run.Number != 3 || p.Run.Step != 0 {
			t.Errorf("run %d stands at step %d", p.Run.Number, p.Run.Step)
		}
	})
}

func TestAReopenedIssueIsNeverSignedByAnOldSignature(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		issue := o.signed(t, 87)
		refused(t, o.Reopen(ctx, o.signer, issue.ID, "改一个数", "wrong password here"), models.CodeInvalid, "password")
		must(t, o.Reopen(ctx, o.signer, issue.ID, "改一个数", password))
		refused(t, o.Publish(ctx, o.signer, issue.ID), models.CodeConflict, "issue.not_in_this_state")
		must(t, o.Submit(ctx, o.editor, issue.ID))
		p, err := o.Review(ctx, o.signer, issue.ID)
		must(t, err)
		if p.Run.Step != 2 || p.Issue.Workflow != models.Reviewing {
			t.Errorf("%s at step %d", p.Issue.Workflow, p.Run.Step)
		}
	})
}

func TestOnlyTheSubmitterRecallsAndOnlyBeforeAnybodyActed(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		issue := o.imported(t, o.editor, 87)
		must(t, o.Submit(ctx, o.editor, issue.ID))
		refused(t, o.Recall(ctx, o.editor2, issue.ID), models.CodeConflict, "issue.not_in_this_state")
		must(t, o.Recall(ctx, o.editor, issue.ID))
		must(t, o.Submit(ctx, o.editor, issue.ID))
		must(t, o.retext(t, o.first, o.articles(t, issue.ID)[0], "初审改动。", ""))
		refused(t, o.Recall(ctx, o.editor, issue.ID), models.CodeConflict, "issue.not_in_this_state")
	})
}

func TestChangingTheSettingsNeverChangesARunningReview(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		issue := o.imported(t, o.editor, 87)
		must(t, o.Submit(ctx, o.editor, issue.ID))
		write(t, o.store, func(tx *store.Tx) error {
			b, err := tx.Bulletin(o.bulletin.ID)
			if err != nil {
				return err
			}
			b.Chain, b.Separation = models.Chain{{Name: "签发", Role: models.Signer}}, false
			return tx.UpdateBulletin(&b)
		})
		p, err := o.Review(ctx, o.first, issue.ID)
		must(t, err)
		if len(p.Run.Chain) != 3 || !p.Run.Separation {
			t.Errorf("the run has %d steps", len(p.Run.Chain))
		}
		refused(t, o.approve(t, o.signer, issue.ID, "同意"), models.CodeForbidden, "review.not_your_step")
	})
}

func TestASmallOfficeActsTwiceOnlyWithAReasonThatIsKept(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		write(t, o.store, func(tx *store.Tx) error {
			b, err := tx.Bulletin(o.bulletin.ID)
			if err != nil {
				return err
			}
			b.Separation = false
			return tx.UpdateBulletin(&b)
		})
		issue := o.imported(t, o.editor, 87)
		must(t, o.Submit(ctx, o.editor, issue.ID))
		must(t, o.approve(t, o.first, issue.ID, "同意"))
		refused(t, o.approve(t, o.first, issue.ID, "同意"), models.CodeInvalid, "review.override_needs_reason")
		must(t, o.Approve(ctx, o.first, issue.ID, newsroom.Approval{Hash: o.hash(t, o.first, issue.ID), Opinion: "同意", Override: "复审人员出差"}))
		p, err := o.Review(ctx, o.first, issue.ID)
		must(t, err)
		if p.Steps[1].Decision.Override != "复审人员出差" {
			t.Error("the reason was lost")
		}
	})
}

func TestAnApprovalOfWhatIsNoLongerThereIsRefused(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		issue := o.imported(t, o.editor, 87)
		must(t, o.Submit(ctx, o.editor, issue.ID))
		seen := o.hash(t, o.first, issue.ID)
		article := o.articles(t, issue.ID)[0]
		must(t, o.retext(t, o.editor, article, "改了。", replacement(t, o.retext(t, o.editor, article, "改了。", "")).Token))
		refused(t, o.Approve(ctx, o.first, issue.ID, newsroom.Approval{Hash: seen, Opinion: "同意"}), models.CodeConflict, "review.changed_meanwhile")
	})
}

// TestTwoReviewersAtOnceGiveOneDecision lets everybody press the button at the same moment.
func TestTwoReviewersAtOnceGiveOneDecision(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		issue := o.imported(t, o.editor, 87)
		must(t, o.Submit(t.Context(), o.editor, issue.ID))
		in := newsroom.Approval{Hash: o.hash(t, o.first, issue.ID), Opinion: "同意"}
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				if err := o.Approve(t.Context(), o.first, issue.ID, in); err != nil && models.CodeOf(err) != models.CodeForbidden {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		p, err := o.Review(t.Context(), o.first, issue.ID)
		must(t, err)
		if p.Run.Step != 1 {
			t.Errorf("the run stands at step %d", p.Run.Step)
		}
	})
}

func TestVoidingKeepsTheNumberAndTheReason(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		issue := o.imported(t, o.editor, 87)
		must(t, o.Void(ctx, o.editor, issue.ID, models.EventVoid, "内容合并到下一期", ""))
		if s := o.state(t, issue.ID); s.Workflow != models.Voided || s.VoidReason != "内容合并到下一期" {
			t.Errorf("%+v", s)
		}
		_, _, err := o.ImportFile(ctx, o.editor, "again.txt", source(87), true)
		refused(t, err, models.CodeConflict, "issue.number_taken")
		if held, ok := newsroom.Holder(err); !ok || held.ID != issue.ID {
			t.Error("the issue that holds the number is not named")
		}
		p, err := o.ProposeIssue(ctx, o.editor, models.Regular)
		must(t, err)
		if p.Issue.Number != 88 {
			t.Errorf("the next number is %d", p.Issue.Number)
		}
	})
}

func TestADeletedDraftComesBackUnlessItsNumberIsGone(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		issue := o.imported(t, o.editor, 87)
		must(t, o.DeleteIssue(ctx, o.editor, issue.ID))
		must(t, o.RestoreIssue(ctx, o.editor, issue.ID))
		must(t, o.DeleteIssue(ctx, o.editor, issue.ID))
		o.imported(t, o.editor, 87)
		refused(t, o.RestoreIssue(ctx, o.editor, issue.ID), models.CodeConflict, "issue.number_taken")
	})
}

func TestARoleThatIsLostActsOnTheNextRequest(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		issue := o.imported(t, o.editor, 87)
		write(t, o.store, func(tx *store.Tx) error {
			m, err := tx.Membership(o.editor.UserID, o.bulletin.ID, models.Editor)
			if err != nil {
				return err
			}
			return tx.DeleteMembership(m.ID)
		})
		refused(t, o.Submit(ctx, o.editor, issue.ID), models.CodeUnauthenticated, "error.role_lost")
		write(t, o.store, func(tx *store.Tx) error {
			u, err := tx.User(o.editor2.UserID)
			if err != nil {
				return err
			}
			u.DisabledAt = &tx.Now
			return tx.UpdateUser(&u)
		})
		_, err := o.Contents(ctx, o.editor2, issue.ID)
		refused(t, err, models.CodeUnauthenticated, "error.role_lost")
	})
}

func TestWhatOneMayNotSeeDoesNotExist(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		issue := o.imported(t, o.editor, 87)
		article := o.articles(t, issue.ID)[0]
		_, absent := o.Contents(ctx, o.first, 999999)
		for _, a := range []models.Actor{o.first, o.signer, o.reader, o.admin, o.proofreader, {}} {
			_, err := o.Contents(ctx, a, issue.ID)
			if a.SignedIn() && err.Error() != absent.Error() {
				t.Errorf("%s: %v", a.Role, err)
			}
			if _, err := o.Article(ctx, a, article); models.CodeOf(err) != models.CodeNotFound {
				t.Errorf("%s reads the draft: %v", a.Role, err)
			}
			if _, err := o.ReadArticle(ctx, a, o.bulletin, article); models.CodeOf(err) != models.CodeNotFound {
				t.Errorf("%s reads the unpublished: %v", a.Role, err)
			}
		}
		if _, err := o.Contents(ctx, o.auditor, issue.ID); err != nil {
			t.Errorf("the auditor: %v", err)
		}
	})
}

func TestRecordedDecisionsCountOnlyWithTheCurrentCode(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		issue := o.imported(t, o.editor, 87)
		must(t, o.Submit(ctx, o.editor, issue.ID))
		hash := o.hash(t, o.first, issue.ID)
		r := newsroom.Record{Step: 0, Verdict: models.Approved, Way: models.ByTelephone, By: o.first.UserID, DecidedOn: "2026-11-02", Opinion: "同意", Code: models.CheckCode(hash)}

		bad := r
		bad.Code = "0000 0000 0000 0000"
		refused(t, o.RecordDecision(ctx, o.proofreader, issue.ID, bad), models.CodeInvalid, "record.wrong_code")
		bad = r
		bad.By = o.signer.UserID
		refused(t, o.RecordDecision(ctx, o.proofreader, issue.ID, bad), models.CodeInvalid, "record.not_a_holder")
		bad = r
		bad.DecidedOn = "2026-11-03"
		refused(t, o.RecordDecision(ctx, o.proofreader, issue.ID, bad), models.CodeInvalid, "record.in_the_future")
		refused(t, o.RecordDecision(ctx, o.editor, issue.ID, r), models.CodeForbidden, "record.you_drafted")

		must(t, o.RecordDecision(ctx, o.proofreader, issue.ID, r))
		r.Step, r.By = 1, o.second.UserID
		refused(t, o.RecordDecision(ctx, o.proofreader, issue.ID, r), models.CodeForbidden, "record.only_one_step")
		must(t, o.RecordDecision(ctx, o.proofreader2, issue.ID, r))

		sign := newsroom.Record{Step: 2, Verdict: models.Approved, Way: models.ByTelephone, By: o.signer.UserID, DecidedOn: "2026-11-02", Opinion: "同意印发", Code: models.CheckCode(hash)}
		refused(t, o.RecordDecision(ctx, o.editor2, issue.ID, sign), models.CodeInvalid, "record.no_telephone_sign_off")
		sign.Way = models.OnPaper
		refused(t, o.RecordDecision(ctx, o.editor2, issue.ID, sign), models.CodeInvalid, "record.needs_scan")
		sign.Scan, sign.ScanName = []byte("<html>no scan</html>"), "scan.pdf"
		refused(t, o.RecordDecision(ctx, o.editor2, issue.ID, sign), models.CodeInvalid, "record.scan_type")
		sign.Scan = []byte("%PDF-1.7\n")
		must(t, o.RecordDecision(ctx, o.editor2, issue.ID, sign))
		must(t, o.Publish(ctx, o.signer2, issue.ID))
	})
}

func TestAnObjectionStopsPublicationOrTakesTheIssueDown(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		issue, decision := o.signedWithRecord(t, 87)
		refused(t, o.ObjectTo(ctx, o.second, issue.ID, decision, "不是我"), models.CodeForbidden, "error.forbidden")
		must(t, o.ObjectTo(ctx, o.first, issue.ID, decision, "未曾同意"))
		if s := o.state(t, issue.ID); s.Workflow != models.Returned {
			t.Errorf("the signed issue is %s", s.Workflow)
		}
		if err := o.Publish(ctx, o.signer, issue.ID); models.CodeOf(err) != models.CodeConflict {
			t.Errorf("published in spite of an objection: %v", err)
		}

		issue, decision = o.signedWithRecord(t, 88)
		must(t, o.Publish(ctx, o.signer, issue.ID))
		must(t, o.ObjectTo(ctx, o.first, issue.ID, decision, "未曾同意"))
		if s := o.state(t, issue.ID); s.Standing != models.TakenDown {
			t.Errorf("the published issue is %s", s.Standing)
		}
		refused(t, o.Restore(ctx, o.signer, issue.ID, "恢复", password), models.CodeConflict, "edition.objected")
	})
}

func TestEveryChangeOfStateWritesExactlyOneAuditEntry(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		issue := o.imported(t, o.editor, 87)
		article := o.articles(t, issue.ID)[0]
		var section int64
		c, err := o.Contents(ctx, o.editor, issue.ID)
		must(t, err)
		section = c.Sections[1].ID
		masthead := c.Issue
		masthead.Host = "澜江省自贸办"
		for _, step := range []struct {
			name string
			act  func() error
		}{
			{"masthead", func() error { return o.SaveMasthead(ctx, o.editor, issue.ID, c.Base, masthead, "") }},
			{"add section", func() error { _, err := o.AddSection(ctx, o.editor, issue.ID, "前沿观察", ""); return err }},
			{"rename section", func() error {
				return o.RenameSection(ctx, o.editor, issue.ID, section, newsroom.SectionTitle{Base: "制度创新", Title: "制度集成"}, "")
			}},
			{"move section", func() error {
				return o.reorder(t, issue.ID, func(was models.Order) models.Order { return was.StepSection(section, models.Up) })
			}},
			{"move article", func() error {
				return o.reorder(t, issue.ID, func(was models.Order) models.Order { return was.StepArticle(article, models.Down) })
			}},
			{"to pool", func() error {
				return o.reorder(t, issue.ID, func(was models.Order) models.Order { return was.Without(article) }, article)
			}},
			{"place", func() error { _, err := o.PlaceArticle(ctx, o.editor, issue.ID, section, article, ""); return err }},
			{"save", func() error { return o.retext(t, o.editor, article, "改一改。", "") }},
		} {
			before := o.entries(t)
			must(t, step.act())
			if got := o.entries(t) - before; got != 1 {
				t.Errorf("%s wrote %d entries", step.name, got)
			}
		}
		refusedBefore := o.entries(t)
		if err := o.Publish(ctx, o.signer, issue.ID); err == nil {
			t.Error("published unsigned")
		}
		if o.entries(t) != refusedBefore {
			t.Error("a refusal wrote an entry")
		}
	})
}

func TestTwoPublicationsAtOnceGiveOneEdition(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		issue := o.signed(t, 87)
		var wg sync.WaitGroup
		for _, a := range []models.Actor{o.signer, o.signer2, o.signer, o.signer2} {
			wg.Go(func() {
				if err := o.Publish(t.Context(), a, issue.ID); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		p, err := o.ReadIssue(t.Context(), models.Actor{Role: models.Visitor}, o.bulletin, issue.ID)
		must(t, err)
		if p.Edition.Number != 1 {
			t.Errorf("there are %d editions", p.Edition.Number)
		}
		if p.Edition.Hash != models.EditionHash(p.Edition.Content, p.Edition.ManifestHash, p.Edition.PrevHash) {
			t.Error("the edition's hash is not that of its content")
		}
	})
}

func TestAFailureInsidePublicationLeavesTheDatabaseAsItWas(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		issue := o.signed(t, 87)
		before, entries := o.state(t, issue.ID), o.entries(t)
		broken := o.with(t, failingRenderer{})
		if err := broken.Publish(t.Context(), o.signer, issue.ID); err == nil {
			t.Fatal("published without a page")
		}
		if o.state(t, issue.ID).Version != before.Version || o.entries(t) != entries {
			t.Error("a failed publication left a trace")
		}
		must(t, o.Publish(t.Context(), o.signer, issue.ID))
	})
}

func TestAWithdrawnIssueIsGoneAtOnceAndKeepsItsNumber(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx, visitor := t.Context(), models.Actor{Role: models.Visitor}
		issue := o.published(t, 87)
		refused(t, o.Withdraw(ctx, o.editor, issue.ID, "数据有误", password), models.CodeForbidden, "error.forbidden")
		must(t, o.Withdraw(ctx, o.signer, issue.ID, "数据有误", password))
		p, err := o.ReadIssue(ctx, visitor, o.bulletin, issue.ID)
		must(t, err)
		if !p.Gone || len(p.Edition.Content.Sections) > 0 {
			t.Error("the withdrawn text is still given out")
		}
		if found, err := o.Search(ctx, visitor, o.bulletin.ID, "口岸", 1); err != nil || found.Total != 0 {
			t.Errorf("search finds %d, %v", found.Total, err)
		}
		if list, err := o.FindNumber(ctx, visitor, o.bulletin, 87); err != nil || len(list) != 0 {
			t.Errorf("the archive lists %v, %v", list, err)
		}
		_, _, err = o.ImportFile(ctx, o.editor, "again.txt", source(87), true)
		refused(t, err, models.CodeConflict, "issue.number_taken")
	})
}

func TestMembersAndInternalIssuesAreNotForVisitors(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx, visitor := t.Context(), models.Actor{Role: models.Visitor}
		for number, access := range map[int]models.Access{87: models.Members, 88: models.Internal} {
			issue := o.imported(t, o.editor, number)
			c, err := o.Contents(ctx, o.editor, issue.ID)
			must(t, err)
			c.Issue.Access = access
			must(t, o.SaveMasthead(ctx, o.editor, issue.ID, c.Base, c.Issue, ""))
			must(t, o.Submit(ctx, o.editor, issue.ID))
			for _, a := range []models.Actor{o.first, o.second, o.signer} {
				must(t, o.approve(t, a, issue.ID, "同意"))
			}
			must(t, o.Publish(ctx, o.signer, issue.ID))
			must(t, o.DrainOutbox(ctx))
			_, hidden := o.ReadIssue(ctx, visitor, o.bulletin, issue.ID)
			_, absent := o.ReadIssue(ctx, visitor, o.bulletin, 999999)
			if hidden == nil || hidden.Error() != absent.Error() {
				t.Errorf("%s: a visitor gets %v", access, hidden)
			}
			if _, err := o.ReadIssue(ctx, o.reader, o.bulletin, issue.ID); (err == nil) != (access == models.Members) {
				t.Errorf("%s: a reader gets %v", access, err)
			}
			if _, err := o.ReadIssue(ctx, o.second, o.bulletin, issue.ID); err != nil {
				t.Errorf("%s: a reviewer gets %v", access, err)
			}
		}
		if found, err := o.Search(ctx, visitor, o.bulletin.ID, "口岸", 1); err != nil || found.Total != 0 {
			t.Errorf("a visitor finds %d, %v", found.Total, err)
		}
		if years, err := o.ReadArchive(ctx, visitor, o.bulletin, ""); err != nil || len(years.Years) != 0 {
			t.Errorf("the archive shows %v, %v", years.Years, err)
		}
	})
}

func TestAnArticleFromThePoolMakesItsAuthorAContributor(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		ctx := t.Context()
		o.clock.Advance(time.Minute)
		article, err := o.CreateArticle(ctx, o.editor2, 0, 0, "稿库来稿", "")
		must(t, err)
		issue := o.imported(t, o.editor, 87)
		c, err := o.Contents(ctx, o.editor, issue.ID)
		must(t, err)
		_, err = o.PlaceArticle(ctx, o.editor, issue.ID, c.Sections[0].ID, article, "")
		must(t, err)
		p, err := o.DeskIssue(ctx, o.editor, issue.ID, newsroom.PoolQuery{})
		must(t, err)
		if len(p.Progress.Contributors) != 2 {
			t.Errorf("contributors are %v", p.Progress.Contributors)
		}
		err = o.Submit(ctx, o.editor, issue.ID)
		refused(t, err, models.CodeInvalid, "proof proof.empty.article")
	})
}

func TestAnObjectionToAnApprovalGivenAgainSinceChangesNothing(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t, ctx := o.t, o.t.Context()
		issue := o.imported(t, o.editor, 87)
		must(t, o.Submit(ctx, o.editor, issue.ID))
		must(t, o.RecordDecision(ctx, o.proofreader, issue.ID, newsroom.Record{
			Verdict: models.Approved, Way: models.OnPaper, By: o.first.UserID, DecidedOn: "2026-11-02", Opinion: "同意", Code: models.CheckCode(o.hash(t, o.first, issue.ID)),
		}))
		p, err := o.Review(ctx, o.first, issue.ID)
		must(t, err)
		recorded := p.Steps[0].Decision.ID
		must(t, o.Return(ctx, o.second, issue.ID, returning("请核对数据")))
		must(t, o.retext(t, o.editor, o.articles(t, issue.ID)[0], "北屿口岸平均通关时间压缩到两小时以内。", ""))
		must(t, o.Submit(ctx, o.editor, issue.ID))
		for _, a := range []models.Actor{o.first, o.second, o.signer} {
			must(t, o.approve(t, a, issue.ID, "同意"))
		}
		must(t, o.Publish(ctx, o.signer, issue.ID))
		must(t, o.ObjectTo(ctx, o.first, issue.ID, recorded, "上一次并非本人意见"))
		if s := o.state(t, issue.ID); s.Standing != models.Normal {
			t.Errorf("the issue is %s", s.Standing)
		}
	})
}

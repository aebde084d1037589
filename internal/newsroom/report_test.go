package newsroom_test

import (
	"testing"

	"jianbao/models"
)

func TestAReportCountsEditionsAndNoDrafts(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		issue := o.published(t, 87)
		o.signed(t, 88) // no edition: counts nowhere
		span := models.ReportSpan{From: issue.Date[:7], To: issue.Date[:7]}
		r, err := o.Report(t.Context(), o.signer, span)
		must(t, err)
		want := len(o.articles(t, issue.ID))
		if got := models.Total(r.Adopted); got != want || r.Withdrawn != 0 || len(r.Units) == 0 {
			t.Errorf("%d articles are adopted, want %d: %+v", got, want, r.Report)
		}
		must(t, o.WithdrawArticle(t.Context(), o.signer, issue.ID, o.articles(t, issue.ID)[0], "有误", password))
		r, err = o.Report(t.Context(), o.signer, span)
		must(t, err)
		if got := models.Total(r.Adopted); got != want-1 || r.Withdrawn != 1 {
			t.Errorf("after one article is withdrawn %d are adopted and %d withdrawn", got, r.Withdrawn)
		}
		must(t, o.Withdraw(t.Context(), o.signer, issue.ID, "有误", password))
		r, err = o.Report(t.Context(), o.signer, span)
		must(t, err)
		if models.Total(r.Adopted) != 0 || r.Withdrawn != want {
			t.Errorf("after the withdrawal: %+v", r.Report)
		}
		for _, a := range []models.Actor{o.first, o.admin} {
			_, err := o.Report(t.Context(), a, span)
			refused(t, err, models.CodeNotFound, "")
		}
		_, err = o.Report(t.Context(), o.editor, models.ReportSpan{From: "2026-01", To: "x"})
		refused(t, err, models.CodeInvalid, "")
	})
}

package handlers_test

import (
	"net/http"
	"os"
	"strings"
	"testing"
)

// scannedPage is a PDF whose page is one picture.
const scannedPage = "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n" +
	"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>\nendobj\n" +
	"4 0 obj\n<</Length 28>>\nstream\nq 600 0 0 800 0 0 cm /X Do Q\nendstream\nendobj\n" +
	"5 0 obj\n<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>\nstream\n0\nendstream\nendobj\n" +
	"trailer\n<</Root 1 0 R/Size 6>>\n%%EOF\n"

func TestAPDFWithTextGoesToTheMappingScreenAndAScanIsRefusedWithAWord(t *testing.T) {
	t.Parallel()
	lin := staffed(t).signedIn(t, "lin")
	data, err := os.ReadFile("../internal/flow/pdfdoc/testdata/chromium.pdf")
	must(t, err)
	const paste = "textarea[name=text]"
	page := lin.open(desk("/imports"))
	if accept := page.page(t).Find("input[name=file]").AttrOr("accept", ""); !strings.Contains(accept, ".pdf") {
		t.Errorf("the field for files takes %q", accept)
	}
	mapping := lin.submits(page.form(t, paste).attach("file", "第91期.pdf", data))
	mapping.says(t, "云汀空港：一枝鲜花的四十七分钟", "2 个栏目，3 篇稿件")
	refused := lin.refuses(lin.open(desk("/imports")).form(t, paste).attach("file", "扫描.pdf", []byte(scannedPage)), http.StatusUnprocessableEntity)
	if !strings.Contains(refused.body, "多半是扫描件") {
		t.Error("the scan is not named")
	}
}

package acceptance

import (
	"bytes"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"portico/internal/testapp"
)

// Both lists of documents can be put in every order that their pages offer.
func TestCC11_ListsAreSorted(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for i, title := range []string{"banana", "Cherry", "apple"} {
		content := slices.Concat(pdf, bytes.Repeat([]byte("%"), []int{10, 30, 20}[i]))
		fields := map[string]string{"title": title, "description": "fruit", "contact": w.ann, "share": "true"}
		w.editor.Upload("POST", "/api/desk/documents", fields, "fruit.pdf", content).Want(http.StatusOK)
	}
	for order, want := range map[string]string{
		"created": "banana Cherry apple", "-created": "apple Cherry banana",
		"title": "apple banana Cherry", "-title": "Cherry banana apple",
		"size": "banana apple Cherry", "-size": "Cherry apple banana",
	} {
		for path, c := range map[string]*testapp.Client{uploads + "?": w.annClient, "/api/desk/documents?contact=" + w.ann + "&": w.viewer} {
			answer := c.Call("GET", path+"q=fruit&sort="+order, nil).Want(http.StatusOK)
			var titles []string
			for i := range answer.Int("totalItems") {
				titles = append(titles, answer.String(fmt.Sprintf("items.%d.title", i)))
			}
			if got := strings.Join(titles, " "); got != want {
				t.Errorf("%s by %s lists %s, want %s", path, order, got, want)
			}
		}
	}
}

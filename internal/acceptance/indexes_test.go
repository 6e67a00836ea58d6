package acceptance

import (
	"net/http"
	"strings"
	"testing"
)

// Deleting a record has PocketBase look for it in every relation to its collection, with a question that no partial index
// answers: without a whole one, deleting an upload reads every conversation there is.
func TestRelationsAreIndexed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	collections := w.owner.Call("GET", "/api/collections?perPage=500", nil).Want(http.StatusOK)
	relations := 0
	for _, item := range collections.At("items").([]any) {
		collection := item.(map[string]any)
		if isSystem, _ := collection["system"].(bool); isSystem || collection["type"] == "view" || collection["name"] == "portal_settings" { // one record
			continue
		}
		indexes := collection["indexes"].([]any)
		for _, field := range relationsOf(collection) {
			relations++
			if !leadsIndex(indexes, field) {
				t.Errorf("%s.%s has no index for PocketBase's deletions", collection["name"], field)
			}
		}
	}
	if relations < 30 {
		t.Errorf("only %d relations were looked at", relations)
	}
}

func relationsOf(collection map[string]any) (names []string) {
	for _, item := range collection["fields"].([]any) {
		if field := item.(map[string]any); field["type"] == "relation" {
			names = append(names, field["name"].(string))
		}
	}
	return names
}

// leadsIndex reports whether a field is the first of an index that is not partial.
func leadsIndex(indexes []any, field string) bool {
	for _, item := range indexes {
		_, columns, _ := strings.Cut(item.(string), "(")
		columns, condition, _ := strings.Cut(columns, ")")
		first, _, _ := strings.Cut(columns, ",")
		if strings.Trim(first, " `\"[]\n") == field && !strings.Contains(strings.ToUpper(condition), "WHERE") {
			return true
		}
	}
	return false
}

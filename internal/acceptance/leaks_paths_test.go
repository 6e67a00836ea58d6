package acceptance

import (
	"net/http"
	"path"
	"slices"
	"strings"
	"testing"
)

// streams never end, and say nothing of what changed; logs are of requests, this test's own among them.
var notRead = []string{"GET /api/portal/events", "GET /api/preview/events", "GET /api/realtime", "GET /api/logs", "GET /api/logs/{id}", "GET /api/logs/stats"}

// queries are what else lists are asked by: every contact, document and so on stands for {contact}, {document}…
var queries = map[string][]string{
	"/documents":     {"?list=uploads&perPage=100", "?q=zq&perPage=100", "?project={project}", "?ticket={ticket}&list=uploads"},
	"/bills":         {"?kind=invoice", "?kind=estimate", "?kind=invoice&q=zq"},
	"/requests":      {"?perPage=100", "?status=done", "?status=open&q=zq", "?q=zq&contact={contact}"},
	"/tickets":       {"?perPage=100", "?q=zq"},
	"/conversations": {"?perPage=100", "?q=zq&perPage=100"},
	"/messages":      {"?document={document}", "?project={project}", "?ticket={ticket}", "?contact={contact}"},
	"/inbox":         {"?perPage=100"},
	"/activity":      {"?contact={contact}", "?company={company}", "?project={project}", "?document={document}"},
}

// at the desk, documents are those of somebody.
var deskDocuments = []string{
	"?contact={contact}&perPage=100", "?company={company}&perPage=100", "?project={project}&perPage=100", "?ticket={ticket}", "?contact={contact}&tab=received&q=zq",
}

// everyPath are the addresses of all that can be read, with the id of everything there is wherever one is wanted.
func (c *cast) everyPath(t *testing.T) []string {
	t.Helper()
	ids := c.everyID()
	var paths []string
	for _, route := range registeredRoutes(t) {
		pattern, reads := strings.CutPrefix(route, "GET ")
		if !reads || slices.Contains(notRead, route) || strings.HasSuffix(pattern, "...}") || strings.HasSuffix(pattern, "{$}") {
			continue
		}
		patterns := []string{pattern}
		more := queries[strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(pattern, portalDoor), previewDoor), deskDoor)]
		if pattern == deskDoor+"/documents" {
			more = deskDocuments
		}
		for _, q := range more {
			patterns = append(patterns, pattern+q)
		}
		if strings.HasSuffix(pattern, "/records") {
			patterns = []string{pattern + "?perPage=500"}
		}
		for _, p := range patterns {
			paths = append(paths, filled(t, p, ids)...)
		}
	}
	return paths
}

// everyID returns the ids of what there is by what stands before them in addresses.
func (c *cast) everyID() map[string][]string {
	ids := map[string][]string{"p": {"hafenstrasse-3", "closed"}, "backups": {"x.zip"}, "files": {}}
	for _, item := range c.by[anOwner].Call("GET", "/api/collections?perPage=200", nil).Want(http.StatusOK).At("items").([]any) {
		name, _ := item.(map[string]any)["name"].(string)
		ids["collections"] = append(ids["collections"], name)
		for _, record := range c.by[anOwner].Call("GET", recordsOf(name)+"?perPage=500", nil).Want(http.StatusOK).At("items").([]any) {
			fields, _ := record.(map[string]any)
			id, _ := fields["id"].(string)
			ids[name] = append(ids[name], id)
			ids[strings.TrimSuffix(name, "s")+"="] = ids[name]
			switch name {
			case "request_items":
				ids["items of "+fields["request"].(string)] = append(ids["items of "+fields["request"].(string)], id)
			case "message_files":
				ids["attachments"] = append(ids["attachments"], id)
			case "daily_log_photos":
				ids["photos"] = append(ids["photos"], id)
			case "link_opens":
				ids["links"] = append(ids["links"], id)
			case "request_links":
				ids["links"] = append(ids["links"], id)
				ids["links/requests"] = append(ids["links/requests"], id)
				ids["request of "+id] = []string{fields["request"].(string)}
			}
		}
	}
	ids["company="] = ids["companies"]
	ids["projects"] = append(ids["projects"], "hafenstrasse-3", "closed")
	return ids
}

// filled puts ids where a pattern wants them, each in turn.
func filled(t *testing.T, pattern string, ids map[string][]string) (paths []string) {
	t.Helper()
	before, rest, wants := strings.Cut(pattern, "{")
	if !wants {
		return []string{pattern}
	}
	_, after, _ := strings.Cut(rest, "}")
	for _, id := range inPlace(t, before, ids) {
		paths = append(paths, filled(t, before+id+after, ids)...)
	}
	return paths
}

// inPlace are the ids to put behind what a path begins with.
func inPlace(t *testing.T, before string, ids map[string][]string) []string {
	t.Helper()
	if strings.HasSuffix(before, "=") {
		return ids[before[strings.LastIndexAny(before, "?&")+1:]]
	}
	parent := path.Base(before)
	above := path.Base(path.Dir(strings.TrimSuffix(before, "/")))
	switch {
	case strings.HasSuffix(before, "/links/requests/"):
		return ids["links/requests"]
	case parent == "items": // of the request, and one of another's
		if request := ids["request of "+above]; request != nil {
			above = request[0]
		}
		return append([]string{ids["request_items"][0]}, ids["items of "+above]...)
	case parent == "records":
		return ids[above][:min(len(ids[above]), 2)]
	case strings.HasPrefix(before, "/api/files/"):
		return []string{"documents"}
	case len(ids[parent]) == 0:
		t.Fatalf("what stands in place of the parameter behind %s?", before)
	}
	return ids[parent]
}

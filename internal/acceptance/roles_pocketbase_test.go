package acceptance

const records = "/api/collections/companies/records"

func someCompany(c *cast) string {
	return records + "/" + c.editor.Create("companies", map[string]any{"name": newAddress()})
}

func staffDoor(path string) func(*cast) string { return at("/api/collections/staff/", path) }

// pocketBaseRows are PocketBase's own routes, which know accounts of its own alone: a client is as good as nobody there.
// Who may do what with the records of each collection stands in collections.
var pocketBaseRows = []row{
	{route: "GET /api/health", want: everyone(200)},
	{route: "POST /api/sql", want: everyone(404), body: map[string]any{"query": "SELECT 1"}},
	{route: "POST /api/batch", want: everyone(403), body: map[string]any{"requests": []any{}}},

	{route: "GET /api/settings", want: owning(200)},
	{route: "PATCH /api/settings", want: owning(200), body: map[string]any{}},
	{route: "POST /api/settings/test/s3", want: owning(400), body: map[string]any{}},
	{route: "POST /api/settings/test/email", want: owning(400), body: map[string]any{}},
	{route: "POST /api/settings/apple/generate-client-secret", want: owning(400), body: map[string]any{}},
	{route: "GET /api/logs", want: owning(200)},
	{route: "GET /api/logs/stats", want: owning(200)},
	{route: "GET /api/logs/{id}", want: owning(404), at: at("/api/logs/aaaaaaaaaaaaaaa")},
	{route: "DELETE /api/logs", want: owning(204)},
	{route: "GET /api/crons", want: owning(200)},
	{route: "POST /api/crons/{id}", want: owning(404), at: at("/api/crons/nothing")},
	{route: "GET /api/backups", want: owning(200)},
	{route: "POST /api/backups", want: owning(400), body: map[string]any{"name": "no name"}},
	{route: "POST /api/backups/upload", want: owning(400), body: map[string]any{}},
	{route: "GET /api/backups/{key}", want: everyone(403), at: at("/api/backups/x.zip")},
	{route: "DELETE /api/backups/{key}", want: owning(400), at: at("/api/backups/x.zip")},
	{route: "POST /api/backups/{key}/restore", want: owning(400), at: at("/api/backups/x.zip/restore")},

	{route: "GET /api/collections", want: owning(200)},
	{route: "POST /api/collections", want: owning(400), body: map[string]any{}},
	{route: "PUT /api/collections/import", want: owning(400), body: map[string]any{}},
	{route: "GET /api/collections/meta/scaffolds", want: owning(200)},
	{route: "GET /api/collections/meta/oauth2-providers", want: owning(200)},
	{route: "POST /api/collections/meta/dry-run-view", want: owning(400), body: map[string]any{}},
	{route: "GET /api/collections/{collection}", want: owning(200), at: at("/api/collections/companies")},
	{route: "PATCH /api/collections/{collection}", want: owning(200), at: at("/api/collections/companies"), body: map[string]any{}},
	{route: "DELETE /api/collections/{collection}", want: owning(404), at: at("/api/collections/nothing")},
	{route: "DELETE /api/collections/{collection}/truncate", want: owning(404), at: at("/api/collections/nothing/truncate")},

	{route: "GET /api/collections/{collection}/records", want: everyone(200), at: at(records)}, // an empty list, see collections
	{route: "GET /api/collections/{collection}/records/{id}", want: everyone(404).with(200, staff...), at: someCompany},
	{route: "POST /api/collections/{collection}/records", want: editing(200).with(400, outside...),
		at: at(records), body: func(*cast) any { return map[string]any{"name": newAddress()} }},
	{route: "PATCH /api/collections/{collection}/records/{id}", want: editing(200).with(404, outside...),
		at: someCompany, body: map[string]any{"phone": "1"}},
	{route: "DELETE /api/collections/{collection}/records/{id}", want: editing(204).with(404, outside...),
		at: someCompany},

	{route: "GET /api/collections/{collection}/auth-methods", want: everyone(200), at: staffDoor("auth-methods")},
	{route: "POST /api/collections/{collection}/auth-refresh", want: looking(200).with(403, anOwner), at: staffDoor("auth-refresh")},
	{route: "POST /api/collections/{collection}/auth-with-password", want: everyone(400, 429), at: staffDoor("auth-with-password"),
		body: map[string]any{"identity": "nobody@firm.test", "password": "x"}},
	{route: "POST /api/collections/{collection}/auth-with-oauth2", want: everyone(403), at: staffDoor("auth-with-oauth2"), body: map[string]any{}},
	{route: "POST /api/collections/{collection}/request-otp", want: everyone(403), at: staffDoor("request-otp"), body: map[string]any{"email": "nobody@firm.test"}},
	{route: "POST /api/collections/{collection}/auth-with-otp", want: everyone(403), at: staffDoor("auth-with-otp"), body: map[string]any{}},
	{route: "POST /api/collections/{collection}/request-password-reset", want: everyone(204), at: staffDoor("request-password-reset"),
		body: map[string]any{"email": "nobody@firm.test"}},
	{route: "POST /api/collections/{collection}/confirm-password-reset", want: everyone(400), at: staffDoor("confirm-password-reset"), body: map[string]any{}},
	{route: "POST /api/collections/{collection}/request-verification", want: everyone(204), at: staffDoor("request-verification"),
		body: map[string]any{"email": "nobody@firm.test"}},
	{route: "POST /api/collections/{collection}/confirm-verification", want: everyone(400), at: staffDoor("confirm-verification"), body: map[string]any{}},
	{route: "POST /api/collections/{collection}/request-email-change", want: looking(403), at: staffDoor("request-email-change"),
		body: map[string]any{"newEmail": "new@firm.test"}},
	{route: "POST /api/collections/{collection}/confirm-email-change", want: everyone(400), at: staffDoor("confirm-email-change"), body: map[string]any{}},
	{route: "POST /api/collections/{collection}/impersonate/{id}", want: owning(200), at: func(c *cast) string {
		return "/api/collections/staff/impersonate/" + c.editorID
	}},
	{route: "GET /api/oauth2-redirect", want: everyone(200)},
	{route: "POST /api/oauth2-redirect", want: everyone(200)},

	{route: "POST /api/files/token", want: looking(200)},
	{route: "GET /api/files/{collection}/{recordId}/{filename}", want: everyone(404), at: func(c *cast) string {
		return "/api/files/documents/" + c.document + "/plan.pdf"
	}},
	{route: "GET /api/realtime", want: everyone(200), call: begin}, // a stream on which nothing is heard: see the next
	{route: "POST /api/realtime", want: everyone(400), body: map[string]any{}},
}

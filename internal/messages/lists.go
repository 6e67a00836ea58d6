package messages

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/access"
	"portico/internal/paging"
	"portico/internal/search"
)

// Summary is a conversation as a list shows it.
type Summary struct {
	Kind    string `db:"kind" json:"kind"`
	ID      string `db:"subject" json:"id"`      // of the contact, document, project or ticket that it is about
	Name    string `db:"name" json:"name"`       // and what people call it
	Slug    string `db:"slug" json:"slug"`       // of a project
	Context string `db:"context" json:"context"` // where a document is filed, or whose project it is; the firm sees it
	Last    string `db:"last_text" json:"last"`  // how the last message begins
	By      string `db:"last_author" json:"by"`  // who wrote it
	Side    string `db:"last_side" json:"side"`  // and on which side
	At      string `db:"last_at" json:"at"`      // and when
	Unread  int    `db:"unread" json:"unread"`
	Count   int    `db:"last_seq" json:"messages"` // how many there are
}

// described are the columns of a Summary but for unread, over conversations as c.
func described(query *dbx.SelectQuery) *dbx.SelectQuery {
	return withSubjects(query).Select(
		"(CASE WHEN c.contact != '' THEN 'contact' WHEN c.document != '' THEN 'document' WHEN c.project != '' THEN 'project' ELSE 'ticket' END) AS kind",
		"(c.contact || c.document || c.project || c.ticket) AS subject",
		"COALESCE(ct.name, d.title, p.name, t.subject, '') AS name", "COALESCE(p.slug, '') AS slug",
		"c.last_text", "c.last_author", "c.last_side", "c.last_at", "c.last_seq",
	)
}

// withSubjects joins conversations to what they are about.
func withSubjects(query *dbx.SelectQuery) *dbx.SelectQuery {
	return query.
		LeftJoin("contacts ct", dbx.NewExp("ct.id = c.contact")).
		LeftJoin("documents d", dbx.NewExp("d.id = c.document")).
		LeftJoin("projects p", dbx.NewExp("p.id = c.project")).
		LeftJoin("tickets t", dbx.NewExp("t.id = c.ticket"))
}

// latest orders conversations (as c), the latest first.
var latest = []string{"c.last_at DESC", "c.id"}

// UnreadIn counts, in SQL, what the contact {:reader} has not read in the conversation c: what others wrote since.
const UnreadIn = `(SELECT COUNT(*) FROM messages m WHERE m.conversation = c.id AND m.author != {:reader} AND m.seq > COALESCE(
	(SELECT r.seq FROM message_reads r WHERE r.conversation = c.id AND r.contact = {:reader}), 0))`

// ListFor returns a page of a contact's conversations, the latest first.
func ListFor(app core.App, contact string, req paging.Request) (paging.List[Summary], error) {
	query := access.Conversations(app, contact)
	counting := *query
	var total int
	if err := counting.Select("COUNT(*)").Row(&total); err != nil {
		return paging.List[Summary]{}, fmt.Errorf("count conversations: %w", err)
	}
	var items []Summary
	err := described(query).AndSelect("('') AS context", UnreadIn+" AS unread").AndBind(dbx.Params{"reader": contact}).
		OrderBy(latest...).Limit(req.Limit()).Offset(req.Offset()).All(&items)
	if err != nil {
		return paging.List[Summary]{}, fmt.Errorf("list conversations: %w", err)
	}
	return paging.NewList(req, total, items), nil
}

// UnreadFor returns the latest conversations in which a contact has something to read, and how many those are in all. What
// is unread is counted once for each, and what is shown of them is read of those alone that are returned.
func UnreadFor(app core.App, contact string, limit int64) (items []Summary, total int, err error) {
	var page []struct {
		ID    string `db:"id"`
		Total int    `db:"total"`
	}
	err = access.Conversations(app, contact).Select("c.id", "COUNT(*) OVER () AS total").AndWhere(dbx.NewExp(UnreadIn + " > 0")).
		AndBind(dbx.Params{"reader": contact}).OrderBy(latest...).Limit(limit).All(&page)
	if err != nil {
		return nil, 0, fmt.Errorf("find unread conversations: %w", err)
	}
	items = []Summary{}
	if len(page) == 0 {
		return items, 0, nil
	}
	ids := make([]any, len(page))
	for i, c := range page {
		ids[i] = c.ID
	}
	err = described(app.DB().Select().From("conversations c").Where(dbx.In("c.id", ids...))).
		AndSelect("('') AS context", UnreadIn+" AS unread").AndBind(dbx.Params{"reader": contact}).OrderBy(latest...).All(&items)
	if err != nil {
		return nil, 0, fmt.Errorf("list unread conversations: %w", err)
	}
	return items, page[0].Total, nil
}

// UnreadBy returns how many messages a contact has not read.
func UnreadBy(app core.App, contact string) (int, error) {
	var n int
	err := access.Conversations(app, contact).Select("COALESCE(SUM(" + UnreadIn + "), 0)").
		AndBind(dbx.Params{"reader": contact}).Row(&n)
	if err != nil {
		return 0, fmt.Errorf("count unread messages: %w", err)
	}
	return n, nil
}

// The firm's lists of conversations.
var inboxes = map[string]dbx.Expression{
	"all":        dbx.NewExp("c.last_at != ''"), // all of them, counted in an index
	"unread":     dbx.NewExp("c.firm_unread > 0"),
	"unanswered": dbx.NewExp("c.last_side = 'client'"),
}

// IsInbox reports whether the firm has a list of the name.
func IsInbox(name string) bool { return inboxes[name] != nil }

// Inbox returns a page of the firm's conversations, the latest first; which narrows them, where it is not nil.
func Inbox(app core.App, name string, which dbx.Expression, req paging.Request) (paging.List[Summary], error) {
	query := app.DB().Select("c.id").From("conversations c").Where(inboxes[name])
	if which != nil {
		query.AndWhere(which)
	}
	if req.Search != "" {
		withSubjects(query).AndWhere(search.Contains("COALESCE(ct.search, d.search, p.search, t.search, '')", req.Search))
	}
	counting := *query
	var total int
	if err := counting.Select("COUNT(*)").Row(&total); err != nil {
		return paging.List[Summary]{}, fmt.Errorf("count conversations: %w", err)
	}
	// The page first, then what is shown of it: joining all conversations to their subjects would take a second at 200,000.
	var page []any
	if err := query.OrderBy(latest...).Limit(req.Limit()).Offset(req.Offset()).Column(&page); err != nil {
		return paging.List[Summary]{}, fmt.Errorf("list conversations: %w", err)
	}
	var items []Summary
	err := described(app.DB().Select().From("conversations c").Where(dbx.In("c.id", page...))).
		AndSelect("c.firm_unread AS unread", `COALESCE(
			(SELECT name FROM projects WHERE id = d.project), (SELECT name FROM contacts WHERE id IN (d.contact, t.contact)),
			(SELECT name FROM companies WHERE id = COALESCE(NULLIF(d.company, ''), p.company)), '') AS context`).
		OrderBy(latest...).All(&items)
	if err != nil {
		return paging.List[Summary]{}, fmt.Errorf("list conversations: %w", err)
	}
	return paging.NewList(req, total, items), nil
}

// Unread returns how many messages nobody at the firm has read; which narrows the conversations, where it is not nil.
func Unread(app core.App, which dbx.Expression) (int, error) {
	query := app.DB().Select("COALESCE(SUM(firm_unread), 0)").From("conversations c").Where(inboxes["unread"])
	if which != nil {
		query.AndWhere(which)
	}
	var n int
	if err := query.Row(&n); err != nil {
		return 0, fmt.Errorf("count unread messages: %w", err)
	}
	return n, nil
}

// UnreadAbout returns, by subject, how many messages about subjects of a kind nobody at the firm has read.
func UnreadAbout(app core.App, kind string, subjects []any) (map[string]int, error) {
	var rows []struct {
		Subject string `db:"subject"`
		Unread  int    `db:"unread"`
	}
	err := app.DB().Select("c."+kind+" AS subject", "c.firm_unread AS unread").From("conversations c").
		Where(dbx.In("c."+kind, subjects...)).AndWhere(dbx.NewExp("c." + kind + " != ''")).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("count unread messages: %w", err)
	}
	found := make(map[string]int, len(rows))
	for _, row := range rows {
		found[row.Subject] = row.Unread
	}
	return found, nil
}

// Comments is how many comments an item has, and how many are unread.
type Comments struct {
	Count  int `db:"count"`
	Unread int `db:"unread"`
}

// CommentsOn returns the comments on documents by document; unread are those that nobody at the firm has read.
func CommentsOn(app core.App, documents []any) (map[string]Comments, error) {
	return comments(app, documents, "c.firm_unread", nil)
}

// CommentsFor is CommentsOn as a contact sees it: unread is what they have not read.
func CommentsFor(app core.App, contact string, documents []any) (map[string]Comments, error) {
	return comments(app, documents, UnreadIn, dbx.Params{"reader": contact})
}

func comments(app core.App, documents []any, unread string, params dbx.Params) (map[string]Comments, error) {
	var rows []struct {
		Comments
		Document string `db:"document"`
	}
	err := app.DB().Select("c.document", "c.last_seq AS count", unread+" AS unread").From("conversations c").
		Where(dbx.In("c.document", documents...)).AndWhere(dbx.NewExp("c.document != ''")).AndBind(params).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("count comments: %w", err)
	}
	found := make(map[string]Comments, len(rows))
	for _, row := range rows {
		found[row.Document] = row.Comments
	}
	return found, nil
}

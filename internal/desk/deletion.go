package desk

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/documents"
	"portico/internal/signing"
)

// counted are records of a collection.
type counted struct {
	in    string
	which dbx.Expression
}

// contactDeletion tells what deleting a contact takes along. Documents that are also filed under a company or a project
// stay.
func contactDeletion(e *core.RequestEvent) error {
	id := e.Request.PathValue("id")
	return deletion(e, "contacts", map[string]counted{
		"documents": {"documents", documents.OnlyOf("contact", id)},
		"kept":      {"documents", dbx.And(dbx.HashExp{"contact": id}, dbx.NewExp("(company != '' OR project != '')"))},
		"requests":  {"requests", dbx.And(dbx.HashExp{"contact": id}, dbx.NewExp("contact != ''"))},
		"tickets":   {"tickets", dbx.HashExp{"contact": id}},
		"messages": {"messages", inConversations(id, ofDocuments("contact", "company", "project"), ofOwner("contact"),
			"SELECT c.id FROM tickets t JOIN conversations c ON c.ticket = t.id AND c.ticket != '' WHERE t.contact = {:id}")},
		"sessions": {"sessions", dbx.HashExp{"contact": id}},
		"shares":   {"shares", dbx.HashExp{"contact": id}},
		"signings": {"signings", signing.WaitingFor("contacts", id)},
	})
}

// companyDeletion tells what deleting a company takes along. Its contacts stay, and documents filed under one of them.
func companyDeletion(e *core.RequestEvent) error {
	id := e.Request.PathValue("id")
	return deletion(e, "companies", map[string]counted{
		"documents": {"documents", documents.OnlyOf("company", id)},
		"kept":      {"documents", dbx.And(dbx.HashExp{"company": id}, dbx.NewExp("(contact != '' OR project != '')"))},
		"requests":  {"requests", dbx.And(dbx.HashExp{"company": id}, dbx.NewExp("company != ''"))},
		"messages":  {"messages", inConversations(id, ofDocuments("company", "contact", "project"))},
		"contacts":  {"company_contacts", dbx.HashExp{"company": id}},
		"shares":    {"shares", dbx.HashExp{"company": id}},
	})
}

// projectDeletion tells what deleting a project takes along. Documents that are also a contact's or a company's stay, and
// its tickets, which are their clients'.
func projectDeletion(e *core.RequestEvent) error {
	id := e.Request.PathValue("id")
	return deletion(e, "projects", map[string]counted{
		"documents":   {"documents", documents.OnlyOf("project", id)},
		"kept":        {"documents", dbx.And(dbx.HashExp{"project": id}, dbx.NewExp("(contact != '' OR company != '')"))},
		"requests":    {"requests", dbx.And(dbx.HashExp{"project": id}, dbx.NewExp("project != ''"))},
		"keptTickets": {"tickets", dbx.And(dbx.HashExp{"project": id}, dbx.NewExp("project != ''"))},
		"messages":    {"messages", inConversations(id, ofDocuments("project", "contact", "company"), ofOwner("project"))},
		"contacts":    {"project_contacts", dbx.HashExp{"project": id}},
		"shares":      {"shares", dbx.HashExp{"project": id}},
	})
}

// inConversations are the messages in the conversations that the queries find.
func inConversations(id string, conversations ...string) dbx.Expression {
	return dbx.NewExp("conversation IN ("+strings.Join(conversations, " UNION ALL ")+")", dbx.Params{"id": id})
}

// ofOwner are the conversations about a contact or a project itself.
func ofOwner(owner string) string {
	return fmt.Sprintf("SELECT id FROM conversations WHERE %[1]s != '' AND %[1]s = {:id}", owner)
}

// ofDocuments are the conversations about the documents that are an owner's alone.
func ofDocuments(owner, other, third string) string {
	return fmt.Sprintf(`SELECT c.id FROM documents d JOIN conversations c ON c.document = d.id AND c.document != ''
		WHERE d.%s = {:id} AND +d.%s = '' AND +d.%s = ''`, owner, other, third) // see documents.OnlyOf
}

func deletion(e *core.RequestEvent, collection string, counts map[string]counted) error {
	if _, err := e.App.FindRecordById(collection, e.Request.PathValue("id")); err != nil {
		return e.NotFoundError("This record is not there any more.", err)
	}
	answer := make(map[string]int64, len(counts))
	for name, records := range counts {
		n, err := e.App.CountRecords(records.in, records.which)
		if err != nil {
			return fmt.Errorf("count %s: %w", name, err)
		}
		answer[name] = n
	}
	return e.JSON(http.StatusOK, answer)
}

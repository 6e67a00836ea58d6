package messages

import (
	"fmt"
	"slices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/access"
	"portico/internal/deliver"
)

// FileView is a file of a message.
type FileView struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Type    string `json:"type"`
	Size    int    `json:"size"`
	Preview string `json:"preview"`
}

// View is a message as people read it.
type View struct {
	ID     string     `json:"id"`
	Seq    int        `json:"seq"` // counts the messages of its conversation from 1
	Side   string     `json:"side"`
	Author string     `json:"author"`
	Mine   bool       `json:"mine"`
	Text   string     `json:"text"`
	At     string     `json:"at"`
	Files  []FileView `json:"files"`
}

// Thread is a part of a conversation, the oldest message first.
type Thread struct {
	Items   []View   `json:"items"`
	Earlier bool     `json:"earlier"` // there are messages before the first of these
	Read    int      `json:"read"`    // the last message that the reader's side has read
	Last    int      `json:"last"`    // the last message there is
	Readers []Reader `json:"readers,omitempty"`
}

// Reader is how far a client has read; the firm sees it.
type Reader struct {
	Name string `db:"name" json:"name"`
	Seq  int    `db:"seq" json:"seq"`
}

// ViewFile returns what people see of a file.
func ViewFile(r *core.Record) FileView {
	return FileView{
		ID: r.Id, Name: r.GetString("file_name"), Type: r.GetString("file_type"), Size: r.GetInt("file_size"),
		Preview: deliver.Preview(r.GetString("file_type")),
	}
}

// limit is how many messages are read at a time.
const limit = 50

// Read returns the messages about a subject that come before one, or the last ones where before is 0. Whether the reader
// may is asked before.
func Read(app core.App, about access.Subject, reader Author, before int) (Thread, error) {
	thread := Thread{Items: []View{}}
	conversation, err := Find(app, about)
	if err != nil || conversation == nil {
		return thread, err
	}
	query := app.RecordQuery("messages").AndWhere(dbx.HashExp{"conversation": conversation.Id}).
		OrderBy("seq DESC").Limit(limit + 1)
	if before > 0 {
		query.AndWhere(dbx.NewExp("seq < {:before}", dbx.Params{"before": before}))
	}
	var records []*core.Record
	if err := query.All(&records); err != nil {
		return thread, fmt.Errorf("read messages: %w", err)
	}
	if len(records) > limit {
		thread.Earlier, records = true, records[:limit]
	}
	slices.Reverse(records)
	if thread.Items, err = views(app, records, reader); err != nil {
		return thread, err
	}
	thread.Last = conversation.GetInt("last_seq")
	if reader.Side == Firm {
		thread.Read = conversation.GetInt("firm_read")
		thread.Readers, err = readers(app, conversation.Id)
		return thread, err
	}
	thread.Read, err = readUntil(app, conversation.Id, reader.ID)
	return thread, err
}

// ViewOf returns one message as its author reads it.
func ViewOf(app core.App, message *core.Record, reader Author) (View, error) {
	all, err := views(app, []*core.Record{message}, reader)
	if err != nil {
		return View{}, err
	}
	return all[0], nil
}

func views(app core.App, records []*core.Record, reader Author) ([]View, error) {
	ids := make([]any, len(records))
	for i, r := range records {
		ids[i] = r.Id
	}
	var files []*core.Record
	err := app.RecordQuery("message_files").AndWhere(dbx.In("message", ids...)).
		AndWhere(dbx.NewExp("message != ''")). // the index is of files that were sent, and used if it is said
		OrderBy("rowid").All(&files)
	if err != nil {
		return nil, fmt.Errorf("find files of messages: %w", err)
	}
	of := make(map[string][]FileView, len(files))
	for _, f := range files {
		of[f.GetString("message")] = append(of[f.GetString("message")], ViewFile(f))
	}
	items := make([]View, len(records))
	for i, r := range records {
		items[i] = View{
			ID: r.Id, Seq: r.GetInt("seq"), Side: r.GetString("side"), Author: r.GetString("author_name"),
			Mine: r.GetString("author") == reader.ID, Text: r.GetString("text"), At: r.GetString("created"), Files: of[r.Id],
		}
		if items[i].Files == nil {
			items[i].Files = []FileView{}
		}
	}
	return items, nil
}

func readers(app core.App, conversation string) ([]Reader, error) {
	found := []Reader{}
	err := app.DB().Select("c.name", "r.seq").From("message_reads r").
		InnerJoin("contacts c", dbx.NewExp("c.id = r.contact")).
		Where(dbx.HashExp{"r.conversation": conversation}).OrderBy("c.search").All(&found)
	if err != nil {
		return nil, fmt.Errorf("find who has read: %w", err)
	}
	return found, nil
}

func readUntil(app core.App, conversation, contact string) (int, error) {
	var seq int
	err := app.DB().Select("COALESCE(MAX(seq), 0)").From("message_reads").
		Where(dbx.HashExp{"conversation": conversation, "contact": contact}).Row(&seq)
	if err != nil {
		return 0, fmt.Errorf("find what was read: %w", err)
	}
	return seq, nil
}

// MarkRead notes that the reader's side has read the messages about a subject up to seq, and reports whether that is
// news. app is that of a transaction.
func MarkRead(tx core.App, about access.Subject, reader Author, seq int) (bool, error) {
	conversation, err := Find(tx, about)
	if err != nil || conversation == nil {
		return false, err
	}
	seq = min(seq, conversation.GetInt("last_seq"))
	if reader.Side == Firm {
		return markFirm(tx, conversation, seq)
	}
	before, err := readUntil(tx, conversation.Id, reader.ID)
	if err != nil || seq <= before {
		return false, err
	}
	_, err = tx.NonconcurrentDB().NewQuery(`INSERT INTO message_reads (id, conversation, contact, seq)
		VALUES ({:id}, {:conversation}, {:contact}, {:seq})
		ON CONFLICT (conversation, contact) DO UPDATE SET seq = {:seq}`).
		Bind(dbx.Params{"id": core.GenerateDefaultRandomId(), "conversation": conversation.Id, "contact": reader.ID, "seq": seq}).Execute()
	if err != nil {
		return false, fmt.Errorf("mark as read: %w", err)
	}
	return true, nil
}

func markFirm(tx core.App, conversation *core.Record, seq int) (bool, error) {
	if seq <= conversation.GetInt("firm_read") {
		return false, nil
	}
	var left int
	err := tx.DB().Select("COUNT(*)").From("messages").
		Where(dbx.HashExp{"conversation": conversation.Id, "side": Client}).
		AndWhere(dbx.NewExp("seq > {:seq}", dbx.Params{"seq": seq})).Row(&left)
	if err != nil {
		return false, fmt.Errorf("count what is left to read: %w", err)
	}
	conversation.Set("firm_read", seq)
	conversation.Set("firm_unread", left)
	if err := tx.Save(conversation); err != nil {
		return false, fmt.Errorf("mark as read: %w", err)
	}
	return true, nil
}

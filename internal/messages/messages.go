// Package messages keeps what clients and the firm write to each other. A conversation is about a contact, a document, a
// project or a ticket; who may read and write in it is decided by internal/access.
package messages

import (
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/pocketbase/dbx"
	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"portico/internal/access"
)

// The two sides of every conversation.
const (
	Client = "client"
	Firm   = "firm"
)

const (
	maxText  = 5000
	maxFiles = 10
	// snippet is how much of the last message a list shows.
	snippet = 160
)

// ErrNoFile is returned where a message is to carry a file that is not its author's, or that another message carries.
var ErrNoFile = errors.New("there is no such file to send")

// Author is who writes, or reads.
type Author struct {
	Side string
	ID   string // of a contact, a staff member or an owner
	Name string
}

// New is a message to be sent.
type New struct {
	About  access.Subject
	Author Author
	Text   string
	Files  []string // ids, as Attach returned them
	// Key makes a message that is sent again be one message; it is what the author calls it (the Idempotency-Key header).
	Key string
}

// Validate checks what people type, and tidies it. Its error is validation.Errors by field.
func (n *New) Validate() error {
	n.Text = tidy(n.Text)
	errs := validation.Errors{}
	switch {
	case n.Text == "" && len(n.Files) == 0:
		errs["text"] = validation.NewError("validation_required", "Write something, or attach a file.")
	case utf8.RuneCountInString(n.Text) > maxText:
		errs["text"] = validation.NewError("validation_length_too_long", fmt.Sprintf("Write %d characters at most.", maxText))
	}
	if len(n.Files) > maxFiles {
		errs["files"] = validation.NewError("validation_length_too_long", fmt.Sprintf("Attach %d files at most.", maxFiles))
	}
	return errs.Filter()
}

// tidy leaves of a text what people can see: no control characters but line breaks and tabs, no broken encoding.
func tidy(text string) string {
	text = strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\r\n", "\n")
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, text))
}

// Post sends a message. app is that of a transaction, in which the author's permission has been asked. Sent again under
// the same key, the message of the first time is returned and nothing happens.
func Post(tx core.App, n New) (*core.Record, error) {
	if earlier, err := Sent(tx, n); err != nil || earlier != nil {
		return earlier, err
	}
	conversation, err := findOrMake(tx, n.About)
	if err != nil {
		return nil, err
	}
	collection, err := tx.FindCachedCollectionByNameOrId("messages")
	if err != nil {
		return nil, fmt.Errorf("find messages: %w", err)
	}
	seq := conversation.GetInt("last_seq") + 1
	r := core.NewRecord(collection)
	r.Id = core.GenerateDefaultRandomId()
	r.Set("conversation", conversation.Id)
	r.Set("seq", seq)
	r.Set("side", n.Author.Side)
	r.Set("author", n.Author.ID)
	r.Set("author_name", n.Author.Name)
	r.Set("text", n.Text)
	r.Set("upload_key", n.key())
	if err := tx.Save(r); err != nil {
		return nil, fmt.Errorf("save message: %w", err)
	}
	if err := send(tx, n, r.Id); err != nil {
		return nil, err
	}
	conversation.Set("last_seq", seq)
	conversation.Set("last_at", types.NowDateTime())
	conversation.Set("last_text", n.summary())
	conversation.Set("last_author", n.Author.Name)
	conversation.Set("last_side", n.Author.Side)
	switch {
	case n.Author.Side == Client:
		conversation.Set("firm_unread", conversation.GetInt("firm_unread")+1)
	case conversation.GetInt("firm_unread") == 0: // what the firm writes is not new to the firm
		conversation.Set("firm_read", seq)
	}
	if err := tx.Save(conversation); err != nil {
		return nil, fmt.Errorf("save conversation: %w", err)
	}
	return r, announce(tx, conversation, n)
}

func (n *New) key() string {
	if n.Key == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(n.Author.ID + "\x00" + n.Key))
	return hex.EncodeToString(sum[:])
}

// summary is the text on one line, cut short.
func (n *New) summary() string {
	line := strings.Join(strings.Fields(n.Text), " ")
	if line == "" {
		return "Sent a file"
	}
	if runes := []rune(line); len(runes) > snippet {
		return string(runes[:snippet-1]) + "…"
	}
	return line
}

// Sent returns the message that was sent before under the same key, or nil.
func Sent(tx core.App, n New) (*core.Record, error) {
	key := n.key()
	if key == "" {
		return nil, nil //nolint:nilnil // no key, no message, no fault
	}
	r := new(core.Record)
	err := tx.RecordQuery("messages").
		AndWhere(dbx.HashExp{"upload_key": key}).
		AndWhere(dbx.NewExp("upload_key != ''")). // the index is of keys that are there, and used if it is said
		Limit(1).One(r)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil //nolint:nilnil // not sent before
	}
	if err != nil {
		return nil, fmt.Errorf("find message by key: %w", err)
	}
	return r, nil
}

// Find returns the conversation about a subject, or nil where nobody has written yet.
func Find(app core.App, about access.Subject) (*core.Record, error) {
	r := new(core.Record)
	err := app.RecordQuery("conversations").
		AndWhere(dbx.HashExp{about.Kind: about.ID}).
		AndWhere(dbx.NewExp("[[" + about.Kind + "]] != ''")). // as above
		Limit(1).One(r)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil //nolint:nilnil // nobody has written yet
	}
	if err != nil {
		return nil, fmt.Errorf("find conversation: %w", err)
	}
	return r, nil
}

func findOrMake(tx core.App, about access.Subject) (*core.Record, error) {
	found, err := Find(tx, about)
	if err != nil || found != nil {
		return found, err
	}
	collection, err := tx.FindCachedCollectionByNameOrId("conversations")
	if err != nil {
		return nil, fmt.Errorf("find conversations: %w", err)
	}
	r := core.NewRecord(collection)
	r.Set(about.Kind, about.ID)
	if err := tx.Save(r); err != nil {
		return nil, fmt.Errorf("save conversation: %w", err)
	}
	return r, nil
}

// DeleteAll deletes the conversations that which finds, with everything in them, in a few statements. It returns where
// their files are, to be removed after the commit.
func DeleteAll(tx core.App, which dbx.Expression) (keys []string, err error) {
	files, err := tx.FindCachedCollectionByNameOrId("message_files")
	if err != nil {
		return nil, fmt.Errorf("find files of messages: %w", err)
	}
	found := tx.DB().Select("id").From("conversations").Where(which).Build()
	in := func(column, query string) dbx.Expression {
		return dbx.NewExp(column+" IN ("+query+")", found.Params())
	}
	ofMessages := in("message", "SELECT id FROM messages WHERE conversation IN ("+found.SQL()+")")
	err = tx.DB().Select("({:folder} || '/' || id || '/' || file)").From("message_files").
		Where(ofMessages).Bind(dbx.Params{"folder": files.BaseFilesPath()}).Column(&keys)
	if err != nil {
		return nil, fmt.Errorf("find files of messages: %w", err)
	}
	for _, step := range []struct {
		table string
		which dbx.Expression
	}{
		{"message_files", ofMessages},
		{"messages", in("conversation", found.SQL())},
		{"message_reads", in("conversation", found.SQL())},
		{"message_notices", in("conversation", found.SQL())},
		{"conversations", in("id", found.SQL())},
	} {
		if _, err := tx.NonconcurrentDB().Delete(step.table, step.which).Execute(); err != nil {
			return nil, fmt.Errorf("delete %s: %w", step.table, err)
		}
	}
	return keys, nil
}

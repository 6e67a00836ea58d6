package storage

import (
	"github.com/pocketbase/dbx"
	_ "modernc.org/sqlite" // the driver that PocketBase uses, too
)

// Connect opens a PocketBase database so that a commit, once answered, survives a power cut: it differs from
// core.DefaultDBConnect in synchronous=FULL alone, which makes SQLite sync the write-ahead log at every commit.
func Connect(path string) (*dbx.DB, error) {
	// busy_timeout comes first: a connection must know how to wait before it asks for WAL mode.
	return dbx.Open("sqlite", path+"?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)"+
		"&_pragma=journal_size_limit(200000000)&_pragma=synchronous(FULL)&_pragma=foreign_keys(ON)"+
		"&_pragma=temp_store(MEMORY)&_pragma=cache_size(-32000)&_defensive=1")
}
